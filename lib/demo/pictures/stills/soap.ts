import { lighten, pigment as p } from "../colour.ts";
import { belt, frieze } from "../paint.ts";
import type { Stills } from "../still.ts";
import { bathMitt } from "../things/mitt.ts";
import { dropper, pump } from "../things/bottles.ts";
import { jar } from "../things/jar.ts";
import { slattedDish } from "../things/dish.ts";
import { soapStack } from "../things/soap.ts";
import { vessel } from "../things/vessel.ts";

export const soap: Stills = {
  "neem-and-honey-soap-trio": {
    wall: "#DEE2DA",
    lift: 70,
    close: [540, 550, 2.1],
    draw: (ink) =>
      soapStack(ink, {
        seed: "trio",
        bars: [
          { colour: "#B5764F", swirl: "#7D4A2C", band: p.milk, mark: p.rust },
          { colour: "#D9A86C", swirl: "#B57A3A", band: p.milk, mark: p.ochre },
          { colour: "#7F9A78", swirl: "#4F6E50", band: p.milk, mark: p.forest },
        ],
      }),
  },
  "charcoal-and-mint-bar": {
    wall: "#D9DDD8",
    lift: 170,
    close: [560, 630, 2.1],
    draw: (ink) =>
      slattedDish(ink) +
      soapStack(ink, {
        seed: "charcoal",
        x: 585,
        foot: 912,
        width: 560,
        height: 190,
        bars: [{ colour: "#3D4245", swirl: "#7FA898", mark: p.teal }],
      }),
  },
  "shea-butter-tin": {
    wall: "#E5DCCD",
    lift: 150,
    close: [520, 710, 2.1],
    draw: (ink) => {
      const tin = { gloss: 0.5, depth: 0.6, squash: 0.24 };
      return vessel(ink, {
        ...tin,
        colour: "#C9C4B8",
        profile: [[318, 800], [320, 820], [320, 950], [312, 980], [296, 990]],
        upon: () =>
          vessel(ink, {
            ...tin,
            grounded: false,
            colour: p.ochre,
            cap: true,
            profile: [[326, 740], [331, 752], [331, 880], [327, 892]],
            paint: (b) =>
              belt(b, [0.16, 0.2], p.milk) + belt(b, [0.84, 0.88], p.milk) +
              frieze(b, { v: 0.52, times: 22, shape: [[-0.1, 0], [0, -0.2], [0.1, 0], [0, 0.2]] }, {
                fill: p.rust,
              }) +
              frieze(b, {
                v: 0.52,
                times: 22,
                shape: [[-0.04, 0], [0, -0.08], [0.04, 0], [0, 0.08]],
              }, { fill: p.milk }),
            upon: (b) => lidSign(b.top.y),
          }),
      });
    },
  },
  "baobab-oil-dropper": {
    wall: "#E6DBCB",
    close: [600, 760, 2.1],
    draw: (ink) => dropper(ink, { amber: "#9A4E12", mark: "drop", accent: p.ochre }),
  },
  "lemongrass-hand-wash": {
    wall: "#DFE3D3",
    close: [600, 780, 2.1],
    draw: (ink) => pump(ink, { amber: "#75823A", mark: "leaf", accent: p.moss }),
  },
  "hibiscus-bath-salts": {
    wall: "#E8D9D6",
    close: [560, 700, 2.1],
    draw: (ink) =>
      jar(ink, {
        filling: "#D68A96",
        deep: "#7A2A3C",
        lid: p.sisal,
        mark: "flower",
        accent: "#A83E55",
        shape: "wide",
      }),
  },
  "sisal-bath-mitt": {
    wall: lighten("#D8D4C6", 0.1),
    flat: true,
    close: [560, 620, 2.1],
    draw: (ink) => bathMitt(ink, { ground: p.bleached, band: p.moss, seed: "mitt" }),
  },
};

/** A flower pressed into the lid, seen at the lid's own slant. */
function lidSign(y: number): string {
  const petals = [0, 60, 120, 180, 240, 300].map((turn) =>
    `<path d="M0 -26C34 -50 34 -96 0 -120C-34 -96 -34 -50 0 -26z" transform="rotate(${turn})"/>`
  ).join("");
  return `<g transform="translate(600 ${
    y + 2
  }) scale(1 .24)" fill="none" stroke="#7A4A12" stroke-width="7" opacity=".75">` +
    `<circle r="236"/><circle r="22"/>${petals}</g>`;
}
