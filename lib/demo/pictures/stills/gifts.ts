import { pigment as p } from "../colour.ts";
import { belt, frieze, ring, speckle, swing } from "../paint.ts";
import { chosen, type Stills } from "../still.ts";
import { baoBoard } from "../things/board.ts";
import { guineaFowl } from "../things/bird.ts";
import { bracelets, collar } from "../things/jewellery.ts";
import { giftCards, notebook, waxPrint } from "../things/paper.ts";
import { rosette } from "../things/plants.ts";
import { vessel } from "../things/vessel.ts";

const NOTEBOOK = {
  Teal: { ground: p.teal, petal: p.marigold, heart: p.rust, spine: p.rust, wall: "#E2D6C2" },
  Plum: { ground: p.plum, petal: "#E8A79A", heart: p.marigold, spine: "#2A2540", wall: "#E4DAD6" },
  Ochre: { ground: p.ochre, petal: p.cream, heart: p.forest, spine: p.forest, wall: "#DDE0D6" },
};

const COLLAR = {
  Sunrise: [
    p.brick,
    p.brick,
    p.milk,
    p.indigo,
    p.marigold,
    p.marigold,
    p.forest,
    p.milk,
    p.brick,
    p.coral,
    p.milk,
    p.brick,
  ],
  Lake: [
    p.lake,
    p.lake,
    p.milk,
    p.teal,
    p.sky,
    p.sky,
    p.indigo,
    p.milk,
    p.lake,
    p.teal,
    p.milk,
    p.lake,
  ],
};

export const gifts: Stills = {
  "ember-clay-vase": {
    wall: "#E2E3DA",
    close: [520, 720, 2.1],
    draw: (ink) =>
      vessel(ink, {
        profile: [
          [100, 250],
          [86, 296],
          [82, 340],
          [126, 430],
          [230, 536],
          [290, 660],
          [286, 796],
          [226, 916],
          [152, 990],
        ],
        colour: p.clay,
        gloss: 0.08,
        depth: 0.66,
        inside: "#5A2412",
        paint: (b) =>
          belt(b, [0.42, 0.452], p.bark) + belt(b, [0.63, 0.662], p.bark) +
          swing(b, { top: 0.48, bottom: 0.6, times: 10 }, { stroke: p.bark, "stroke-width": 11 }) +
          frieze(b, {
            v: 0.572,
            times: 10,
            shape: [[-0.05, 0], [0, -0.022], [0.05, 0], [0, 0.022]],
          }, { fill: p.bark }),
      }),
  },
  "smoke-fired-vase": {
    wall: "#E7DCCB",
    close: [640, 740, 2.1],
    draw: (ink) =>
      vessel(ink, {
        profile: [
          [96, 270],
          [86, 304],
          [76, 360],
          [84, 424],
          [156, 496],
          [256, 590],
          [298, 706],
          [280, 838],
          [208, 946],
          [144, 990],
        ],
        colour: "#3A3735",
        gloss: 0.36,
        depth: 0.8,
        shadow: "#0B0808",
        paint: (b) =>
          belt(b, [0.5, 0.53], "#D9C6A2") + belt(b, [0.72, 0.745], "#D9C6A2") +
          swing(b, { top: 0.56, bottom: 0.69, times: 12 }, {
            stroke: "#D9C6A2",
            "stroke-width": 9,
          }) +
          ring(b, 0.47, { stroke: "#D9C6A2", "stroke-width": 3, opacity: 0.6 }) +
          ring(b, 0.78, { stroke: "#D9C6A2", "stroke-width": 3, opacity: 0.6 }),
      }),
  },
  "beaded-collar": {
    wall: "#D9CFC0",
    flat: true,
    close: [800, 430, 2.1],
    draw: (ink, colour) => collar(ink, chosen(COLLAR, colour)),
  },
  "beaded-bracelets-set-of-5": {
    wall: "#DFD8CE",
    lift: 110,
    close: [560, 690, 2.1],
    draw: (ink) =>
      bracelets(ink, [
        [p.brick, p.milk, p.brick],
        [p.marigold, p.forest, p.marigold],
        [p.indigo, p.sky, p.indigo],
        [p.milk, p.coral, p.milk],
        [p.teal, p.marigold, p.teal],
      ]),
  },
  "speckled-planter": {
    wall: "#E5E0D2",
    lift: 90,
    close: [560, 550, 2.1],
    draw: (ink) =>
      vessel(ink, {
        profile: [[248, 640], [254, 706], [242, 830], [208, 940], [172, 992]],
        squash: 0.18,
        colour: "#D9CDB8",
        gloss: 0.3,
        inside: "#3A2B1D",
        filled: { colour: "#3B2A1C", down: 26 },
        paint: (b) => speckle(b, { count: 170, colour: "#6B5540", size: 6.5, seed: "planter" }),
        upon: () => rosette(ink, [600, 640], { reach: 285, colour: "#6F9A78" }),
      }),
  },
  "guinea-fowl": {
    wall: "#DDD8CE",
    close: [470, 420, 2],
    draw: (ink) => guineaFowl(ink, "#3A4152"),
  },
  "bao-board": {
    wall: "#DED5C5",
    flat: true,
    close: [560, 620, 2],
    draw: (ink) => baoBoard(ink),
  },
  "kitenge-notebook": {
    wall: (colour) => chosen(NOTEBOOK, colour).wall,
    flat: true,
    close: [520, 420, 2],
    draw: (ink, colour) => {
      const { ground, petal, heart, spine } = chosen(NOTEBOOK, colour);
      return notebook(ink, { print: waxPrint(ground, petal, heart), spine });
    },
  },
  "gift-card": {
    wall: "#DDE0D6",
    flat: true,
    close: [560, 480, 1.8],
    draw: (ink) => giftCards(ink, "#0B5A41", p.rust),
  },
};
