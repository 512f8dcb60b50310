import type { ComponentChildren } from "preact";

export interface HeadProps {
  children?: ComponentChildren;
}

/**
 * Adds elements to the page's `<head>`. Of elements with the same key, and of titles, the last
 * one wins. The server picks the children up as it renders; in the browser nothing happens.
 */
export function Head(_props: HeadProps): null {
  return null;
}
