import type { ComponentChildren } from "preact";
import { Icon } from "@/components/Icon.tsx";

export interface DisclosureProps {
  summary: string;
  open?: boolean;
  children: ComponentChildren;
}

/** A question most people skip, behind a quiet button. */
export function Disclosure({ summary, open, children }: DisclosureProps) {
  return (
    <details class="mt-2" open={open}>
      <summary class="btn btn-text ms-[-8px]">
        <Icon name="plus" size="s" />
        {summary}
      </summary>
      <div class="pt-2">{children}</div>
    </details>
  );
}
