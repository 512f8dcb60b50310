import { ellipse, group, type Ink, path, type Point } from "../svg.ts";

/** A candle flame that stands on `at`, and the air it lights. */
export function flame(ink: Ink, [x, y]: Point, height = 150): string {
  const w = height * 0.24;
  const tongue = (part: number, lift: number) => {
    const [h, half, foot] = [height * part, w * part, y - lift];
    return `M${x} ${foot - h}C${x + half * 0.5} ${foot - h * 0.7} ${x + half} ${foot - h * 0.42} ${
      x + half
    } ${foot - h * 0.24}C${x + half} ${foot - h * 0.05} ${x + half * 0.5} ${foot} ${x} ${foot}C${
      x - half * 0.5
    } ${foot} ${x - half} ${foot - h * 0.05} ${x - half} ${foot - h * 0.24}C${x - half} ${
      foot - h * 0.42
    } ${x - half * 0.5} ${foot - h * 0.7} ${x} ${foot - h}z`;
  };
  const body = ink.linear([[0, "#F7A823"], [0.55, "#FFC94D"], [0.85, "#FFE9A8"], [1, "#7FA6C9"]], {
    x1: 0,
    x2: 0,
    y1: 0,
    y2: 1,
  });
  const wick = path(`M${x} ${y + height * 0.16}Q${x + 3} ${y} ${x - 2} ${y - height * 0.16}`, {
    fill: "none",
    stroke: "#33241A",
    "stroke-width": 6,
    "stroke-linecap": "round",
  });
  return glow(ink, [x, y - height * 0.45], height * 2.1) + wick +
    path(tongue(1, 0), { fill: body }) +
    path(tongue(0.6, height * 0.05), { fill: "#FFF6D8", opacity: 0.85 });
}

/** Warm light round a lamp. */
export function glow(ink: Ink, at: Point, reach: number, strength = 0.5): string {
  const fill = ink.radial([[0, "#FFD98A", strength], [0.35, "#FFD98A", strength * 0.36], [
    1,
    "#FFD98A",
    0,
  ]]);
  return group(ellipse(at, [reach, reach], { fill }));
}
