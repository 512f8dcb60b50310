import { darken, lighten } from "../colour.ts";
import { randomFrom } from "../random.ts";
import { cast, ground } from "../scene.ts";
import { curve, group, type Ink, path, type Point, polyline } from "../svg.ts";

export interface Bar {
  colour: string;
  swirl: string;
  /** A paper band round the middle; none leaves the bar bare, with a stamp. */
  band?: string;
  mark: string;
}

export interface Stack {
  bars: readonly Bar[];
  x?: number;
  foot?: number;
  width?: number;
  height?: number;
  seed: string;
}

const DEPTH = 58;
const SLANT = 36;

/** Hand-cut soap, bar on bar, the first on top. */
export function soapStack(
  ink: Ink,
  { bars, x = 590, foot = 1000, width = 560, height = 170, seed }: Stack,
): string {
  const top = foot - height * bars.length;
  const half = width / 2;
  const outline: Point[] = [
    [x - half, foot],
    [x - half, top],
    [x - half + SLANT, top - DEPTH],
    [x + half + SLANT, top - DEPTH],
    [x + half + SLANT, foot - DEPTH * 0.6],
    [x + half, foot],
  ];
  const dense = outline.flatMap((point, i): Point[] => {
    const next = outline[(i + 1) % outline.length]!;
    return Array.from(
      { length: 20 },
      (
        _,
        s,
      ): Point => [
        point[0] + (next[0] - point[0]) * s / 20,
        point[1] + (next[1] - point[1]) * s / 20,
      ],
    );
  });
  const drawn = bars.map((bar, i) => {
    const shift = [0, -26, 18][i % 3]!;
    return soap(ink, bar, {
      x: x + shift - half,
      y: top + height * i,
      width,
      height,
      seed: `${seed}${i}`,
    });
  });
  return cast(ink, dense) + ground(ink, [x, foot], width) + drawn.reverse().join("");
}

interface Box {
  x: number;
  y: number;
  width: number;
  height: number;
  seed: string;
}

function soap(ink: Ink, bar: Bar, box: Box): string {
  const { x, y, width, height } = box;
  const r = 40;
  const front = `M${x + r} ${y}H${x + width - r}q${r} 0 ${r} ${r}V${
    y + height - r
  }q0 ${r} ${-r} ${r}H${x + r}q${-r} 0 ${-r} ${-r}V${y + r}q0 ${-r} ${r} ${-r}z`;
  const [right, back] = [x + width + SLANT, y - DEPTH];
  const top = `M${x + 14} ${y + 14}C${x + 20} ${y} ${x + SLANT} ${back} ${x + SLANT + 30} ${back}H${
    right - 40
  }C${right - 10} ${back} ${right} ${back + 8} ${right - 2} ${back + 34}L${x + width - 14} ${
    y + 14
  }z`;
  const side = `M${x + width - 34} ${y + 8}L${right - 24} ${back + 6}Q${right + 2} ${
    back + 8
  } ${right} ${back + 44}V${y + height - DEPTH * 0.9}Q${right} ${y + height - DEPTH * 0.5} ${
    x + width - 20
  } ${y + height - 6}z`;
  const face = ink.linear([[0, "#FFF8EA", 0.34], [0.4, "#FFF8EA", 0.04], [1, "#1A0C06", 0.3]], {
    x2: 0.6,
    y2: 1,
  });
  return path(side, { fill: darken(bar.colour, 0.42) }) +
    path(top, { fill: lighten(bar.colour, 0.3) }) +
    group(path(front, { fill: bar.colour }) + marble(bar, box), { "clip-path": ink.clip(front) }) +
    path(front, { fill: face }) +
    path(`M${x + 5} ${y + r + 10}Q${x + 6} ${y + 6} ${x + r} ${y + 5}H${x + width - r}`, {
      fill: "none",
      stroke: "#FFF8EA",
      "stroke-width": 8,
      opacity: 0.45,
      "stroke-linecap": "round",
    }) +
    (bar.band ? band(ink, bar.band, bar.mark, box) : stamp(bar, box));
}

