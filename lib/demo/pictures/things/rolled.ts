import { darken, lighten } from "../colour.ts";
import { rope } from "../rope.ts";
import { cast, ground } from "../scene.ts";
import { ellipse, group, type Ink, path, type Point } from "../svg.ts";

export interface Rolled {
  colour: string;
  stripes: readonly string[];
  cord: string;
}

/** A length of cloth, rolled up and tied, its spiral end toward us. */
export function rolled(ink: Ink, { colour, stripes, cord }: Rolled): string {
  const [left, right, y, r, w] = [262, 880, 810, 172, 74];
  const d = `M${left} ${y - r}H${right}a${w} ${r} 0 0 1 0 ${2 * r}H${left}a${w} ${r} 0 0 1 0 ${
    -2 * r
  }z`;
  const turn = (x: number, from: number) =>
    Array.from({ length: 25 }, (_, i): Point => {
      const angle = from + Math.PI * i / 24;
      return [x + w * Math.sin(angle), y - r * Math.cos(angle)];
    });
  const outline = [...turn(right, 0), ...turn(left, Math.PI)];
  const down = ink.linear([[0, "#FFF8EA", 0.16], [0.2, "#FFF8EA", 0.42], [0.5, "#1A0C06", 0.02], [
    0.8,
    "#1A0C06",
    0.42,
  ], [1, "#1A0C06", 0.74]], { x1: 0, x2: 0, y1: 0, y2: 1 });
  const band = (x: number, width: number, fill: string) =>
    path(
      `M${x} ${y - r}h${width}a${w} ${r} 0 0 1 0 ${2 * r}h${-width}a${w} ${r} 0 0 0 0 ${-2 * r}z`,
      { fill },
    );
  const bands = stripes.map((fill, i) => band(300 + i * 44, 26, fill)).join("") +
    stripes.map((fill, i) => band(700 + i * 44, 26, fill)).join("");
  const threads = path(
    Array.from({ length: 122 }, (_, i) => `M${200 + i * 6.4} ${y - r}a${w} ${r} 0 0 1 0 ${2 * r}`)
      .join(""),
    {
      fill: "none",
      stroke: "#1A0C06",
      "stroke-width": 1.6,
      opacity: 0.1,
    },
  );
  const tie = [-8, 14].map((dx) =>
    rope(
      Array.from({ length: 40 }, (_, i): Point => {
        const turn = i / 39 * Math.PI;
        return [566 + dx + w * Math.sin(turn), y - (r + 3) * Math.cos(turn)];
      }),
      { width: 17, colours: [cord, lighten(cord, 0.2)], pitch: 9 },
    )
  ).join("");
  const loose = path(
    `M${left + 20} ${y + r - 6}C${left - 80} ${y + r} ${left - 70} ${y + r + 30} ${left + 10} ${
      y + r + 22
    }H${right - 60}C${right} ${y + r + 20} ${right + 20} ${y + r + 4} ${right} ${y + r - 4}z`,
    { fill: darken(colour, 0.3) },
  );
  return cast(ink, outline) + ground(ink, [580, y + r + 14], 700) + loose +
    group(path(d, { fill: colour }) + bands + threads + path(d, { fill: down }), {
      "clip-path": ink.clip(d),
    }) +
    spiral(ink, { at: [right, y], radii: [w, r], colour }) + tie + bow([641, y + 20], cord);
}

function spiral(
  ink: Ink,
  { at, radii, colour }: { at: Point; radii: Point; colour: string },
): string {
  const points = Array.from({ length: 150 }, (_, i): Point => {
    const turn = i / 149;
    const angle = turn * 2 * Math.PI * 4.6;
    return [
      at[0] + radii[0] * 0.96 * turn * Math.cos(angle),
      at[1] + radii[1] * 0.96 * turn * Math.sin(angle),
    ];
  });
  const d = points.map(([x, y], i) => `${i ? "L" : "M"}${x.toFixed(1)} ${y.toFixed(1)}`).join("");
  const fill = ink.linear([[0, lighten(colour, 0.25)], [1, darken(colour, 0.35)]], {
    x2: 0.4,
    y2: 1,
  });
  return ellipse(at, radii, { fill }) +
    path(d, { fill: "none", stroke: darken(colour, 0.55), "stroke-width": 8 }) +
    path(d, {
      fill: "none",
      stroke: lighten(colour, 0.5),
      "stroke-width": 3,
      opacity: 0.6,
      transform: "translate(-4 -3)",
    });
}

function bow([x, y]: Point, cord: string): string {
  const loops = `M${x} ${y}C${x - 60} ${y - 70} ${x - 130} ${y - 20} ${x - 92} ${y + 16}C${
    x - 60
  } ${y + 36} ${x - 20} ${y + 14} ${x} ${y}C${x + 60} ${y - 70} ${x + 130} ${y - 20} ${x + 92} ${
    y + 16
  }C${x + 60} ${y + 36} ${x + 20} ${
    y + 14
  } ${x} ${y}M${x} ${y}q-10 50 -46 92M${x} ${y}q20 46 58 84`;
  const line = { fill: "none", "stroke-linecap": "round", "stroke-linejoin": "round" };
  return path(loops, { ...line, stroke: darken(cord, 0.4), "stroke-width": 16 }) +
    path(loops, { ...line, stroke: lighten(cord, 0.22), "stroke-width": 10 });
}
