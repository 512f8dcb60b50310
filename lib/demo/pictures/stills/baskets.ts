import { pigment as p } from "../colour.ts";
import { bands, blocks, lozenges, peaks, zigzag } from "../drafts.ts";
import { chosen, type Stills } from "../still.ts";
import { basket } from "../things/basket.ts";
import { roll } from "../things/bread.ts";
import { leatherHandles, ropeHandles } from "../things/handles.ts";
import { lidded } from "../things/lidded.ts";
import { plait } from "../things/plait.ts";
import { bush } from "../things/plants.ts";
import { tray } from "../things/tray.ts";

const KITUI = {
  Rust: { band: p.rust, line: p.forest, wall: "#E6D9C3", strap: p.leather },
  Indigo: { band: p.indigo, line: p.marigold, wall: "#D9DEE0", strap: "#3A2A22" },
  Forest: { band: p.forest, line: p.coral, wall: "#E5D6CC", strap: p.leather },
};

const DIPPED = {
  Moss: { dip: p.moss, wall: "#DDE2D8" },
  Coral: { dip: p.coral, wall: "#EBDCD2" },
  Natural: { dip: p.sisal, wall: "#E6DFCF" },
};

const KIONDO = {
  Sunrise: { stripes: [p.rust, p.coral, p.marigold, p.straw], wall: "#EADFCB" },
  Dusk: { stripes: [p.plum, p.indigo, p.teal, p.bleached], wall: "#DCDCE2" },
};

export const baskets: Stills = {
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
  "winnowing-tray-40": {
    wall: "#CFC7B8",
    flat: true,
    close: [790, 420, 2.3],
    draw: (ink) =>
      tray(ink, {
        at: [590, 590],
        radius: 432,
        rows: 27,
        draft: bands(p.straw, [[0, 2, p.forest], [6, 8, p.rust], [13, 15, p.forest], [
          21,
          23,
          p.rust,
        ]]),
        rim: [p.rust, p.straw],
        seed: "winnow",
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
  "lidded-laundry-basket": {
    wall: "#E3DDD0",
    close: [640, 430, 2.1],
    draw: (ink) => lidded(ink, { ground: p.bleached, figure: p.char, seed: "laundry" }),
  },
  "bread-basket-round": {
    wall: "#E6DCC8",
    lift: 120,
    close: [560, 540, 2.1],
    draw: (ink) =>
      basket(ink, {
        profile: [[370, 680], [378, 745], [350, 865], [284, 962], [240, 992]],
        squash: 0.25,
        rows: 17,
        columns: 96,
        draft: blocks(bands(p.straw, [[0, 1, p.coral], [11, 12, p.coral]]), {
          top: 4,
          rows: 5,
          times: 16,
          colour: p.coral,
        }),
        rim: [p.straw],
        seed: "bread",
        within: () =>
          roll(ink, [400, 640], 112, -10) + roll(ink, [790, 632], 122, 14) +
          roll(ink, [595, 596], 132, 4) +
          roll(ink, [500, 712], 122, -18) + roll(ink, [700, 716], 120, 20),
      }),
  },
  "plant-basket-dipped": {
    wall: (colour) => chosen(DIPPED, colour).wall,
    close: [560, 800, 2.1],
    draw: (ink, colour) =>
      basket(ink, {
        profile: [[262, 630], [274, 725], [266, 850], [230, 955], [206, 992]],
        rows: 25,
        columns: 76,
        draft: bands(p.bleached, [[13, 24, chosen(DIPPED, colour).dip]]),
        rim: [p.bleached],
        seed: "plant",
        within: () => bush(ink, [600, 650], { reach: 500, colour: "#3F6B45", width: 66 }),
      }),
  },
  "nesting-baskets-set-of-3": {
    wall: "#E2DCD3",
    lift: 60,
    close: [420, 710, 2],
    draw: (ink) =>
      basket(ink, {
        x: 730,
        profile: [[252, 470], [260, 620], [252, 790], [228, 900], [206, 950]],
        rows: 32,
        columns: 78,
        draft: bands(p.bleached, [[0, 15, p.teal], [17, 17, p.teal]]),
        rim: [p.teal],
        seed: "nest-a",
      }) +
      basket(ink, {
        x: 400,
        profile: [[206, 640], [214, 740], [206, 870], [176, 985]],
        rows: 24,
        columns: 70,
        draft: bands(p.bleached, [[0, 10, p.marigold], [12, 12, p.marigold]]),
        rim: [p.marigold],
        seed: "nest-b",
      }) +
      basket(ink, {
        x: 690,
        profile: [[156, 800], [162, 870], [154, 950], [130, 1032]],
        rows: 18,
        columns: 60,
        draft: bands(p.bleached, [[0, 7, p.coral], [9, 9, p.coral]]),
        rim: [p.coral],
        seed: "nest-c",
      }),
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
  "wall-trays-set-of-3": {
    wall: "#DAD4C4",
    flat: true,
    close: [400, 420, 2],
    draw: (ink) =>
      tray(ink, {
        at: [400, 400],
        radius: 262,
        rows: 19,
        rim: [p.indigo],
        seed: "wall-a",
        draft: peaks(bands(p.bleached, [[0, 2, p.indigo], [15, 18, p.indigo]]), {
          top: 4,
          rows: 10,
          times: 9,
          colour: p.indigo,
        }),
      }) +
      tray(ink, {
        at: [836, 560],
        radius: 212,
        rows: 16,
        rim: [p.rust, p.straw],
        seed: "wall-b",
        draft: peaks(bands(p.straw, [[0, 1, p.rust], [12, 12, p.rust], [14, 15, p.marigold]]), {
          top: 3,
          rows: 8,
          times: 12,
          colour: p.rust,
        }),
      }) +
      tray(ink, {
        at: [470, 872],
        radius: 172,
        rows: 13,
        rim: [p.teal],
        seed: "wall-c",
        draft: blocks(bands(p.teal, [[0, 3, p.straw], [11, 12, p.straw]]), {
          top: 5,
          rows: 4,
          times: 10,
          colour: p.straw,
        }),
      }),
  },
};
