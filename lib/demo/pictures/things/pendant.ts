import { darken } from "../colour.ts";
import { bands, peaks } from "../drafts.ts";
import { shade } from "../light.ts";
import { rope } from "../rope.ts";
import { soft } from "../scene.ts";
import { lathe } from "../surface.ts";
import { ellipse, group, type Ink, path, polyline, tag } from "../svg.ts";
import { weave } from "../weave.ts";
import { ringOf } from "./basket.ts";
import { glow } from "./lamp.ts";

/** A woven shade over a bulb, hung higher than our eyes: we look up into it. */
export function pendant(
  ink: Ink,
  { straw, figure, seed }: { straw: string; figure: string; seed: string },
): string {
  const shell = lathe([[58, 300], [110, 330], [240, 420], [350, 540], [408, 680], [418, 740]], {
    squash: -0.15,
  });
  const { radius, y } = shell.bottom;
  const inner = ink.radial([[0, "#FFF3CF"], [0.35, "#FBD990"], [0.75, "#B9853F"], [1, "#6E4A22"]], {
    cx: 0.5,
    cy: 0.42,
    r: 0.62,
  });
  const cord = "M600 0V270";
  const rim = ringOf([600, y], radius, 0.15);
  return group(soft(polyline(shell.outline, { closed: true }), 0.16, 90), {
    transform: "translate(96 64)",
  }) +
    path(cord, { stroke: "#2B2320", "stroke-width": 13 }) +
    path("M597 0V270", { stroke: "#8A7F76", "stroke-width": 4 }) +
    path("M566 262H634L652 312H548z", { fill: "#B98A4B" }) +
    path("M574 266H596L590 308H556z", { fill: "#EBCB92", opacity: 0.7 }) +
    glow(ink, [600, 860], 560, 0.62) +
    ellipse([600, y], [radius, radius * 0.15], { fill: inner }) +
    tag("circle", { cx: 600, cy: y + 2, r: 58, fill: "#FFF9E6" }) + glow(ink, [600, y], 150, 0.9) +
    rope(rim.slice(rim.length / 2), { width: 17, colours: [darken(straw, 0.25)], pitch: 9 }) +
    path(polyline(shell.outline, { closed: true }), { fill: darken(straw, 0.4) }) +
    weave(shell, {
      rows: 27,
      columns: 100,
      seed,
      lean: 0.3,
      draft: peaks(bands(straw, [[0, 2, figure], [20, 20, figure], [22, 23, figure]]), {
        top: 11,
        rows: 8,
        times: 20,
        colour: figure,
      }),
    }) + shade(ink, shell, { depth: 0.62, gloss: 0.04 }) +
    rope(rim.slice(0, rim.length / 2 + 1), {
      width: 19,
      colours: [figure, straw],
      run: 4,
      pitch: 9.5,
    });
}
