import { darken } from "../colour.ts";
import { bands } from "../drafts.ts";
import { rope } from "../rope.ts";
import { soft } from "../scene.ts";
import type { Surface } from "../surface.ts";
import { curve, group, type Ink, path, type Point, tag } from "../svg.ts";
import { weave } from "../weave.ts";

/** A knitted sisal mitt on a hook. */
export function bathMitt(
  ink: Ink,
  { ground, band, seed }: { ground: string; band: string; seed: string },
): string {
  const edge: Point[] = [
    [340, 360],
    [330, 600],
    [336, 840],
    [384, 980],
    [500, 1040],
    [700, 1040],
    [816, 980],
    [864, 840],
    [870, 600],
    [860, 360],
  ];
  const d = `${curve(edge)}z`;
  const flat: Surface = {
    at: (u, v): Point => [600 + u / Math.PI * 290, 352 + 700 * v + 16 * Math.cos(u)],
    span: () => [-Math.PI, Math.PI],
    normal: () => [0, 0, 1],
    length: 700,
    outline: edge,
  };
  const puff = ink.radial([[0, "#FFF8EA", 0.3], [0.5, "#FFF8EA", 0.02], [0.8, "#1A0C06", 0.14], [
    1,
    "#1A0C06",
    0.46,
  ]], { cx: 0.4, cy: 0.4, r: 0.7 });
  const cuff = Array.from(
    { length: 40 },
    (_, i): Point => [334 + 532 * i / 39, 366 + 18 * Math.sin(i / 39 * Math.PI)],
  );
  const loop: Point[] = Array.from({ length: 40 }, (_, i): Point => {
    const turn = (i / 39 * 1.84 - 1.42) * Math.PI;
    return [600 + 58 * Math.cos(turn), 246 + 112 * Math.sin(turn)];
  });
  const stitches = weave(flat, {
    rows: 36,
    columns: 34,
    seed,
    lean: 0.9,
    draft: bands(ground, [[4, 6, band], [8, 8, band], [27, 27, band], [29, 31, band]]),
  });
  return group(soft(d, 0.2, 66), { transform: "translate(40 36)" }) +
    tag("circle", { cx: 620, cy: 158, r: 34, fill: "#1A0C06", opacity: 0.14 }) +
    rope(loop, { width: 20, colours: [ground], pitch: 11 }) +
    tag("circle", { cx: 600, cy: 136, r: 30, fill: "#6B4526" }) +
    tag("circle", { cx: 596, cy: 131, r: 25, fill: "#A9743F" }) +
    path(d, { fill: darken(ground, 0.4) }) +
    group(stitches, { "clip-path": ink.clip(d) }) + path(d, { fill: puff }) +
    path(d, { fill: "none", stroke: darken(ground, 0.5), "stroke-width": 5, opacity: 0.5 }) +
    rope(cuff, { width: 26, colours: [band, ground], run: 3, pitch: 13 });
}
