import { pigment as p } from "../colour.ts";
import { bands, lozenges } from "../drafts.ts";
import { chosen, type Stills } from "../still.ts";
import { group, path, type Point } from "../svg.ts";
import { apron, draped, tote } from "../things/garment.ts";
import { waxPrint } from "../things/paper.ts";
import { rug } from "../things/rug.ts";

const KIKOI = {
  Coral: { cloth: p.coral, band: p.marigold, wall: "#E4D8CA" },
  Teal: { cloth: p.teal, band: "#F2C14E", wall: "#D9DFDC" },
  Marigold: { cloth: p.marigold, band: p.rust, wall: "#E9E0CC" },
};

export const hungCloth: Stills = {
  "kikoi-beach-wrap": {
    wall: (colour) => chosen(KIKOI, colour).wall,
    flat: true,
    close: [560, 740, 2.1],
    draw: (ink, colour) => {
      const { cloth, band } = chosen(KIKOI, colour);
      return draped(ink, {
        width: 580,
        pleats: 3,
        depth: 0.8,
        colour: cloth,
        fringe: cloth,
        rail: p.olivewood,
        belts: [
          [0.04, 0.06, p.milk],
          [0.56, 0.58, p.milk],
          [0.61, 0.64, band],
          [0.67, 0.77, band],
          [0.8, 0.83, band],
          [0.86, 0.88, p.milk],
          [0.94, 0.96, p.milk],
        ],
      });
    },
  },
  "kitenge-apron-leaf": {
    wall: "#E2DACB",
    flat: true,
    close: [600, 640, 2],
    draw: (ink) => apron(ink, { print: waxPrint(p.forest, p.marigold, p.milk, 110), edge: p.rust }),
  },
  "swallow-tote": {
    wall: "#D5DCD8",
    flat: true,
    close: [580, 740, 2],
    draw: (ink) =>
      tote(ink, {
        canvas: "#E9DFC8",
        handles: p.indigo,
        art: swallow([560, 716], 1, p.indigo) + swallow([652, 902], 0.62, p.brick),
      }),
  },
  "sisal-rug-diamond": {
    wall: "#D8D0C4",
    flat: true,
    close: [520, 460, 2],
    draw: (ink) => {
      const ground = bands(p.bleached, [[0, 2, p.rust], [5, 6, p.char], [63, 64, p.char], [
        67,
        69,
        p.rust,
      ]]);
      const row = (top: number, colour: string) => ({ top, rows: 17, times: 4, colour });
      const outer = lozenges(
        lozenges(lozenges(ground, row(9, p.rust)), row(26, p.char)),
        row(43, p.rust),
      );
      const heart = (top: number, colour: string) => ({ top: top + 5, rows: 7, times: 4, colour });
      return rug(ink, {
        box: [290, 150, 910, 1040],
        rows: 70,
        columns: 56,
        turn: -5,
        seed: "rug",
        fringe: p.cream,
        draft: (r, turn) => {
          const base = outer(r, turn);
          return [9, 26, 43].reduce((under, top, i) => {
            const at = lozengeHeart(r, turn, heart(top, i === 1 ? p.marigold : p.bleached));
            return at ?? under;
          }, base);
        },
      });
    },
  },
};

/** The small lozenge in the middle of a large one. */
function lozengeHeart(
  row: number,
  turn: number,
  { top, rows, times, colour }: { top: number; rows: number; times: number; colour: string },
) {
  const height = Math.abs((row - top + 0.5) / rows * 2 - 1);
  const across = Math.abs(((turn * times) % 1) * 2 - 1) * 17 / rows;
  return row >= top && row < top + rows && height + across <= 1 ? colour : undefined;
}

function swallow([x, y]: Point, scale: number, colour: string): string {
  const body =
    "M-120 -10C-60 -60 -10 -50 20 -20C60 -90 130 -130 190 -140C150 -90 120 -40 90 0C130 20 170 50 200 90C150 60 110 50 70 50C20 90 -60 70 -120 -10zM-116 -12L-170 -26L-116 10z";
  return group(
    path(body, { fill: colour }) +
      path("M-92 -14h.1", { stroke: "#F2EBDC", "stroke-width": 13, "stroke-linecap": "round" }),
    {
      transform: `translate(${x} ${y}) scale(${scale})`,
    },
  );
}
