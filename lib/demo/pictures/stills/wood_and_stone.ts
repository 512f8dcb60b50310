import { darken, lighten, pigment as p } from "../colour.ts";
import { belt, frieze, ring, speckle } from "../paint.ts";
import { type Stills } from "../still.ts";
import { board, chapatiSet } from "../things/board.ts";
import { vessel } from "../things/vessel.ts";
import { spoon } from "../things/wood.ts";

export const woodAndStone: Stills = {
  "olive-wood-servers": {
    wall: "#DAD4C4",
    flat: true,
    close: [420, 400, 2.2],
    draw: (ink) =>
      spoon(ink, { at: [505, 630], turn: -20, colour: "#A9743F", seed: "server-a" }) +
      spoon(ink, { at: [700, 630], turn: 15, colour: p.olivewood, seed: "server-b", fork: true }),
  },
  "olive-wood-board": {
    wall: "#DDD6C6",
    flat: true,
    close: [560, 420, 2],
    draw: (ink) => board(ink, "board"),
  },
  "chapati-board-and-pin": {
    wall: "#E3DACB",
    flat: true,
    close: [430, 640, 2],
    draw: (ink) => chapatiSet(ink),
  },
  "soapstone-bowl-blush": {
    wall: "#E2D9D2",
    lift: 110,
    close: [470, 650, 2.2],
    draw: (ink) =>
      vessel(ink, {
        profile: [[374, 590], [370, 660], [342, 780], [268, 900], [176, 968], [156, 992]],
        squash: 0.23,
        colour: p.blush,
        gloss: 0.36,
        inside: "#A87763",
        lip: { colour: "#EBD6C8", width: 15 },
        paint: (b) =>
          veins("#B08673") +
          frieze(b, {
            v: 0.42,
            times: 26,
            shape: [[-0.055, 0], [0, -0.045], [0.055, 0], [0, 0.045]],
          }, { fill: "#8B5E4B" }) +
          ring(b, 0.33, { stroke: "#8B5E4B", "stroke-width": 5 }) +
          ring(b, 0.51, { stroke: "#8B5E4B", "stroke-width": 5 }),
      }),
  },
  "soapstone-salt-cellar": {
    wall: "#DCDDD9",
    lift: 70,
    close: [600, 490, 2.1],
    draw: (ink) => {
      const stone = { colour: "#C9C3B4", gloss: 0.4, squash: 0.22 };
      return vessel(ink, {
        ...stone,
        profile: [[236, 610], [262, 690], [266, 790], [240, 920], [176, 980], [160, 992]],
        paint: (b) =>
          veins("#A79E8A") +
          frieze(b, { v: 0.42, times: 20, shape: [[-0.11, 0.06], [0, -0.08], [0.11, 0.06]] }, {
            fill: "#6F6A5C",
          }) +
          ring(b, 0.28, { stroke: "#6F6A5C", "stroke-width": 5 }) +
          ring(b, 0.53, { stroke: "#6F6A5C", "stroke-width": 5 }),
        upon: () =>
          vessel(ink, {
            ...stone,
            grounded: false,
            profile: [[3, 480], [120, 494], [210, 536], [250, 584], [254, 606], [246, 618]],
            paint: (b) => ring(b, 0.7, { stroke: "#6F6A5C", "stroke-width": 5 }),
            upon: () =>
              vessel(ink, {
                ...stone,
                grounded: false,
                colour: "#8A5A34",
                profile: [[3, 418], [34, 428], [42, 454], [26, 478], [22, 500]],
              }),
          }),
      });
    },
  },
  "lamu-cooking-pot": {
    wall: "#E4D5C5",
    lift: 100,
    close: [470, 600, 2.1],
    draw: (ink) =>
      vessel(ink, {
        profile: [[270, 560], [232, 606], [262, 650], [342, 740], [340, 850], [262, 950], [
          150,
          992,
        ]],
        squash: 0.2,
        colour: "#A04F2C",
        gloss: 0.1,
        depth: 0.7,
        inside: "#5A2A16",
        lip: { colour: "#BC6A42", width: 18 },
        paint: (b) =>
          belt(b, [0.86, 1], "#3A1E12", { opacity: 0.7 }) +
          belt(b, [0.78, 0.9], "#3A1E12", { opacity: 0.35 }) +
          frieze(b, {
            v: 0.45,
            times: 44,
            shape: [[-0.012, -0.05], [0.012, -0.05], [0.03, 0.05], [0.006, 0.05]],
          }, { fill: "#5E2813" }) +
          ring(b, 0.385, { stroke: "#5E2813", "stroke-width": 6 }) +
          ring(b, 0.515, { stroke: "#5E2813", "stroke-width": 6 }),
      }),
  },
  "coconut-bowls-pair": {
    wall: "#E4DACB",
    lift: 90,
    close: [720, 750, 2.2],
    draw: (ink) => {
      const shell = {
        colour: "#4A2C1B",
        gloss: 0.75,
        depth: 0.7,
        squash: 0.24,
        inside: "#C9A878",
        lip: { colour: "#E4C896", width: 11 },
      };
      const fibres = (seed: string) => (b: Parameters<typeof speckle>[0]) =>
        speckle(b, { count: 130, colour: "#7A5030", size: 6, seed }) +
        speckle(b, { count: 60, colour: lighten("#7A5030", 0.3), size: 4, seed: `${seed}+` });
      return vessel(ink, {
        ...shell,
        x: 440,
        profile: [[252, 640], [256, 690], [226, 800], [146, 888], [80, 916]],
        paint: fibres("coco-a"),
      }) +
        vessel(ink, {
          ...shell,
          x: 740,
          colour: darken("#5A3822", 0.1),
          profile: [[244, 750], [248, 800], [220, 910], [142, 992], [84, 1020]],
          paint: fibres("coco-b"),
        });
    },
  },
};

/** Faint lines of another mineral through the stone. */
function veins(colour: string): string {
  const line = { fill: "none", stroke: colour, "stroke-linecap": "round" } as const;
  return `<g fill="${line.fill}" stroke="${line.stroke}" stroke-linecap="round" opacity=".3">` +
    `<path d="M230 640C380 700 420 800 640 830S900 900 990 940" stroke-width="12"/>` +
    `<path d="M300 620C460 720 560 700 700 780S860 800 980 760" stroke-width="5"/>` +
    `<path d="M240 820C380 820 520 900 640 980" stroke-width="7"/></g>`;
}
