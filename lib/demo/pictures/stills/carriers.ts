import { pigment as p } from "../colour.ts";
import { bands, lozenges, peaks, zigzag } from "../drafts.ts";
import { chosen, type Stills } from "../still.ts";
import { basket } from "../things/basket.ts";
import { leatherHandles, ropeHandles } from "../things/handles.ts";
import { plait } from "../things/plait.ts";

const KITUI = {
  Rust: { band: p.rust, line: p.forest, wall: "#E6D9C3", strap: p.leather },
  Indigo: { band: p.indigo, line: p.marigold, wall: "#D9DEE0", strap: "#3A2A22" },
  Forest: { band: p.forest, line: p.coral, wall: "#E5D6CC", strap: p.leather },
};

const KIONDO = {
  Sunrise: { stripes: [p.rust, p.coral, p.marigold, p.straw], wall: "#EADFCB" },
  Dusk: { stripes: [p.plum, p.indigo, p.teal, p.bleached], wall: "#DCDCE2" },
};

export const carriers: Stills = {
  "kitui-sisal-basket": {
    wall: (colour) => chosen(KITUI, colour).wall,
    close: [735, 590, 2.3],
    draw: (ink, colour) => {
      const { band, line, strap } = chosen(KITUI, colour);
      return basket(ink, {
        profile: [[332, 480], [342, 580], [328, 720], [284, 860], [228, 962], [204, 988]],
        rows: 38,
        columns: 92,
        draft: bands(p.sisal, [[0, 0, band], [8, 13, band], [17, 19, line], [27, 32, band]]),
        rim: [p.sisal, p.straw],
        seed: "kitui",
        ...leatherHandles({ colour: strap, width: 42, rise: 318, spread: 0.62 }),
      });
    },
  },
  "market-basket-indigo": {
    wall: "#D9DEE0",
    close: [520, 700, 2.2],
    draw: (ink) =>
      basket(ink, {
        profile: [[316, 500], [322, 630], [312, 770], [276, 900], [238, 990]],
        rows: 35,
        columns: 90,
        draft: zigzag(
          bands(p.bleached, [[4, 6, p.indigo], [22, 24, p.indigo], [26, 26, p.marigold], [
            29,
            34,
            p.indigo,
          ]]),
          {
            top: 9,
            rows: 11,
            times: 10,
            colour: p.indigo,
            line: 3,
          },
        ),
        rim: [p.indigo],
        seed: "market",
        ...leatherHandles({ colour: "#3A2A22", width: 40, rise: 320, spread: 0.6 }),
      }),
  },
  "forest-basket-wide": {
    wall: "#E5D6CC",
    close: [640, 780, 2.2],
    draw: (ink) =>
      basket(ink, {
        profile: [[392, 590], [404, 690], [380, 815], [306, 930], [242, 992]],
        rows: 29,
        columns: 112,
        draft: peaks(
          bands(p.forest, [[3, 4, p.straw], [15, 16, p.straw], [17, 22, p.coral], [
            23,
            24,
            p.straw,
          ]]),
          {
            top: 6,
            rows: 8,
            times: 14,
            colour: p.straw,
          },
        ),
        rim: [p.forest],
        seed: "forest",
        ...ropeHandles({ colour: p.sisal, width: 28, rise: 300, spread: 0.55 }),
      }),
  },
  "sunrise-kiondo": {
    wall: (colour) => chosen(KIONDO, colour).wall,
    close: [470, 800, 2.2],
    draw: (ink, colour) => {
      const [a, b, c, ground] = chosen(KIONDO, colour).stripes as [string, string, string, string];
      return basket(ink, {
        profile: [[262, 600], [292, 680], [308, 780], [292, 890], [236, 968], [196, 990]],
        squash: 0.18,
        rows: 30,
        columns: 88,
        draft: lozenges(
          bands(ground, [[0, 1, a], [3, 3, b], [5, 5, c], [19, 20, c], [22, 24, b], [26, 29, a]]),
          {
            top: 7,
            rows: 11,
            times: 11,
            colour: a,
            line: 2,
          },
        ),
        rim: [a, ground],
        seed: "kiondo",
        ...leatherHandles({ colour: p.cocoa, width: 30, rise: 420, spread: 0.86 }),
      });
    },
  },
  "lamu-palm-bag": {
    wall: "#E7DFCB",
    close: [470, 740, 2.1],
    draw: (ink) =>
      basket(ink, {
        profile: [[338, 520], [346, 660], [340, 820], [312, 940], [262, 990]],
        squash: 0.12,
        rows: 8,
        columns: 40,
        draft: () => p.straw,
        skin: (body) =>
          plait(body, {
            rows: 18,
            columns: 34,
            seed: "palm",
            strip: (row) => row > 8 && row < 13 ? p.teal : p.straw,
          }),
        rim: [p.straw, p.sisal],
        inside: p.straw,
        seed: "palm",
        ...leatherHandles({ colour: p.leather, width: 38, rise: 310, spread: 0.58 }),
      }),
  },
};
