import { classes } from "./classes.ts";

/** The woven edge: 8 px at the top of a page, 16 in empty states, 24 on the paid receipt. */
export function Weave({ height = 8, class: extra }: { height?: 8 | 16 | 24; class?: string }) {
  return <div class={classes("weave", height > 8 && `w${height}`, extra)} aria-hidden="true" />;
}
