import { matchTheme, type Rule } from "@twind/core";
import type { TailwindTheme } from "@twind/preset-tailwind";
import { COLOUR_ROLES } from "./tokens.ts";

const variable = (name: string) => `var(--${name})`;

/** Scale and roles for utilities; the values are CSS variables, see `tokens.ts`. */
export const theme = {
  screens: {
    sm: "600px",
    md: "768px",
    lg: "900px",
    xl: "1024px",
  },
  fontSize: {
    tiny: [".75rem", "1rem"],
    xs: [".8125rem", "1.4"],
    sm: [".875rem", "1.43"],
    md: ".9375rem",
    base: "1rem",
    lg: "1.125rem",
    xl: "1.25rem",
    h2: "1.375rem",
    h1: "1.75rem",
    page: "2.25rem",
    display: "3rem",
    hero: "5.25rem",
  },
  extend: {
    colors: Object.fromEntries(COLOUR_ROLES.map((role) => [role, variable(role)])),
    fontFamily: { sans: variable("font"), display: variable("display") },
    borderRadius: {
      DEFAULT: variable("r"),
      card: "14px",
      lg: variable("rl"),
      pill: variable("rp"),
    },
    minHeight: { ctl: variable("ctl"), tap: "44px" },
    gap: { d: variable("gap") },
    padding: { d: variable("pad") },
    boxShadow: { lift: variable("lift") },
  },
};

/** Margins and paddings that follow the direction of the text: `ms-4`, `pe-2`, `start-0`. */
export const logicalSides: Rule<TailwindTheme>[] = [
  matchTheme<TailwindTheme>("ms-", "margin", "marginInlineStart"),
  matchTheme<TailwindTheme>("me-", "margin", "marginInlineEnd"),
  matchTheme<TailwindTheme>("ps-", "padding", "paddingInlineStart"),
  matchTheme<TailwindTheme>("pe-", "padding", "paddingInlineEnd"),
  matchTheme<TailwindTheme>("start-", "inset", "insetInlineStart"),
  matchTheme<TailwindTheme>("end-", "inset", "insetInlineEnd"),
];
