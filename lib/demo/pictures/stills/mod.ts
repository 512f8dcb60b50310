import type { Still, Stills } from "../still.ts";
import { carriers } from "./carriers.ts";
import { foldedCloth } from "./folded_cloth.ts";
import { gifts } from "./gifts.ts";
import { hungCloth } from "./hung_cloth.ts";
import { light } from "./light.ts";
import { soap } from "./soap.ts";
import { tableware } from "./tableware.ts";
import { traysAndStorage } from "./trays_and_storage.ts";
import { woodAndStone } from "./wood_and_stone.ts";

const STILLS: Stills = {
  ...carriers,
  ...traysAndStorage,
  ...tableware,
  ...woodAndStone,
  ...foldedCloth,
  ...hungCloth,
  ...light,
  ...soap,
  ...gifts,
};

/** Slugs of all products that can be drawn. */
export const SLUGS: readonly string[] = Object.keys(STILLS);

/** Throws for a slug that nobody has drawn. */
export function stillOf(slug: string): Still {
  const still = STILLS[slug];
  if (!still) throw new Error(`No drawing for "${slug}"`);
  return still;
}
