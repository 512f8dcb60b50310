import { darken, lighten } from "../colour.ts";
import { soft } from "../scene.ts";
import { group, type Ink, path, type Point, tag } from "../svg.ts";

/** A pattern printed over a whole area, given its left, top, right and bottom. */
export type Print = (box: readonly [number, number, number, number]) => string;

/** Rows of petals in two colours on a ground: the look of a wax print. */
export function waxPrint(ground: string, petal: string, heart: string, pitch = 128): Print {
  return ([left, top, right, bottom]) => {
    const cells: string[] = [
      tag("rect", { x: left, y: top, width: right - left, height: bottom - top, fill: ground }),
    ];
    for (let row = 0, y = top; y < bottom + pitch; row++, y += pitch * 0.86) {
      for (let x = left + (row % 2) * pitch / 2; x < right + pitch; x += pitch) {
        cells.push(flower([x, y], pitch * 0.46, { petal, heart }));
      }
    }
    return cells.join("");
  };
}

function flower(
  [x, y]: Point,
  reach: number,
  { petal, heart }: { petal: string; heart: string },
): string {
  const leaf = `M0 ${-reach * 0.28}C${reach * 0.42} ${-reach * 0.5} ${reach * 0.3} ${
    -reach * 0.92
  } 0 ${-reach}C${-reach * 0.3} ${-reach * 0.92} ${-reach * 0.42} ${-reach * 0.5} 0 ${
    -reach * 0.28
  }z`;
  const petals = [0, 60, 120, 180, 240, 300].map((turn) =>
    path(leaf, { fill: petal, transform: `rotate(${turn})` }) +
    path(`M0 ${-reach * 0.42}V${-reach * 0.8}`, {
      stroke: heart,
      "stroke-width": reach * 0.07,
      transform: `rotate(${turn})`,
    })
  ).join("");
  const core = tag("circle", { r: reach * 0.24, fill: heart }) +
    tag("circle", { r: reach * 0.1, fill: petal });
  return group(petals + core, { transform: `translate(${x} ${y})` });
}

/** A cloth-bound notebook lying on a table, seen from above. */
export function notebook(ink: Ink, { print, spine }: { print: Print; spine: string }): string {
  const box = [330, 200, 870, 1000] as const;
  const cover =
    "M330 214Q330 200 344 200H850Q870 200 870 220V980Q870 1000 850 1000H344Q330 1000 330 986z";
  const light = ink.linear([[0, "#FFF8EA", 0.3], [0.5, "#FFF8EA", 0], [1, "#1A0C06", 0.26]], {
    x2: 0.9,
    y2: 1,
  });
  const pages = path("M350 214H884V1014H350z", { fill: "#F3EBDA" }) +
    path("M874 220V1004M879 222V1008M356 1005H872M356 1010H876", {
      stroke: "#B5A78C",
      "stroke-width": 1.6,
    });
  const binding = tag("rect", { x: 330, y: 200, width: 96, height: 800, fill: spine });
  const stitches = path("M414 224V976", {
    stroke: lighten(spine, 0.5),
    "stroke-width": 3,
    "stroke-dasharray": "14 9",
    opacity: 0.7,
  });
  const band = path("M806 196V1004", { stroke: darken(spine, 0.35), "stroke-width": 17 }) +
    path("M803 196V1004", { stroke: lighten(spine, 0.2), "stroke-width": 4, opacity: 0.6 });
  const inside = print(box) + binding + stitches;
  const book = path("M346 226H892V1022H346z", { fill: darken(spine, 0.4) }) + pages +
    group(inside, { "clip-path": ink.clip(cover) }) + path(cover, { fill: light }) +
    path("M430 202V998", { stroke: "#1A0C06", "stroke-width": 5, opacity: 0.22 }) + band;
  return group(
    group(soft("M346 226H892V1022H346z", 0.22, 60), { transform: "translate(24 30)" }) + book,
    { transform: "rotate(-7 600 600)" },
  );
}

/** Two gift cards with a woven edge, half out of their envelope. */
export function giftCards(ink: Ink, front: string, back: string): string {
  const card = (colour: string) => {
    const d =
      "M-330 -190Q-330 -210 -310 -210H310Q330 -210 330 -190V190Q330 210 310 210H-310Q-330 210 -330 190z";
    const light = ink.linear([[0, "#FFF8EA", 0.26], [0.6, "#FFF8EA", 0], [1, "#1A0C06", 0.2]], {
      x2: 1,
      y2: 1,
    });
    const inside = path(d, { fill: colour }) + wovenEdge(colour) + sign();
    return group(soft(d, 0.22, 46), { transform: "translate(14 22)" }) +
      group(inside, { "clip-path": ink.clip(d) }) + path(d, { fill: light });
  };
  const flap = "M210 640L600 860L990 640V1040Q990 1060 970 1060H230Q210 1060 210 1040z";
  const kraft = ink.linear([[0, "#D9B98A"], [1, "#B08A58"]], { x2: 0.6, y2: 1 });
  return group(soft("M210 620H990V1060H210z", 0.2, 60), { transform: "translate(22 26)" }) +
    path("M210 620H990V1060H210z", { fill: "#A47E4E" }) +
    group(card(back), { transform: "translate(650 420) rotate(10)" }) +
    group(card(front), { transform: "translate(575 480) rotate(-6)" }) +
    path(flap, { fill: kraft }) +
    path("M212 642L600 862L988 642", {
      fill: "none",
      stroke: "#FFF1D6",
      "stroke-width": 4,
      opacity: 0.7,
    });
}

/** The stepped triangles of the shop's own woven band. */
function wovenEdge(ground: string): string {
  const tooth = "l8 -16h8v-16h8v-16h16v16h8v16h8l8 16z";
  const row = Array.from(
    { length: 13 },
    (_, i) => path(`M${-360 + i * 56} 210${tooth}`, { fill: i % 5 === 4 ? "#C4512D" : "#F2AE2A" }),
  ).join("");
  return tag("rect", { x: -330, y: 156, width: 660, height: 60, fill: darken(ground, 0.3) }) + row;
}

function sign(): string {
  const basket = "M-74 -34H74L52 60H-52z";
  const lines = "M-46 -34C-44 -120 44 -120 46 -34M-68 -8H68M-62 18H62";
  return group(
    path(basket, { fill: "#F8F4EA" }) +
      path(lines, {
        fill: "none",
        stroke: "#F8F4EA",
        "stroke-width": 9,
        "stroke-linecap": "round",
      }) +
      path("M-66 -8H66M-60 18H60", { fill: "none", stroke: "#F2AE2A", "stroke-width": 7 }) +
      path("M-120 96H120", {
        stroke: "#F8F4EA",
        "stroke-width": 10,
        "stroke-linecap": "round",
        opacity: 0.9,
      }) +
      path("M-70 122H70", {
        stroke: "#F8F4EA",
        "stroke-width": 6,
        "stroke-linecap": "round",
        opacity: 0.6,
      }),
    { transform: "translate(0 -28)" },
  );
}
