import { checkoutParts } from "./checkout_parts.ts";
import { contentParts } from "./content_parts.ts";
import { controlParts } from "./control_parts.ts";
import { pageParts } from "./page_parts.ts";
import { shopParts } from "./shop_parts.ts";
import { logicalSides, theme } from "./theme.ts";

export { base } from "./base.ts";
export { theme };

/** Every class of our own, for the rules of `twind.config.ts`. Only what a page uses is sent. */
export const parts = [
  ...logicalSides,
  ...controlParts,
  ...contentParts,
  ...shopParts,
  ...pageParts,
  ...checkoutParts,
];
