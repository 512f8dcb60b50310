import { classes } from "./classes.ts";
import { type IconName, ICONS } from "./icons.ts";

export type { IconName };

export interface IconProps {
  name: IconName;
  /** 24 px by default, `s` 20, `xs` 16. */
  size?: "s" | "xs";
  class?: string;
}

/** Decoration only: the control around it carries the name. */
export function Icon({ name, size, class: extra }: IconProps) {
  return (
    <svg class={classes("i", size, extra)} viewBox="0 0 24 24" aria-hidden="true">
      <path d={ICONS[name]} />
    </svg>
  );
}
