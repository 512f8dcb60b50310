import type { ComponentChildren } from "preact";
import { Weave } from "./Weave.tsx";

export interface EmptyStateProps {
  title: ComponentChildren;
  /** One line: what to do. */
  children?: ComponentChildren;
  /** One button. */
  action?: ComponentChildren;
}

export function EmptyState({ title, children, action }: EmptyStateProps) {
  return (
    <div class="empty">
      <Weave height={16} />
      <h2>{title}</h2>
      {children && <p class="mut">{children}</p>}
      {action}
    </div>
  );
}
