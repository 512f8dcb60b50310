import { belt, speckle } from "../paint.ts";
import type { Ink } from "../svg.ts";
import { tube } from "../tube.ts";
import { vessel } from "./vessel.ts";

/** A speckled enamel mug with something hot in it. */
export function mug(
  ink: Ink,
  { colour, edge, drink }: { colour: string; edge: string; drink: string },
): string {
  return vessel(ink, {
    x: 560,
    profile: [[250, 430], [246, 580], [240, 800], [230, 945], [212, 982], [194, 992]],
    squash: 0.2,
    colour,
    gloss: 0.8,
    depth: 0.5,
    inside: "#F3EDE0",
    filled: { colour: drink, down: 38 },
    lip: { colour: edge, width: 17 },
    paint: (body) =>
      speckle(body, { count: 80, colour: edge, size: 5.5, seed: "mug", from: 0.06, to: 0.9 }) +
      belt(body, [0.93, 1], edge),
    behind: () => tube("M786 540C970 516 980 810 782 832", { colour, width: 50 }),
  });
}