/** Soft clouds of a second colour, poured in before it set, and crumbs of leaf. */
function marble({ swirl, colour }: Bar, { x, y, width, height, seed }: Box): string {
  const random = randomFrom(seed);
  const cloud = (tone: string, i: number) => {
    const level = y + height * (0.16 + 0.24 * i + 0.08 * random());
    const line = Array.from({ length: 7 }, (_, k): Point => [
      x - 30 + (width + 60) * k / 6,
      level + Math.sin(k * 1.9 + i * 2.3) * height * 0.13,
    ]);
    return [44, 30, 16].map((thick) =>
      path(curve(line), {
        fill: "none",
        stroke: tone,
        "stroke-width": thick * (0.7 + random()),
        opacity: 0.16,
        "stroke-linecap": "round",
      })
    ).join("");
  };
  const crumbs = Array.from({ length: 46 }, () => {
    const [cx, cy] = [x + width * random(), y + height * random()];
    return `M${cx.toFixed(1)} ${cy.toFixed(1)}l${(random() * 9 - 4).toFixed(1)} ${
      (random() * 9 - 4).toFixed(1)
    }`;
  });
  return [swirl, lighten(colour, 0.4), swirl, lighten(colour, 0.3)].map(cloud).join("") +
    path(crumbs.join(""), {
      fill: "none",
      stroke: darken(swirl, 0.4),
      "stroke-width": 3.4,
      opacity: 0.4,
      "stroke-linecap": "round",
    });
}

/** The paper round the bar: over the top and down the front. */
function band(ink: Ink, paper: string, mark: string, { x, y, width, height }: Box): string {
  const [left, right] = [x + width * 0.3, x + width * 0.7];
  const front = polyline([[left, y - 1], [right, y - 1], [right, y + height + 1], [
    left,
    y + height + 1,
  ]], { closed: true });
  const top = polyline([[left, y + 2], [left + SLANT, y - DEPTH], [right + SLANT, y - DEPTH], [
    right,
    y + 2,
  ]], { closed: true });
  const light = ink.linear([[0, "#1A0C06", 0], [1, "#1A0C06", 0.22]], {
    x1: 0,
    x2: 0.2,
    y1: 0,
    y2: 1,
  });
  const [cx, cy] = [(left + right) / 2, y + height * 0.38];
  const leaf = `M${cx} ${cy + 34}C${cx - 34} ${cy + 10} ${cx - 30} ${cy - 24} ${cx} ${cy - 44}C${
    cx + 30
  } ${cy - 24} ${cx + 34} ${cy + 10} ${cx} ${cy + 34}z`;
  const rule = (down: number, reach: number, thick: number) =>
    path(`M${cx - reach} ${y + height * down}H${cx + reach}`, {
      stroke: "#4A3B28",
      "stroke-width": thick,
    });
  return path(top, { fill: lighten(paper, 0.4) }) + path(front, { fill: paper }) +
    path(`M${left + 9} ${y}V${y + height}M${right - 9} ${y}V${y + height}`, {
      stroke: mark,
      "stroke-width": 3,
    }) +
    path(leaf, { fill: mark }) +
    path(`M${cx} ${cy + 34}V${cy - 24}`, { stroke: paper, "stroke-width": 3 }) +
    rule(0.72, 62, 8) + rule(0.84, 42, 4) + path(front, { fill: light }) +
    path(`M${right + 2} ${y + 4}V${y + height - 4}`, {
      stroke: "#1A0C06",
      "stroke-width": 5,
      opacity: 0.2,
    });
}

function stamp({ colour }: Bar, { x, y, width, height }: Box): string {
  const [cx, cy, r] = [x + width / 2, y + height / 2, height * 0.3];
  const sign = `M${cx - r * 1.6} ${cy}a${r * 1.6} ${r} 0 1 0 ${r * 3.2} 0a${r * 1.6} ${r} 0 1 0 ${
    -r * 3.2
  } 0zM${cx} ${cy + r * 0.62}C${cx - r * 0.7} ${cy + r * 0.2} ${cx - r * 0.6} ${
    cy - r * 0.4
  } ${cx} ${cy - r * 0.7}C${cx + r * 0.6} ${cy - r * 0.4} ${cx + r * 0.7} ${cy + r * 0.2} ${cx} ${
    cy + r * 0.62
  }zM${cx} ${cy + r * 0.6}V${cy - r * 0.3}`;
  const line = { fill: "none", "stroke-linecap": "round" };
  return path(sign, {
    ...line,
    stroke: lighten(colour, 0.5),
    "stroke-width": 5,
    opacity: 0.5,
    transform: "translate(2 3)",
  }) +
    path(sign, { ...line, stroke: darken(colour, 0.55), "stroke-width": 5 });
}
