import type { ComponentChildren } from "preact";

export interface SumRowProps {
  label: ComponentChildren;
  /** The last line, which says what it all comes to. */
  isTotal?: boolean;
  /** How much. */
  children: ComponentChildren;
}

/** A line of a `<dl class="sum">`. */
export function SumRow({ label, isTotal, children }: SumRowProps) {
  return (
    <div class={isTotal ? "tot" : undefined}>
      <dt class={isTotal ? undefined : "mut"}>{label}</dt>
      <dd>{children}</dd>
    </div>
  );
}
