import type { ComponentChildren } from "preact";
import type { InputAttributes } from "./input_attributes.ts";

export interface ChipProps extends InputAttributes {
  label: ComponentChildren;
  detail?: ComponentChildren;
  /** Dashed; `detail` says why ("Sold out"). It can still be chosen unless `disabled`. */
  isOut?: boolean;
}

/** A radio as a chip, for the variants of a product. */
export function Chip({ label, detail, isOut, ...input }: ChipProps) {
  return (
    <label class="chip">
      <input type="radio" {...input} />
      <span class={isOut ? "out" : undefined}>
        {label}
        {detail && <small>{detail}</small>}
      </span>
    </label>
  );
}
