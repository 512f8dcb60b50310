import type { CSSObject, Rule } from "@twind/core";

/** Declarations and nested rules, as twind writes them; `&` is the class itself. */
export interface Css {
  [property: string]: string | number | Css;
}

/**
 * A class of our own for what repeats on a page: shorter in every answer than its utilities would be.
 * It sits in the components layer, so that a utility beside it always wins. Two parts that are used
 * together must not set the same property: their order within the layer is not defined.
 */
export function part(name: string, css: Css): Rule {
  return [name, { "@layer components": css } as unknown as CSSObject];
}

export const AT_600 = "@media (min-width:600px)";
export const AT_768 = "@media (min-width:768px)";
export const AT_900 = "@media (min-width:900px)";
export const AT_1024 = "@media (min-width:1024px)";
export const MOTION_WELCOME = "@media (prefers-reduced-motion:no-preference)";
