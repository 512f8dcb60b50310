import { close, variant, whole } from "./make.ts";
import type { DemoProduct } from "./types.ts";

export const gifts = [
  {
    slug: "ember-clay-vase",
    title: "Ember clay vase",
    description:
      "Red clay from Ilesi, burnished with a stone until it glows. The dark lines are painted before firing. Holds dry stems; line it with a glass for fresh ones.",
    seoDescription: "A burnished red clay vase with dark lines, 32 cm high. KES 1,900.",
    category: "gifts",
    tags: ["clay", "vase", "handmade"],
    options: [],
    variants: [variant("ECV-32", [], { price: 1900, cost: 950, grams: 1350, stock: 5 })],
    pictures: [
      whole("A round red clay vase with a dark zigzag between two bands"),
      close("Dark painted zigzag on burnished clay"),
    ],
  },
  {
    slug: "smoke-fired-vase",
    title: "Smoke-fired vase",
    description:
      "Fired under leaves and sawdust, so the smoke stays in the clay. The pale lines are scratched through the black. Each firing gives six good ones, and we are sent two.",
    seoDescription: "A black smoke-fired vase with scratched pale lines, 30 cm. KES 2,300.",
    category: "gifts",
    tags: ["clay", "vase", "handmade"],
    options: [],
    variants: [variant("SFV-30", [], { price: 2300, cost: 1200, grams: 1280, stock: 2 })],
    pictures: [
      whole("A round black vase with a pale zigzag between two bands"),
      close("Pale lines scratched through the black of the vase"),
    ],
  },
  {
    slug: "beaded-collar",
    title: "Beaded collar",
    description:
      "Twelve rows of glass beads on wire, strung by women in Kajiado. Light enough for a whole wedding. It lies flat on the shoulders and hangs well on a wall.",
    seoDescription:
      "A flat collar of twelve bead rows, made in Kajiado, in two colourways. KES 1,800.",
    category: "gifts",
    tags: ["beads", "jewellery", "kajiado"],
    options: [{ name: "Colour", values: ["Sunrise", "Lake"] }],
    variants: [
      variant("BCL-S", ["Sunrise"], { price: 1800, cost: 950, grams: 260, stock: 6 }),
      variant("BCL-L", ["Lake"], { price: 1800, cost: 950, grams: 260, stock: 4 }),
    ],
    pictures: [
      whole("A flat round collar of beads in rust, white, marigold and green", "Sunrise"),
      whole("The same collar in blues, teal and white", "Lake"),
    ],
  },
  {
    slug: "beaded-bracelets-set-of-5",
    title: "Beaded bracelets, set of 5",
    description:
      "Five coils that fit any wrist: they open like a spring. Wear all of them or give four away. Glass beads on memory wire.",
    seoDescription: "Five coiled bead bracelets that fit any wrist. KES 900.",
    category: "gifts",
    tags: ["beads", "jewellery", "set"],
    options: [],
    variants: [variant("BBR-5", [], { price: 900, cost: 430, grams: 140, stock: 21, lowAt: 5 })],
    pictures: [whole("Five beaded bracelets in a pile: rust, marigold, indigo, white and teal")],
  },
  {
    slug: "speckled-planter",
    title: "Speckled planter",
    description:
      "Stoneware with iron in it, which is where the freckles come from. It has a hole and a saucer. The succulent in the picture is yours too.",
    seoDescription: "A speckled stoneware planter with saucer and succulent. KES 1,150.",
    category: "gifts",
    tags: ["clay", "plants"],
    options: [],
    variants: [variant("SPP-1", [], { price: 1150, cost: 560, grams: 1050, stock: 8 })],
    pictures: [whole("A pale speckled pot with a green succulent in it")],
  },
  {
    slug: "guinea-fowl",
    title: "Guinea fowl",
    description:
      "Paper, clay and a thousand white dots, on legs of fencing wire. She watches the door and needs no feeding. 24 cm to the top of her crest.",
    seoDescription: "A hand-painted guinea fowl of paper and clay, 24 cm. KES 1,280.",
    category: "gifts",
    tags: ["handmade", "paper", "bird"],
    options: [],
    variants: [variant("GFW-24", [], { price: 1280, cost: 640, grams: 380, stock: 10 })],
    pictures: [
      whole("A spotted guinea fowl with a blue head on a small wooden block"),
      close("The blue head, red wattles and horn of the bird"),
    ],
  },
  {
    slug: "bao-board",
    title: "Bao board",
    description:
      "Two rows of eight, the game every uncle claims to win. Carved from mvule, with 64 seeds in a cotton bag. The rules are printed inside the lid of the box.",
    seoDescription: "A carved wooden bao board with 64 seeds in a bag. KES 3,400.",
    category: "gifts",
    tags: ["wood", "carved", "game"],
    options: [],
    variants: [
      variant("BAO-BRD", [], { price: 3400, cost: 1900, grams: 1750, stock: 4, lowAt: 2 }),
    ],
    pictures: [
      whole("A carved wooden board with two rows of pits and grey seeds"),
      close("Grey seeds in the pits of the board"),
    ],
  },
  {
    slug: "kitenge-notebook",
    title: "Kitenge notebook",
    description:
      "Bound in wax print, sewn so that it opens flat. 160 pages of plain cream paper, a ribbon of elastic to keep it shut. A5.",
    seoDescription: "An A5 notebook bound in wax print, 160 plain pages. KES 680.",
    category: "gifts",
    tags: ["paper", "kitenge"],
    options: [{ name: "Colour", values: ["Teal", "Plum", "Ochre"] }],
    variants: [
      variant("NBK-T", ["Teal"], { price: 680, cost: 310, grams: 290, stock: 19, lowAt: 5 }),
      variant("NBK-P", ["Plum"], { price: 680, cost: 310, grams: 290, stock: 12, lowAt: 5 }),
      variant("NBK-O", ["Ochre"], { price: 680, cost: 310, grams: 290, stock: 4, lowAt: 5 }),
    ],
    pictures: [
      whole("A notebook bound in teal wax print with marigold flowers and a rust spine", "Teal"),
      whole("The same notebook in plum with pink flowers", "Plum"),
      whole("The same notebook in ochre with cream flowers", "Ochre"),
    ],
  },
  {
    slug: "gift-card",
    title: "Kikapu & Kin gift card",
    description:
      "For when you know the person but not the basket. We send the code by SMS, to you or to them, on the day you choose. It does not run out.",
    seoDescription: "A gift card by SMS, from KES 1,000 to KES 5,000.",
    category: "gifts",
    tags: ["gift card", "digital"],
    digital: true,
    options: [{ name: "Amount", values: ["KES 1,000", "KES 2,500", "KES 5,000"] }],
    variants: [
      variant("GFT-1000", ["KES 1,000"], { price: 1000, cost: 0, grams: 0, stock: 0, lowAt: 0 }),
      variant("GFT-2500", ["KES 2,500"], { price: 2500, cost: 0, grams: 0, stock: 0, lowAt: 0 }),
      variant("GFT-5000", ["KES 5,000"], { price: 5000, cost: 0, grams: 0, stock: 0, lowAt: 0 }),
    ],
    pictures: [
      whole("A green and a rust gift card with a woven edge, half out of a paper envelope"),
    ],
  },
] as const satisfies readonly DemoProduct[];
