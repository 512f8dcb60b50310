import { classes } from "./classes.ts";

export interface DrawingProps {
  /** From `icons.ts`. */
  path: string;
  /** 24 px by default, `s` 20, `xs` 16. */
  size?: "s" | "xs";
  class?: string;
}

/** An icon by its path: what islands use, so that they load the icons they draw and no others. */
export function Drawing({ path, size, class: extra }: DrawingProps) {
  return (
    <svg class={classes("i", size, extra)} viewBox="0 0 24 24" aria-hidden="true">
      <path d={path} />
    </svg>
  );
}
