import type { ComponentChildren, JSX } from "preact";

type Input = Omit<
  JSX.IntrinsicElements["input"],
  "class" | "className" | "type" | "role" | "list" | "children" | "title"
>;

export interface OptionCardProps extends Input {
  title: ComponentChildren;
  detail?: ComponentChildren;
  /** A price, an icon, "Free". */
  end?: ComponentChildren;
}

/** A radio in a bordered row. Put several in a `<fieldset>` with a `<legend>`. */
export function OptionCard({ title, detail, end, ...input }: OptionCardProps) {
  return (
    <label class="opt">
      <input type="radio" {...input} />
      <span class="flex-1">
        <b class="block">{title}</b>
        {detail && <span class="mut block text-sm">{detail}</span>}
      </span>
      {end}
    </label>
  );
}

export interface ChipProps extends Input {
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

export interface CheckboxProps extends Input {
  children: ComponentChildren;
}

export function Checkbox({ children, ...input }: CheckboxProps) {
  return (
    <label class="ck">
      <input type="checkbox" {...input} />
      <span>{children}</span>
    </label>
  );
}
