import { darken, lighten, pigment as p } from "./colour.ts";
import { bands } from "./drafts.ts";
import { HORIZON, soft } from "./scene.ts";
import { ellipse, group, Ink, path, type Point, polyline, tag } from "./svg.ts";
import { grain } from "./things/wood.ts";
import { stillOf } from "./stills/mod.ts";
import { tray } from "./things/tray.ts";

const [WIDTH, HEIGHT, EDGE] = [1600, 1000, 742];

/** The shop's first picture, 1600 by 1000: nothing that matters lies outside its middle 4:3. */
export function drawHero(): string {
  const ink = new Ink();
  return ink.document(
    wall(ink) + sunlight(ink, [[120, 0], [470, 0], [900, EDGE], [520, EDGE]]) +
      sunlight(ink, [[560, 0], [730, 0], [1150, EDGE], [970, EDGE]]) +
      frond([120, -60], { reach: 620, turn: 116 }) +
      place(
        tray(ink, {
          at: [0, 0],
          radius: 172,
          rows: 20,
          rim: [p.rust, p.straw],
          seed: "hero-tray",
          draft: bands(p.straw, [[0, 2, p.forest], [5, 7, p.rust], [11, 13, p.forest], [
            16,
            18,
            p.rust,
          ]]),
        }),
        { x: 1060, y: 236, scale: 1 },
      ) +
      table(ink) +
      place(stillOf("smoke-fired-vase").draw(ink, undefined), { x: 1275, scale: 0.58, down: 8 }) +
      place(stillOf("kitui-sisal-basket").draw(ink, "Rust"), { x: 545, scale: 0.8, down: 14 }) +
      place(stillOf("kikoi-hand-towels-set-of-3").draw(ink, undefined), {
        x: 872,
        scale: 0.47,
        down: 84,
      }),
    { width: WIDTH, height: HEIGHT },
  );
}

/** The weavers' picture, 1200 by 1200: one tray on a sunlit wall. */
export function drawEditorial(): string {
  const ink = new Ink();
  const air = ink.linear([[0, "#EFE6D6"], [1, "#BFB09A"]], { x2: 1, y2: 1 });
  return ink.document(
    tag("rect", { width: 1200, height: 1200, fill: air }) +
      sunlight(ink, [[-60, 0], [420, 0], [1060, 1200], [480, 1200]]) +
      sunlight(ink, [[560, 0], [820, 0], [1460, 1200], [1180, 1200]]) +
      frond([-60, -40], { reach: 760, turn: 118 }) +
      tray(ink, {
        at: [600, 600],
        radius: 436,
        rows: 30,
        rim: [p.rust, p.straw],
        run: 6,
        seed: "editorial",
        draft: bands(p.straw, [[0, 2, p.forest], [6, 9, p.rust], [14, 17, p.forest], [
          23,
          26,
          p.rust,
        ]]),
      }) + sunlight(ink, [[-60, 0], [420, 0], [1060, 1200], [480, 1200]], 0.1),
  );
}

function wall(ink: Ink): string {
  const paint = ink.linear([[0, "#F2E7D4"], [0.5, "#E4D5BC"], [1, "#C6B395"]], { x2: 1, y2: 1 });
  return tag("rect", { width: WIDTH, height: EDGE + 4, fill: paint }) +
    ellipse([300, 120], [900, 560], { fill: ink.radial([[0, "#FFFBEF", 0.7], [1, "#FFFBEF", 0]]) });
}

/** Sun through a window, soft at its sides. */
function sunlight(
  ink: Ink,
  corners: readonly [Point, Point, Point, Point],
  strength = 0.34,
): string {
  const fill = ink.linear([[0, "#FFFFFF", strength], [1, "#FFFFFF", strength * 0.2]], {
    x1: 0,
    x2: 0.3,
    y1: 0,
    y2: 1,
  });
  const [a, b, c, d] = corners;
  const layers = [26, 12, 0].map((grow) =>
    path(
      polyline(
        [[a[0] - grow, a[1]], [b[0] + grow, b[1]], [c[0] + grow, c[1]], [d[0] - grow, d[1]]],
        { closed: true },
      ),
      {
        fill,
        opacity: 0.4,
      },
    )
  );
  return group(layers.join(""));
}

/** The shadow of a palm leaf that hangs before the window. */
function frond([x, y]: Point, { reach, turn }: { reach: number; turn: number }): string {
  const blades = Array.from({ length: 17 }, (_, i) => {
    const t = 0.12 + 0.88 * i / 16;
    const size = reach * 0.42 * Math.sin(Math.PI * (0.15 + 0.8 * t)) + 18;
    const base = reach * t;
    const droop = reach * 0.16 * t * t;
    return [-1, 1].map((side) => {
      const [tx, ty] = [base + size * 0.62, droop + side * size * 0.74];
      const [mx, my] = [(base + tx) / 2, (droop + ty) / 2];
      return `M${base} ${droop}Q${mx + side * 12} ${my - 12} ${tx} ${ty}Q${mx - side * 4} ${
        my + 10
      } ${base + 9} ${droop}z`;
    }).join("");
  }).join("");
  const stem = `M0 0Q${reach * 0.5} 0 ${reach * 1.02} ${reach * 0.18}L${reach} ${reach * 0.19}Q${
    reach * 0.5
  } 12 0 9z`;
  return group(soft(blades + stem, 0.12, 22), {
    transform: `translate(${x} ${y}) rotate(${turn - 66})`,
  });
}

function table(ink: Ink): string {
  const wood = "#74492D";
  const top = ink.linear([[0, lighten(wood, 0.16)], [0.2, wood], [1, darken(wood, 0.3)]], {
    x1: 0,
    x2: 0,
    y1: 0,
    y2: 1,
  });
  const sheen = ink.radial([[0, "#FFE9C4", 0.34], [1, "#FFE9C4", 0]]);
  const boards = [[EDGE, 806], [806, 888], [888, HEIGHT + 20]] as const;
  const lines = boards.map(([from, to], i) => {
    const d = `M0 ${from}H${WIDTH}V${to}H0z`;
    const fibres = group(grain([from - 1600, -20, to - 1600, WIDTH + 40], wood, `table${i}`), {
      transform: "rotate(90) translate(1600 -1620)",
    });
    return group(fibres, { opacity: 0.5, "clip-path": ink.clip(d) }) +
      (i
        ? path(`M0 ${from}H${WIDTH}`, { stroke: darken(wood, 0.6), "stroke-width": 4 }) +
          path(`M0 ${from + 4}H${WIDTH}`, {
            stroke: lighten(wood, 0.3),
            "stroke-width": 2,
            opacity: 0.5,
          })
        : "");
  });
  return tag("rect", { y: EDGE, width: WIDTH, height: HEIGHT - EDGE, fill: top }) + lines.join("") +
    ellipse([560, 860], [760, 150], { fill: sheen }) +
    tag("rect", { y: EDGE - 2, width: WIDTH, height: 7, fill: lighten(wood, 0.34) });
}

/** Sets a thing that was drawn for the 1200 square on the table; its own table line meets this one. */
function place(
  drawing: string,
  { x, y, scale, down = 0 }: { x: number; y?: number; scale: number; down?: number },
): string {
  const left = y === undefined ? x - 600 * scale : x;
  const top = y ?? EDGE - HORIZON * scale + down;
  return group(drawing, { transform: `translate(${left} ${top}) scale(${scale})` });
}
