import { darken, lighten, pigment as p } from "../colour.ts";
import { soft } from "../scene.ts";
import { ellipse, group, type Ink, path, type Point, polyline } from "../svg.ts";
import { grain, hangingHole, pit, plank } from "./wood.ts";

/** A serving board with a neck and a leather loop. */
export function board(ink: Ink, seed: string): string {
  const d =
    "M300 370Q300 322 352 318C466 312 545 300 545 236V172a55 55 0 0 1 110 0V236C655 300 734 312 848 318Q900 322 900 370V960Q900 1010 850 1010H350Q300 1010 300 960z";
  const groove =
    "M352 400Q352 372 380 372H820Q848 372 848 400V934Q848 960 820 960H380Q352 960 352 934z";
  return plank(ink, { d, box: [300, 110, 900, 1010], colour: p.olivewood, seed, thick: 18 }) +
    path(groove, {
      fill: "none",
      stroke: darken(p.olivewood, 0.5),
      "stroke-width": 11,
      opacity: 0.5,
    }) +
    path(groove, {
      fill: "none",
      stroke: lighten(p.olivewood, 0.5),
      "stroke-width": 4,
      opacity: 0.6,
      transform: "translate(4 5)",
    }) +
    hangingHole([600, 178], p.leather);
}

/** A round board with a rolling pin across it and a dusting of flour. */
export function chapatiSet(ink: Ink): string {
  const disc = "M170 600a430 430 0 1 0 860 0a430 430 0 1 0 -860 0z";
  const dough = ink.radial([[0, "#FFF9EC"], [0.8, "#F3E2BF"], [1, "#DCC08E"]], {
    cx: 0.4,
    cy: 0.36,
    r: 0.72,
  });
  const round =
    "M322 640C320 480 440 372 600 366C770 362 872 470 874 620C874 780 760 880 604 882C440 884 326 790 322 640z";
  return plank(ink, {
    d: disc,
    box: [170, 170, 1030, 1030],
    colour: "#C49763",
    seed: "chapati",
    thick: 20,
  }) +
    ellipse([600, 600], [402, 402], {
      fill: "none",
      stroke: darken("#C49763", 0.4),
      "stroke-width": 5,
      opacity: 0.4,
    }) +
    group(soft(round, 0.2, 22), { transform: "translate(8 12)" }) +
    path(round, { fill: dough }) + blisters() + rollingPin(ink);
}

function blisters(): string {
  const spots: Point[] = [[420, 560], [470, 700], [560, 780], [540, 470], [690, 820], [400, 640], [
    620,
    560,
  ], [790, 700]];
  return spots.map(([x, y], i) =>
    ellipse([x, y], [18 + (i % 3) * 8, 13 + (i % 4) * 5], { fill: "#B98A4E", opacity: 0.28 })
  ).join("");
}

function rollingPin(ink: Ink): string {
  const body = "M-330 -46Q0 -76 330 -46V46Q0 76 -330 46z";
  const grip = (side: number) =>
    `M${side * 328} -22C${side * 380} -34 ${side * 440} -40 ${side * 470} -20Q${side * 486} 0 ${
      side * 470
    } 20C${side * 440} 40 ${side * 380} 34 ${side * 328} 22z`;
  const across = ink.linear([
    [0, "#FFF8EA", 0.25],
    [0.25, "#FFF8EA", 0.4],
    [0.55, "#1A0C06", 0.06],
    [1, "#1A0C06", 0.62],
  ], { x1: 0, x2: 0, y1: 0, y2: 1 });
  const wood = "#A9743F";
  const all = body + grip(-1) + grip(1);
  const lines = group(grain([-80, -340, 80, 340], wood, "pin"), { transform: "rotate(90)" });
  const drawn = path(all, { fill: wood }) + group(lines, { "clip-path": ink.clip(all) }) +
    [body, grip(-1), grip(1)].map((d) => path(d, { fill: across })).join("") +
    path(polyline([[-328, -44], [-328, 44]]) + polyline([[328, -44], [328, 44]]), {
      stroke: "#1A0C06",
      "stroke-width": 5,
      opacity: 0.4,
    });
  const place = "translate(640 560) rotate(-38)";
  return group(group(soft(all, 0.26, 40), { transform: place }), {
    transform: "translate(26 36)",
  }) + group(drawn, { transform: place });
}

/** A mancala board of two rows of pits, with seeds in play. */
export function baoBoard(ink: Ink): string {
  const d =
    "M-470 -196Q-470 -232 -434 -232H434Q470 -232 470 -196V196Q470 232 434 232H-434Q-470 232 -470 196z";
  const wood = "#7A4A28";
  const pits = [-1, 1].flatMap((row) =>
    Array.from({ length: 8 }, (_, i) => {
      const at: Point = [-392 + i * 112, row * 104];
      const count = [4, 2, 5, 3, 0, 4, 2, 6][(i + (row > 0 ? 3 : 0)) % 8]!;
      return pit(ink, at, [47, 74], wood) + seeds(ink, at, count);
    })
  );
  const body =
    plank(ink, { d, box: [-480, -240, 480, 240], colour: wood, seed: "bao", thick: 22 }) +
    path("M-452 -8H452M-452 8H452", {
      stroke: darken(wood, 0.5),
      "stroke-width": 4,
      opacity: 0.7,
    }) +
    path("M-452 0H452", {
      stroke: lighten(wood, 0.4),
      "stroke-width": 6,
      "stroke-dasharray": "16 14",
      opacity: 0.5,
    }) + pits.join("");
  const strays = seeds(ink, [300, 930], 3) + seeds(ink, [900, 250], 2);
  return group(body, { transform: "translate(600 600) rotate(-24) scale(1.02)" }) + strays;
}

function seeds(ink: Ink, [x, y]: Point, count: number): string {
  const places: Point[] = [[-14, 22], [16, 28], [0, -4], [-18, -22], [19, -14], [2, 50]];
  const fill = ink.radial([[0, "#DDE3E0"], [0.5, "#8F9C9C"], [1, "#3F4A4C"]], {
    cx: 0.34,
    cy: 0.3,
    r: 0.8,
  });
  return places.slice(0, count).map(([dx, dy]) =>
    ellipse([x + dx + 3, y + dy + 5], [18, 17], { fill: "#1A0C06", opacity: 0.4 }) +
    ellipse([x + dx, y + dy], [18, 17], { fill })
  ).join("");
}
