import { darken, lighten } from "../colour.ts";
import { cast } from "../scene.ts";
import { curve, ellipse, group, type Ink, path, type Point, polyline, tag } from "../svg.ts";
import { tube } from "../tube.ts";

const BODY: readonly Point[] = [
  [432, 350],
  [408, 420],
  [352, 520],
  [346, 630],
  [402, 738],
  [520, 806],
  [660, 806],
  [780, 744],
  [880, 700],
  [952, 716],
  [920, 640],
  [830, 560],
  [710, 500],
  [600, 470],
  [520, 420],
  [486, 350],
];

/** A spotted guinea fowl of paper and clay, on wire legs in a block of wood. */
export function guineaFowl(ink: Ink, colour: string): string {
  const d = curve(BODY, { closed: true });
  const light = ink.radial([[0, "#FFF8EA", 0.42], [0.4, "#FFF8EA", 0.06], [0.7, "#0A0A14", 0.2], [
    1,
    "#0A0A14",
    0.72,
  ]], { cx: 0.32, cy: 0.3, r: 0.8 });
  const leg = (x: number, lean: number) =>
    tube(`M${x} 780L${x + lean} 960`, { colour: "#5A5148", width: 10 });
  const dense = BODY.flatMap((point, i): Point[] => {
    const next = BODY[(i + 1) % BODY.length]!;
    return [0, 0.25, 0.5, 0.75].map((
      s,
    ): Point => [point[0] + (next[0] - point[0]) * s, point[1] + (next[1] - point[1]) * s]);
  });
  return cast(ink, dense, 0.12) + leg(600, -8) + leg(690, 6) + block(ink) +
    path(d, { fill: colour }) +
    group(spots(), { "clip-path": ink.clip(d), fill: "#F4EFE2" }) +
    wing(colour) + path(d, { fill: light }) + head(ink);
}

function spots(): string {
  return Array.from({ length: 22 }, (_, row) =>
    Array.from({ length: 26 }, (_, i) => {
      const x = 330 + i * 26 + (row % 2) * 13;
      const y = 400 + row * 20 + ((x - 640) / 200) ** 2 * 14;
      const size = 5.5 + 2.5 * Math.sin(i * 1.7 + row);
      return x < 470 && y < 470 ? "" : tag("ellipse", { cx: x, cy: y, rx: size, ry: size * 0.86 });
    }).join("")).join("");
}

function wing(colour: string): string {
  const d = "M500 560C580 500 760 560 850 690C760 740 580 740 500 560z";
  return path(d, { fill: darken(colour, 0.3), opacity: 0.35 }) +
    path("M506 566C580 740 750 736 842 692", {
      fill: "none",
      stroke: lighten(colour, 0.5),
      "stroke-width": 6,
      opacity: 0.5,
      "stroke-linecap": "round",
    }) +
    path("M566 606C640 700 720 706 790 690M620 590C690 650 740 670 800 676", {
      fill: "none",
      stroke: lighten(colour, 0.5),
      "stroke-width": 4,
      opacity: 0.35,
      "stroke-linecap": "round",
    });
}

function head(ink: Ink): string {
  const skin = ink.linear([[0, "#8FC0CC"], [0.6, "#3F7F99"], [1, "#1F4E66"]], { x2: 0.6, y2: 1 });
  const casque = ink.linear([[0, "#D9A25A"], [1, "#8A4F22"]], { x2: 0.4, y2: 1 });
  return path("M424 270C430 206 470 196 486 176C498 216 500 254 494 290z", { fill: casque }) +
    path("M384 318L318 346Q352 362 396 358z", { fill: "#C9A05A" }) +
    path("M320 346Q360 340 392 340", { stroke: "#7A5326", "stroke-width": 4, fill: "none" }) +
    ellipse([446, 316], [66, 62], { fill: skin }) +
    path("M404 352C380 372 376 404 396 412C414 404 418 376 412 356z", { fill: "#B8372B" }) +
    path("M438 364C424 386 426 414 442 418C458 408 460 382 452 364z", { fill: "#D04A38" }) +
    ellipse([428, 304], [12, 12], { fill: "#1A120C" }) +
    ellipse([424, 300], [4, 4], { fill: "#FFFFFF" }) +
    path("M404 274Q440 252 482 270", {
      fill: "none",
      stroke: "#FFFFFF",
      "stroke-width": 6,
      opacity: 0.35,
      "stroke-linecap": "round",
    });
}

function block(ink: Ink): string {
  const front = polyline([[470, 950], [830, 950], [830, 1006], [470, 1006]], { closed: true });
  const top = polyline([[470, 950], [506, 916], [866, 916], [830, 950]], { closed: true });
  const side = polyline([[830, 950], [866, 916], [866, 968], [830, 1006]], { closed: true });
  const shade = ink.radial([[0, "#1A0C06", 0.5], [1, "#1A0C06", 0]]);
  return ellipse([680, 1006], [270, 34], { fill: shade }) +
    path(side, { fill: "#6B4526" }) + path(front, { fill: "#9A6A3E" }) +
    path(top, { fill: "#BE8C58" }) +
    path("M476 966H824M476 984H824M500 934H850", {
      stroke: "#5A3820",
      "stroke-width": 3,
      opacity: 0.35,
    });
}
