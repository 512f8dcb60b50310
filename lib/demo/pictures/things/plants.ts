import { darken, lighten } from "../colour.ts";
import { curve, group, type Ink, path, type Point } from "../svg.ts";

export interface Leaf {
  from: Point;
  to: Point;
  /** Half its width, and how far it bows to the side. */
  width: number;
  bow: number;
  colour: string;
}

/** A long leaf with a midrib and veins, one half turned to the light. */
export function leaf(ink: Ink, { from, to, width, bow, colour }: Leaf): string {
  const length = Math.hypot(to[0] - from[0], to[1] - from[1]);
  const [dx, dy] = [(to[0] - from[0]) / length, (to[1] - from[1]) / length];
  const spot = (along: number, across: number): Point => {
    const bend = bow * Math.sin(along * Math.PI * 0.9) + across;
    return [from[0] + dx * along * length - dy * bend, from[1] + dy * along * length + dx * bend];
  };
  const swell = (t: number) => width * Math.sin(Math.PI * t ** 0.8) ** 0.9;
  const steps = Array.from({ length: 11 }, (_, i) => 0.12 + 0.88 * i / 10);
  const rib = steps.map((t) => spot(t, 0));
  const side = (sign: number) => steps.map((t, i) => spot(t, sign * swell(i / 10)));
  const half = (sign: number, fill: string) =>
    path(`${curve([...rib, ...side(sign).reverse()])}z`, { fill });
  const veins = steps.slice(1, -2).flatMap((t, i) =>
    [-1, 1].map((sign) => curve([spot(t, 0), spot(t + 0.09, sign * swell((i + 1.6) / 10) * 0.86)]))
  );
  const tone = ink.linear([[0, "#FFF8EA", 0.25], [0.5, "#FFF8EA", 0], [1, "#0B1A10", 0.35]], {
    x2: 0.8,
    y2: 1,
  });
  return path(curve([from, spot(0.06, 0), spot(0.14, 0)]), {
    fill: "none",
    stroke: darken(colour, 0.25),
    "stroke-width": 9,
    "stroke-linecap": "round",
  }) +
    half(-1, lighten(colour, 0.12)) + half(1, darken(colour, 0.14)) +
    half(-1, tone) + half(1, tone) +
    path(veins.join(""), {
      fill: "none",
      stroke: lighten(colour, 0.4),
      "stroke-width": 2.2,
      opacity: 0.4,
    }) +
    path(curve(rib), {
      fill: "none",
      stroke: lighten(colour, 0.42),
      "stroke-width": 4.5,
      opacity: 0.8,
    });
}

/** Leaves that fan out of a pot at `at`; the tallest stand at the back. */
export function bush(
  ink: Ink,
  at: Point,
  { reach, colour, width = 62 }: { reach: number; colour: string; width?: number },
): string {
  const fans = [
    [-62, 0.78],
    [58, 0.8],
    [-38, 1],
    [34, 1.04],
    [-14, 1.12],
    [12, 0.98],
    [-78, 0.5],
    [76, 0.52],
    [-26, 0.66],
    [24, 0.62],
    [0, 0.58],
  ];
  return group(
    fans.map(([angle = 0, long = 1], i) => {
      const turn = angle * Math.PI / 180;
      const tip: Point = [
        at[0] + Math.sin(turn) * reach * long,
        at[1] - Math.cos(turn) * reach * long,
      ];
      const shade = i < 4 ? darken(colour, 0.18) : i % 2 ? colour : lighten(colour, 0.08);
      return leaf(ink, {
        from: [at[0] + angle * 0.5, at[1] + 20],
        to: tip,
        width: width * (0.7 + 0.3 * long),
        bow: angle * 0.55,
        colour: shade,
      });
    }).join(""),
  );
}

/** A low rosette of thick, pointed leaves. */
export function rosette(
  ink: Ink,
  at: Point,
  { reach, colour }: { reach: number; colour: string },
): string {
  const rows = [[9, 1, 0.36], [8, 0.78, 0.5], [7, 0.55, 0.72], [5, 0.34, 0.9]] as const;
  return rows.map(([count, long, rise], row) =>
    Array.from({ length: count }, (_, i) => {
      const turn = (i + (row % 2) / 2) / count * 2 * Math.PI;
      const tip: Point = [
        at[0] + Math.cos(turn) * reach * long,
        at[1] + Math.sin(turn) * reach * long * 0.3 - reach * rise * 0.8,
      ];
      return { turn, d: thick(at, tip, reach * 0.17), tip };
    }).sort((a, b) => Math.sin(a.turn) - Math.sin(b.turn)).map(({ d }) => {
      const fill = ink.linear(
        [[0, lighten(colour, 0.34)], [0.6, colour], [1, darken(colour, 0.4)]],
        { x1: 0.1, y1: 0, x2: 0.8, y2: 1 },
      );
      return path(d, {
        fill,
        stroke: darken(colour, 0.45),
        "stroke-width": 2,
        "stroke-opacity": 0.5,
      });
    }).join("")
  ).join("");
}

function thick(from: Point, to: Point, width: number): string {
  const length = Math.hypot(to[0] - from[0], to[1] - from[1]) || 1;
  const [nx, ny] = [-(to[1] - from[1]) / length * width, (to[0] - from[0]) / length * width];
  const at = (
    t: number,
    side: number,
  ): Point => [
    from[0] + (to[0] - from[0]) * t + nx * side,
    from[1] + (to[1] - from[1]) * t + ny * side,
  ];
  return curve([
    from,
    at(0.35, 0.62),
    at(0.68, 0.95),
    at(0.88, 0.5),
    to,
    at(0.88, -0.5),
    at(0.68, -0.95),
    at(0.35, -0.62),
  ], { closed: true });
}
