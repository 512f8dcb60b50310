import { pigment as p } from "../colour.ts";
import { bands, blocks, peaks } from "../drafts.ts";
import { chosen, type Stills } from "../still.ts";
import { basket } from "../things/basket.ts";
import { roll } from "../things/bread.ts";
import { lidded } from "../things/lidded.ts";
import { bush } from "../things/plants.ts";
import { tray } from "../things/tray.ts";

const DIPPED = {
  Moss: { dip: p.moss, wall: "#DDE2D8" },
  Coral: { dip: p.coral, wall: "#EBDCD2" },
  Natural: { dip: p.sisal, wall: "#E6DFCF" },
};

export const traysAndStorage: Stills = {
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
