import { backdrop, SIZE, table } from "./scene.ts";
import type { Still } from "./still.ts";
import { stillOf } from "./stills/mod.ts";
import { group, Ink } from "./svg.ts";

export { drawEditorial, drawHero } from "./hero.ts";
export { SLUGS } from "./stills/mod.ts";

/** What a picture shows of its product. */
export interface View {
  crop: "whole" | "close";
  /** The value of the colour option, where the product comes in several. */
  colour?: string;
}

/** An SVG of 1200 by 1200; throws for a slug that nobody has drawn. */
export function drawProduct({ slug }: { slug: string }, { crop, colour }: View): string {
  const still = stillOf(slug);
  const ink = new Ink();
  const picture = paint(ink, still, colour);
  if (crop === "whole") return ink.document(picture);
  const [x, y, zoom] = still.close;
  // Never past the edge of the painting.
  const shift = (at: number) => Math.min(0, Math.max(SIZE * (1 - zoom), SIZE / 2 - at * zoom));
  const nearer = `translate(${shift(x)} ${shift(y)}) scale(${zoom})`;
  return ink.document(group(picture, { transform: nearer }));
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
