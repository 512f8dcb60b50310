import { pigment as p } from "../colour.ts";
import { label } from "../label.ts";
import { frieze, ring } from "../paint.ts";
import { chosen, type Stills } from "../still.ts";
import { path, type Point } from "../svg.ts";
import { flame, glow } from "../things/lamp.ts";
import { lantern } from "../things/lantern.ts";
import { pendant } from "../things/pendant.ts";
import { tapers } from "../things/tapers.ts";
import { vessel } from "../things/vessel.ts";

const LANTERN = {
  Forest: { paint: "#2C5A48", wall: "#CDCFC4" },
  Rust: { paint: "#A03A22", wall: "#DCD0C4" },
  Indigo: { paint: "#2A3F78", wall: "#CFD3DA" },
};

export const light: Stills = {
  "fig-leaf-candle": {
    wall: "#D8D6CB",
    close: [560, 640, 2.1],
    draw: (ink) =>
      vessel(ink, {
        profile: [[206, 480], [208, 560], [208, 890], [202, 965], [182, 990]],
        colour: "#8A9A83",
        gloss: 0.3,
        inside: "#EFE6CF",
        filled: { colour: "#F4ECD6", down: 22 },
        paint: (b) =>
          label(b, {
            box: [-0.75, 0.45, 0.26, 0.78],
            paper: p.milk,
            ink: "#5B4A33",
            accent: p.forest,
            mark: "leaf",
          }),
        upon: () => flame(ink, [600, 478], 160),
      }),
  },
  "beeswax-tapers-pair": {
    wall: "#E2D9C6",
    flat: true,
    close: [600, 380, 2.1],
    draw: (ink) => tapers(ink, "#D9A441"),
  },
  "storm-lantern": {
    wall: (colour) => chosen(LANTERN, colour).wall,
    close: [600, 640, 2],
    draw: (ink, colour) => lantern(ink, chosen(LANTERN, colour).paint),
  },
  "woven-pendant-shade": {
    wall: "#D3CCBD",
    flat: true,
    close: [600, 640, 2],
    draw: (ink) => pendant(ink, { straw: p.straw, figure: p.char, seed: "pendant" }),
  },
  "pierced-tealight-dome": {
    wall: "#C9BDAE",
    lift: 90,
    close: [560, 670, 2.1],
    draw: (ink) =>
      glow(ink, [600, 760], 560, 0.42) +
      vessel(ink, {
        profile: [[64, 520], [120, 548], [214, 640], [272, 770], [284, 900], [276, 978], [
          262,
          992,
        ]],
        squash: 0.19,
        colour: "#B5623C",
        gloss: 0.08,
        depth: 0.66,
        inside: "#F4B04A",
        lip: { colour: "#D88A5E", width: 11 },
        behind: () => glow(ink, [600, 520], 180, 0.8),
        paint: (b) => {
          const hole = { fill: "#FFDF8E", stroke: "#6E2C12", "stroke-width": 4 };
          const drop: Point[] = [[0, -0.06], [0.05, 0], [0.03, 0.04], [0, 0.05], [-0.03, 0.04], [
            -0.05,
            0,
          ]];
          const dot = (r: number): Point[] =>
            Array.from(
              { length: 10 },
              (
                _,
                i,
              ): Point => [r * Math.cos(i * Math.PI / 5), r * 0.55 * Math.sin(i * Math.PI / 5)],
            );
          return frieze(b, { v: 0.3, times: 16, shape: dot(0.06) }, hole) +
            frieze(b, {
              v: 0.46,
              times: 14,
              shape: drop.map(([u, v]): Point => [u * 1.7, v * 1.2]),
            }, hole) +
            frieze(b, { v: 0.62, times: 28, shape: dot(0.035) }, hole) +
            frieze(b, {
              v: 0.76,
              times: 14,
              shape: drop.map(([u, v]): Point => [u * 1.7, -v * 1.2]),
            }, hole) +
            ring(b, 0.9, { stroke: "#7A3418", "stroke-width": 7 }) +
            ring(b, 0.2, { stroke: "#7A3418", "stroke-width": 7 });
        },
        upon: () => glow(ink, [600, 700], 330, 0.3),
      }),
  },
  "gourd-table-lamp": {
    wall: "#CFC3B2",
    close: [560, 640, 2],
    draw: (ink) => {
      const holes = { fill: "#FFE3A0" };
      const dot = (r: number): Point[] =>
        Array.from(
          { length: 8 },
          (_, i): Point => [r * Math.cos(i * Math.PI / 4), r * 0.42 * Math.sin(i * Math.PI / 4)],
        );
      return glow(ink, [600, 640], 620, 0.5) +
        vessel(ink, {
          cap: true,
          profile: [[208, 912], [216, 930], [216, 960], [204, 988]],
          squash: 0.18,
          colour: "#6B4526",
          gloss: 0.3,
        }) +
        vessel(ink, {
          profile: [
            [3, 150],
            [44, 176],
            [62, 240],
            [84, 320],
            [150, 410],
            [238, 520],
            [282, 650],
            [268, 790],
            [200, 880],
            [120, 916],
          ],
          colour: "#D98B3A",
          gloss: 0.32,
          depth: 0.5,
          shadow: "#7A2F0A",
          grounded: false,
          paint: (b) =>
            path("M200 500h800v420h-800z", {
              fill: ink.radial([[0, "#FFD27A", 0.95], [0.6, "#FFB84E", 0.4], [1, "#FFB84E", 0]]),
            }) +
            [0.4, 0.5, 0.6, 0.7, 0.8].map((v, i) =>
              frieze(b, { v, times: 24 - (i % 2) * 2, shape: dot(0.034 + 0.016 * (i % 2)) }, holes)
            ).join("") +
            [0.45, 0.55, 0.65, 0.75].map((v) =>
              frieze(b, { v, times: 40, shape: dot(0.016) }, holes)
            ).join("") +
            ring(b, 0.34, { stroke: "#8A4A16", "stroke-width": 6 }) +
            ring(b, 0.86, { stroke: "#8A4A16", "stroke-width": 6 }),
          upon: () => glow(ink, [600, 650], 300, 0.34),
        });
    },
  },
};
