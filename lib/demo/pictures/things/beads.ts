import { darken } from "../colour.ts";
import { group, path, type Point } from "../svg.ts";

/** Beads on a string: one round bead at every point, colour by colour. */
export function beads(
  strings: readonly { points: readonly Point[]; colour: (index: number) => string }[],
  size: number,
): string {
  const byColour = new Map<string, string[]>();
  const all: string[] = [];
  for (const { points, colour } of strings) {
    points.forEach(([x, y], i) => {
      const d = `M${x.toFixed(1)} ${y.toFixed(1)}h.01`;
      const key = colour(i);
      byColour.set(key, [...(byColour.get(key) ?? []), d]);
      all.push(d);
    });
  }
  const dots = (d: string, stroke: string, width: number, more = {}) =>
    path(d, { fill: "none", stroke, "stroke-width": width, "stroke-linecap": "round", ...more });
  const everything = all.join("");
  const bodies = [...byColour].map(([colour, d]) =>
    dots(d.join(""), darken(colour, 0.5), size) +
    dots(d.join(""), colour, size * 0.82, {
      transform: `translate(${-size * 0.04} ${-size * 0.05})`,
    })
  );
  return group(
    bodies.join("") +
      dots(everything, "#FFFFFF", size * 0.26, {
        opacity: 0.62,
        transform: `translate(${-size * 0.17} ${-size * 0.19})`,
      }),
  );
}

/** Points at even distances on a circle, or on a part of it (degrees, clockwise from the top). */
export function beadRing(
  [x, y]: Point,
  radius: number,
  { gap, from = 0, to = 360, squash = 1 }: {
    gap: number;
    from?: number;
    to?: number;
    squash?: number;
  },
): Point[] {
  const arc = (to - from) * Math.PI / 180;
  const count = Math.max(1, Math.round(radius * Math.abs(arc) / gap));
  return Array.from({ length: count }, (_, i) => {
    const angle = from * Math.PI / 180 + arc * i / count;
    return [x + radius * Math.sin(angle), y - radius * squash * Math.cos(angle)];
  });
}
