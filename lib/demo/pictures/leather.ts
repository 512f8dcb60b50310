import { darken, lighten } from "./colour.ts";
import { group, path, type Point, tag } from "./svg.ts";

export interface Strap {
  colour: string;
  width: number;
}

/** A cut strap along a path, with its raw edge and a saddle stitch on both sides. */
export function strap(d: string, { colour, width }: Strap): string {
  const line = { fill: "none", "stroke-linecap": "butt", "stroke-linejoin": "round" };
  const thread = lighten(colour, 0.45);
  const layer = (stroke: string, part: number, more = {}) =>
    path(d, { ...line, stroke, "stroke-width": width * part, ...more });
  return layer(darken(colour, 0.5), 1) + layer(colour, 0.84) +
    layer(lighten(colour, 0.22), 0.3, { "stroke-opacity": 0.35 }) +
    path(d, {
      ...line,
      stroke: thread,
      "stroke-width": width * 0.66,
      "stroke-dasharray": "7 6",
      opacity: 0.4,
    }) +
    layer(colour, 0.56) + layer(lighten(colour, 0.22), 0.24, { "stroke-opacity": 0.3 });
}

/** Where a strap is riveted on: a rounded tab that hangs down from `at`. */
export function tab(at: Point, { colour, width, drop }: Strap & { drop: number }): string {
  const [x, y] = at;
  const shape = (grow: number) =>
    `M${x - width / 2 - grow} ${y}V${y + drop - width / 2}a${width / 2 + grow} ${
      width / 2 + grow
    } 0 0 0 ${width + 2 * grow} 0V${y}z`;
  const rivet = (down: number) =>
    tag("circle", { cx: x, cy: y + down, r: width * 0.15, fill: "#C99A4B" }) +
    tag("circle", {
      cx: x - width * 0.04,
      cy: y + down - width * 0.05,
      r: width * 0.06,
      fill: "#FFF1CF",
    });
  return group(
    path(shape(1), { fill: "#1A0C06", opacity: 0.3, transform: "translate(5 6)" }) +
      path(shape(0), { fill: darken(colour, 0.35) }) +
      path(shape(-2.5), { fill: colour }) +
      path(shape(-width * 0.17), {
        fill: "none",
        stroke: lighten(colour, 0.45),
        "stroke-width": 2,
        "stroke-dasharray": "7 6",
        opacity: 0.6,
      }) + rivet(drop * 0.28) + rivet(drop * 0.72),
  );
}
