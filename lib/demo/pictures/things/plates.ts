import { belt, speckle } from "../paint.ts";
import { ellipse, type Ink } from "../svg.ts";
import { lathe } from "../surface.ts";
import { vessel } from "./vessel.ts";

/** Enamel plates in a pile, each with its own rim. */
export function plates(
  ink: Ink,
  { colour, edges }: { colour: string; edges: readonly string[] },
): string {
  const pile = edges.map((edge, i) => {
    const y = 900 - i * 62;
    const x = 600 + [0, 8, -6, 4][i % 4]!;
    return vessel(ink, {
      x,
      profile: [[392, y], [386, y + 16], [330, y + 46], [250, y + 70], [236, y + 84]],
      squash: 0.22,
      colour,
      gloss: 0.7,
      depth: 0.56,
      grounded: i === 0,
      inside: "#F6F1E6",
      lip: { colour: edge, width: 17 },
      paint: (body) => belt(body, [0, 0.06], edge),
      upon: i === edges.length - 1 ? () => well(ink, x, y, edge) : undefined,
    });
  });
  return pile.join("");
}

/** The flat middle of the top plate, speckled, with a thin line round it. */
function well(ink: Ink, x: number, y: number, edge: string): string {
  const flat = lathe([[3, y + 26], [250, y + 27]], { x, squash: 0.22 });
  const light = ink.linear([[0, "#1A0C06", 0.16], [0.5, "#FFFFFF", 0], [1, "#FFFFFF", 0.5]], {
    x2: 1,
    y2: 0.3,
  });
  return ellipse([x, y + 2], [378, 80], { fill: "#F8F4EA" }) +
    ellipse([x, y + 2], [378, 80], { fill: light }) +
    ellipse([x, y + 24], [262, 54], { fill: "#1A0C06", opacity: 0.1 }) +
    ellipse([x, y + 27], [256, 52], { fill: "#FBF8F0" }) +
    speckle(flat, { count: 70, colour: edge, size: 4.5, seed: "plates", from: 0.3 }) +
    ellipse([x, y + 4], [356, 74], { fill: "none", stroke: edge, "stroke-width": 4, opacity: 0.8 });
}
