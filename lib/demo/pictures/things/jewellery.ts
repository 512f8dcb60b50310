import { darken } from "../colour.ts";
import { cast, ground } from "../scene.ts";
import { ellipse, type Ink, path, type Point } from "../svg.ts";
import { beadRing, beads } from "./beads.ts";

/** A flat collar of bead rows, a colour to each row, white rows broken by the first colour. */
export function collar(ink: Ink, rows: readonly string[]): string {
  const at: Point = [600, 610];
  const [inner, step] = [196, 20.5];
  const outer = inner + rows.length * step;
  const first = rows[0] ?? "#7C2F1B";
  const strings = rows.map((colour, i) => ({
    points: beadRing(at, inner + i * step, { gap: 19.6 }),
    colour: (k: number) =>
      i % 5 === 2 && k % 8 < 3 ? darken(first, 0.2) : i === 4 && k % 12 < 2 ? first : colour,
  }));
  const middle = (inner + outer - step) / 2;
  const shade = [76, 66, 56, 46, 36, 26, 16, 6].map((grow) =>
    ellipse([at[0] + 26, at[1] + 32], [middle, middle], {
      fill: "none",
      stroke: "#1A0C06",
      "stroke-width": outer - inner + grow,
      opacity: 0.024,
    })
  ).join("");
  const light = ink.linear([[0, "#FFF8EA", 0.24], [0.5, "#FFF8EA", 0], [1, "#1A0C06", 0.3]], {
    x2: 0.9,
    y2: 1,
  });
  const clasp = path("M582 400C570 370 630 370 618 400", {
    fill: "none",
    stroke: "#B98A4B",
    "stroke-width": 7,
  });
  return shade +
    ellipse(at, [middle, middle], {
      fill: "none",
      stroke: darken(first, 0.6),
      "stroke-width": outer - inner,
    }) +
    beads(strings, 21.5) + clasp +
    ellipse(at, [middle, middle], { fill: "none", stroke: light, "stroke-width": outer - inner });
}

/** Coiled bracelets in a pile; each is three rows of beads: edge, middle, edge. */
export function bracelets(
  ink: Ink,
  colours: readonly (readonly [string, string, string])[],
): string {
  const [squash, rise] = [0.28, 82];
  const tiers = colours.map((rows, i) => {
    const at: Point = [600 + [0, 14, -12, 10, -6][i % 5]!, 952 - i * rise];
    const radius = 294 - (i % 3) * 7;
    const half = (from: number, to: number) =>
      rows.map((colour, row) => ({
        points: beadRing([at[0], at[1] - row * 25], radius, { gap: 25, from, to, squash }),
        colour: (k: number) => row === 1 && k % 6 < 2 ? rows[0] : colour,
      }));
    const last = i === colours.length - 1;
    const far = last
      ? beads(half(-90, 90), 27) + hollow(ink, [at[0], at[1] - 50], radius, squash)
      : "";
    return far + path(hoop(at, radius, squash), { fill: "#24140C" }) + beads(half(90, 270), 28);
  });
  const light = ink.linear([[0, "#FFF8EA", 0.14], [0.4, "#FFF8EA", 0], [1, "#1A0C06", 0.42]]);
  const top = 952 - (colours.length - 1) * rise - 50;
  const front = `M304 ${top}V952A296 ${296 * squash} 0 0 0 896 952V${top}A296 ${
    296 * squash
  } 0 0 1 304 ${top}z`;
  const outline = [0, 0.25, 0.5, 0.75, 1].flatMap((
    s,
  ): Point[] => [[306, top + (1020 - top) * s], [894, top + (1020 - top) * s]]);
  const side = outline.filter(([x]) => x < 600).concat(outline.filter(([x]) => x > 600).reverse());
  return cast(ink, side) + ground(ink, [600, 1030], 600) + tiers.join("") +
    path(front, { fill: light });
}

/** The shade inside the pile, deeper toward its near wall. */
function hollow(ink: Ink, at: Point, radius: number, squash: number): string {
  const fill = ink.linear([[0, "#1A0C06", 0.5], [1, "#1A0C06", 0.86]], {
    x1: 0,
    x2: 0,
    y1: 0.2,
    y2: 1,
  });
  return ellipse([at[0], at[1] + 22], [radius - 12, (radius - 12) * squash], { fill });
}

/** The near wall of one bracelet, behind its beads. */
function hoop([x, y]: Point, radius: number, squash: number): string {
  const ry = radius * squash;
  return `M${x - radius} ${y - 50}V${y}A${radius} ${ry} 0 0 0 ${x + radius} ${y}V${
    y - 50
  }A${radius} ${ry} 0 0 1 ${x - radius} ${y - 50}z`;
}
