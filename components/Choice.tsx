import type { ComponentChildren } from "preact";
import type { InputAttributes } from "./input_attributes.ts";

export interface OptionCardProps extends InputAttributes {
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
      <span class="flex-1 min-w-[6rem]">
        <b class="block">{title}</b>
        {detail && <span class="mut block text-sm">{detail}</span>}
      </span>
      {end}
    </label>
  );
}

export interface CheckboxProps extends InputAttributes {
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
