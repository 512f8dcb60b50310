import { pigment as p } from "../colour.ts";
import { belt, frieze, swing } from "../paint.ts";
import { rope } from "../rope.ts";
import { chosen, type Stills } from "../still.ts";
import { group, path, type Point } from "../svg.ts";
import { type Folded, pile, type Stripe } from "../things/cloth.ts";
import { cushion } from "../things/cushion.ts";
import { rolled } from "../things/rolled.ts";

const SHUKA = {
  Red: { cloth: "#B5322B", check: "#2A1A1C", line: "#2A3B6E", wall: "#E2D9D2" },
  Blue: { cloth: "#2F4C8F", check: "#161B33", line: "#B5322B", wall: "#D9DDE3" },
};

export const foldedCloth: Stills = {
  "kikoi-hand-towels-set-of-3": {
    wall: "#E3E1DA",
    lift: 90,
    close: [400, 550, 2.1],
    draw: (ink) =>
      pile(ink, {
        width: 760,
        height: 148,
        depth: 66,
        x: 620,
        cloths: [
          {
            colour: "#D9822B",
            stripes: [[0.07, 0.17, p.rust], [0.2, 0.225, p.milk], [0.66, 0.74, p.rust]],
            fringe: "#D9822B",
          },
          {
            colour: p.teal,
            stripes: [[0.1, 0.15, "#F2C14E"], [0.18, 0.205, p.milk], [0.68, 0.73, "#F2C14E"]],
            fringe: p.teal,
          },
          {
            colour: p.cream,
            stripes: [[0.09, 0.15, p.coral], [0.19, 0.21, p.forest], [0.6, 0.68, p.coral]],
            fringe: p.cream,
          },
        ],
      }),
  },
  "shuka-blanket": {
    wall: (colour) => chosen(SHUKA, colour).wall,
    lift: 110,
    close: [480, 610, 2],
    draw: (ink, colour) => {
      const { cloth, check, line } = chosen(SHUKA, colour);
      const stripes = Array.from(
        { length: 9 },
        (_, i): Stripe => [0.04 + i * 0.108, 0.064 + i * 0.108, check],
      );
      const fine = Array.from(
        { length: 9 },
        (_, i): Stripe => [0.092 + i * 0.108, 0.1 + i * 0.108, line],
      );
      const folded: Folded = {
        colour: cloth,
        stripes: [...stripes, ...fine],
        checks: [[0.1, 0.2, check], [0.3, 0.34, line], [0.52, 0.62, check], [0.72, 0.76, line], [
          0.9,
          1,
          check,
        ]],
        fringe: cloth,
      };
      return pile(ink, { width: 760, height: 186, depth: 104, x: 620, cloths: [folded, folded] });
    },
  },
  "leso-napkins-set-of-4": {
    wall: "#E1DED0",
    lift: 110,
    close: [600, 690, 2.1],
    draw: (ink) => {
      const napkin = (colour: string, edge: string): Folded => ({
        colour,
        stripes: [[0.03, 0.05, edge], [0.07, 0.1, edge], [0.9, 0.93, edge], [0.95, 0.97, edge], [
          0.3,
          0.32,
          edge,
        ], [0.68, 0.7, edge]],
        checks: [[0.3, 0.36, edge], [0.64, 0.7, edge]],
      });
      const cord = (points: readonly Point[]) =>
        rope(points, { width: 17, colours: ["#C9A468", "#D9B77E"], pitch: 9 });
      return pile(ink, {
        width: 600,
        height: 98,
        depth: 96,
        cloths: [
          napkin(p.cream, p.indigo),
          napkin(p.coral, p.milk),
          napkin(p.sage, p.forest),
          napkin(p.marigold, p.rust),
        ],
      }) + cord([[610, 520], [606, 606], [602, 700], [604, 860], [602, 1000]]) +
        group(
          path(
            "M604 600C540 540 470 560 480 606C490 640 560 630 604 604C660 540 740 552 730 602C720 640 650 630 604 604",
            {
              fill: "none",
              stroke: "#7A5C34",
              "stroke-width": 15,
              "stroke-linecap": "round",
            },
          ) +
            path(
              "M604 600C540 540 470 560 480 606C490 640 560 630 604 604C660 540 740 552 730 602C720 640 650 630 604 604",
              {
                fill: "none",
                stroke: "#D9B77E",
                "stroke-width": 10,
                "stroke-linecap": "round",
              },
            ) + cord([[604, 606], [580, 660], [548, 700]]) +
            cord([[606, 606], [640, 656], [668, 712]]),
        );
    },
  },
  "cotton-table-runner-ochre": {
    wall: "#E4DECB",
    lift: 170,
    close: [820, 630, 2],
    draw: (ink) =>
      rolled(ink, { colour: p.ochre, stripes: [p.char, p.cream, p.char], cord: p.bark }),
  },
  "mudline-cushion-cover": {
    wall: "#DAD6CB",
    close: [560, 500, 2],
    draw: (ink) =>
      cushion(ink, {
        colour: p.cream,
        piping: p.char,
        paint: (face) => {
          const dash: Point[] = [[-0.12, -0.012], [0.12, -0.012], [0.12, 0.012], [-0.12, 0.012]];
          const lozenge: Point[] = [[-0.05, 0], [0, -0.03], [0.05, 0], [0, 0.03]];
          const ink = { fill: p.char };
          const line = { stroke: p.char, "stroke-width": 13 };
          return frieze(face, { v: 0.12, times: 14, shape: dash }, ink) +
            belt(face, [0.2, 0.216], p.char) +
            swing(face, { top: 0.3, bottom: 0.42, times: 10 }, line) +
            frieze(face, { v: 0.5, times: 16, shape: lozenge }, ink) +
            swing(face, { top: 0.58, bottom: 0.7, times: 10 }, line) +
            belt(face, [0.784, 0.8], p.char) +
            frieze(face, { v: 0.88, times: 14, shape: dash }, ink);
        },
      }),
  },
  "sunbird-cushion-cover": {
    wall: "#E6DCC6",
    close: [640, 760, 2],
    draw: (ink) =>
      cushion(ink, {
        colour: p.marigold,
        piping: p.rust,
        paint: (face) => {
          const peak: Point[] = [[-0.15, 0.05], [0, -0.05], [0.15, 0.05]];
          const drop: Point[] = [[-0.15, -0.05], [0, 0.05], [0.15, -0.05]];
          const gem: Point[] = [[-0.15, 0], [0, -0.075], [0.15, 0], [0, 0.075]];
          const seed: Point[] = [[-0.05, 0], [0, -0.028], [0.05, 0], [0, 0.028]];
          return belt(face, [0.08, 0.13], p.teal) +
            frieze(face, { v: 0.19, times: 20, shape: drop }, { fill: p.rust }) +
            belt(face, [0.29, 0.3], p.cream) + belt(face, [0.34, 0.66], p.rust) +
            frieze(face, {
              v: 0.5,
              times: 12,
              shape: gem.map(([u, v]): Point => [u * 1.6, v * 1.6]),
            }, { fill: p.cream }) +
            frieze(face, { v: 0.5, times: 12, shape: gem }, { fill: p.teal }) +
            frieze(face, { v: 0.5, times: 12, shape: seed }, { fill: p.marigold }) +
            belt(face, [0.7, 0.71], p.cream) +
            frieze(face, { v: 0.81, times: 20, shape: peak }, { fill: p.rust }) +
            belt(face, [0.87, 0.92], p.teal);
        },
      }),
  },
};
