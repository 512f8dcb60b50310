import type { ComponentChildren } from "preact";
import { Weave } from "./Weave.tsx";

export interface EmptyStateProps {
  title: ComponentChildren;
  /** One line: what to do. */
  children?: ComponentChildren;
  /** One button. */
  action?: ComponentChildren;
  /** `h1` where the page has nothing else. */
  heading?: "h1" | "h2";
}

export function EmptyState(
  { title, children, action, heading: Heading = "h2" }: EmptyStateProps,
) {
  return (
    <div class="empty">
      <Weave height={16} />
      <Heading>{title}</Heading>
      {children && <p class="mut">{children}</p>}
      {action}
    </div>
  );
}
