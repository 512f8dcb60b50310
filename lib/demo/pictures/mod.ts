import { backdrop, SIZE, table } from "./scene.ts";
import type { Still, Stills } from "./still.ts";
import { baskets } from "./stills/baskets.ts";
import { cloth } from "./stills/cloth.ts";
import { gifts } from "./stills/gifts.ts";
import { kitchen } from "./stills/kitchen.ts";
import { light } from "./stills/light.ts";
import { soap } from "./stills/soap.ts";
import { group, Ink } from "./svg.ts";

/** What a picture shows of its product. */
export interface View {
  crop: "whole" | "close";
  /** The value of the colour option, where the product comes in several. */
  colour?: string;
}

const STILLS: Stills = { ...baskets, ...kitchen, ...cloth, ...light, ...soap, ...gifts };

/** Slugs of all products that can be drawn. */
export const SLUGS: readonly string[] = Object.keys(STILLS);

/** An SVG of 1200 by 1200; throws for a slug that nobody has drawn. */
export function drawProduct({ slug }: { slug: string }, { crop, colour }: View): string {
  const still = STILLS[slug];
  if (!still) throw new Error(`No drawing for "${slug}"`);
  const ink = new Ink();
  const picture = paint(ink, still, colour);
  if (crop === "whole") return ink.document(picture);
  const [x, y, zoom] = still.close;
  const hold = (at: number) => Math.max(SIZE / 2 - at * zoom, SIZE * (1 - zoom));
  const move = [x, y].map((at) => Math.min(0, hold(at)));
  return ink.document(group(picture, { transform: `translate(${move.join(" ")}) scale(${zoom})` }));
}

function paint(
  ink: Ink,
  { wall, flat, lift = 0, draw }: Still,
  colour: string | undefined,
): string {
  const air = typeof wall === "string" ? wall : wall(colour);
  if (flat) return backdrop(ink, air) + draw(ink, colour);
  const scene = table(ink, air, lift) + draw(ink, colour);
  return backdrop(ink, air) + (lift ? group(scene, { transform: `translate(0 ${-lift})` }) : scene);
}
