import { pigment as p } from "../colour.ts";
import { label } from "../label.ts";
import { belt, speckle } from "../paint.ts";
import { chosen, type Stills } from "../still.ts";
import { mug } from "../things/cup.ts";
import { glass } from "../things/glass.ts";
import { jar } from "../things/jar.ts";
import { kettle } from "../things/kettle.ts";
import { plates } from "../things/plates.ts";
import { pouch } from "../things/pouch.ts";
import { vessel } from "../things/vessel.ts";

const GLASS = {
  Lake: { tints: ["#1F78A6", "#2E8FB8"], wall: "#D8DEDB" },
  Amber: { tints: ["#C97D1E", "#DB9632"], wall: "#E8DFCF" },
  Moss: { tints: ["#5F8448", "#7A9C58"], wall: "#DEE2D4" },
} as const;

export const tableware: Stills = {
  "enamel-mug-lake-rim": {
    wall: "#D4DDD7",
    close: [520, 560, 2.1],
    draw: (ink) => mug(ink, { colour: p.milk, edge: p.lake, drink: "#5B331C" }),
  },
  "enamel-plates-set-of-4": {
    wall: "#DFE0D6",
    lift: 150,
    close: [560, 630, 2],
    draw: (ink) => plates(ink, { colour: p.milk, edges: [p.forest, p.lake, p.brick, p.marigold] }),
  },
  "enamel-kettle-forest": {
    wall: "#E0DCCB",
    close: [600, 560, 2],
    draw: (ink) => kettle(ink, { colour: "#2C5A48", edge: "#16231D" }),
  },
  "nyeri-dark-roast": {
    wall: "#E6D8C8",
    close: [600, 740, 2.2],
    draw: (ink) => pouch(ink, { colour: "#1F2A26", accent: p.brick, mark: "bean" }),
  },
  "kericho-gold-tea": {
    wall: "#E3DDC9",
    close: [560, 560, 2.1],
    draw: (ink) => {
      const tin = { colour: "#2F5D4A", gloss: 0.55, depth: 0.62, squash: 0.18 };
      return vessel(ink, {
        ...tin,
        profile: [[222, 440], [224, 460], [224, 960], [218, 985], [206, 992]],
        paint: (b) =>
          belt(b, [0.9, 0.935], p.marigold) +
          label(b, {
            box: [-0.82, 0.62, 0.2, 0.8],
            paper: "#F3E7C8",
            ink: "#3A2A1C",
            accent: "#2F5D4A",
            mark: "leaf",
          }),
        upon: () =>
          vessel(ink, {
            ...tin,
            grounded: false,
            cap: true,
            profile: [[226, 340], [231, 352], [231, 440], [228, 452]],
            paint: (b) => belt(b, [0.78, 0.84], p.marigold),
          }),
      });
    },
  },
  "acacia-honey": {
    wall: "#E8DFC8",
    close: [560, 780, 2.1],
    draw: (ink) =>
      jar(ink, {
        filling: "#D98F1F",
        deep: "#7A3A08",
        lid: p.cream,
        mark: "bee",
        accent: "#B5701B",
        shape: "honey",
      }),
  },
  "pili-pili-oil": {
    wall: "#E6D6CB",
    close: [590, 760, 2.1],
    draw: (ink) =>
      jar(ink, {
        filling: "#B8371F",
        deep: "#5A0E06",
        lid: "#2B2320",
        mark: "sun",
        accent: p.brick,
        shape: "bottle",
      }),
  },
  "kitengela-tumblers-pair": {
    wall: (colour) => chosen(GLASS, colour).wall,
    close: [450, 640, 2],
    draw: (ink, colour) => {
      const [first, second] = chosen(GLASS, colour).tints;
      const bubbles = (seed: string) => (b: Parameters<typeof speckle>[0]) =>
        speckle(b, { count: 46, colour: "#FFFFFF", size: 5, seed, from: 0.2 });
      return glass(ink, {
        x: 420,
        tint: first,
        dense: 0.42,
        upon: bubbles("glass-a"),
        profile: [[180, 440], [176, 580], [160, 840], [150, 945], [132, 972]],
      }) +
        glass(ink, {
          x: 770,
          tint: second,
          dense: 0.4,
          upon: bubbles("glass-b"),
          profile: [[180, 490], [176, 630], [160, 890], [150, 992], [132, 1020]],
        });
    },
  },
};
