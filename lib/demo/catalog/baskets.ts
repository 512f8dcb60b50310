import { close, variant, whole } from "./make.ts";
import type { DemoProduct } from "./types.ts";

export const baskets = [
  {
    slug: "kitui-sisal-basket",
    title: "Kitui sisal basket, banded",
    description:
      "Two-ply sisal, dyed with bark and leaf, woven over three days. Goat-leather straps, riveted. Holds 12 kg of shopping without losing its shape.",
    seoDescription: "KES 2,450. Woven over three days, leather straps. Nairobi delivery tomorrow.",
    category: "baskets",
    tags: ["sisal", "leather", "handwoven", "kitui"],
    options: [
      { name: "Size", values: ["Small", "Medium", "Large"] },
      { name: "Colour", values: ["Rust", "Indigo", "Forest"] },
    ],
    variants: [
      variant("KSB-SR", ["Small", "Rust"], { price: 1650, cost: 900, grams: 410, stock: 4 }),
      variant("KSB-MR", ["Medium", "Rust"], { price: 2450, cost: 1300, grams: 620, stock: 3 }),
      variant("KSB-LR", ["Large", "Rust"], { price: 3200, cost: 1750, grams: 880, stock: 0 }),
      variant("KSB-SI", ["Small", "Indigo"], { price: 1650, cost: 900, grams: 410, stock: 5 }),
      variant("KSB-MI", ["Medium", "Indigo"], { price: 2450, cost: 1300, grams: 620, stock: 6 }),
      variant("KSB-LI", ["Large", "Indigo"], { price: 3200, cost: 1750, grams: 880, stock: 1 }),
      variant("KSB-SF", ["Small", "Forest"], { price: 1650, cost: 900, grams: 410, stock: 7 }),
      variant("KSB-MF", ["Medium", "Forest"], { price: 2450, cost: 1300, grams: 620, stock: 8 }),
      variant("KSB-LF", ["Large", "Forest"], { price: 3200, cost: 1750, grams: 880, stock: 4 }),
    ],
    pictures: [
      whole(
        "A round sisal basket with two rust bands, a green line and brown leather straps",
        "Rust",
      ),
      whole("The same basket in indigo with a marigold line and dark straps", "Indigo"),
      whole("The same basket in forest green with a coral line", "Forest"),
      close("A riveted leather strap on the rim of the basket, with the weave behind it"),
    ],
  },
  {
    slug: "market-basket-indigo",
    title: "Market basket, indigo",
    description:
      "Tall enough for sukuma, wide enough for a pawpaw. Bleached sisal with an indigo zigzag that goes all the way round. The straps sit on your shoulder, also over a jacket.",
    seoDescription:
      "A tall sisal market basket with an indigo zigzag and shoulder straps. KES 2,850.",
    category: "baskets",
    tags: ["sisal", "leather", "handwoven"],
    options: [],
    variants: [variant("MBI-1", [], { price: 2850, cost: 1550, grams: 690, stock: 9 })],
    pictures: [
      whole("A tall pale basket with indigo bands, an indigo zigzag and dark leather straps"),
      close("The indigo zigzag, stitch by stitch"),
    ],
  },
  {
    slug: "forest-basket-wide",
    title: "Forest basket, wide",
    description:
      "A low, wide basket with mountains all round it. The handles are wrapped sisal, soft in the hand. Use it for fruit, for wool, or for the things by the door.",
    seoDescription: "A wide green sisal basket with wrapped handles, woven in Kitui. KES 2,650.",
    category: "baskets",
    tags: ["sisal", "handwoven", "kitui"],
    options: [],
    variants: [variant("FBW-1", [], { price: 2650, cost: 1400, grams: 740, stock: 6 })],
    pictures: [
      whole("A wide green basket with pale triangles, a coral band and rope handles"),
      close("Pale woven mountains on green, above a coral band"),
    ],
  },
  {
    slug: "winnowing-tray-40",
    title: "Winnowing tray, 40 cm",
    description:
      "Coiled so tight that it holds flour. Each tray takes three days, and the weaver's name is on the tag. Hang it, serve on it, or clean beans in it as your grandmother did. The next ones are ready in two weeks.",
    seoDescription: "A 40 cm coiled sisal tray in rust and green, three days of work. KES 2,200.",
    category: "baskets",
    tags: ["sisal", "handwoven", "wall", "kitui"],
    options: [],
    variants: [variant("WNT-40", [], { price: 2200, cost: 1250, grams: 520, stock: 0 })],
    pictures: [
      whole("A round sisal tray with rust and green rings, hung on a wall"),
      close("The stitched rim of the tray, rust and straw in turn"),
    ],
  },
  {
    slug: "sunrise-kiondo",
    title: "Sunrise kiondo",
    description:
      "The round bag that has gone to market for a hundred years, with straps long enough for your shoulder. It closes itself when you lift it. Fits a laptop of 13 inches, if you must.",
    seoDescription:
      "A round kiondo shoulder bag with long leather straps, in two colourways. KES 1,950.",
    category: "baskets",
    tags: ["sisal", "leather", "handwoven", "bag"],
    options: [{ name: "Colour", values: ["Sunrise", "Dusk"] }],
    variants: [
      variant("KIO-SUN", ["Sunrise"], { price: 1950, cost: 1050, grams: 480, stock: 11 }),
      variant("KIO-DSK", ["Dusk"], { price: 1950, cost: 1050, grams: 480, stock: 2 }),
    ],
    pictures: [
      whole("A round woven bag in rust, coral and marigold with long brown straps", "Sunrise"),
      whole("The same bag in plum, indigo and teal", "Dusk"),
    ],
  },
  {
    slug: "lidded-laundry-basket",
    title: "Lidded laundry basket",
    description:
      "Stands to your knee and hides a week of washing. The lid lifts by a leather loop and lets air through. Wipe it with a damp cloth and dry it in the shade.",
    seoDescription: "A knee-high lidded basket in pale sisal with black zigzags. KES 4,800.",
    category: "baskets",
    tags: ["sisal", "handwoven", "storage"],
    options: [],
    variants: [variant("LLB-1", [], { price: 4800, cost: 2900, grams: 1900, stock: 4, lowAt: 2 })],
    pictures: [whole("A tall pale basket with black zigzags and a domed lid with a leather loop")],
  },
  {
    slug: "bread-basket-round",
    title: "Bread basket, round",
    description:
      "Keeps chapati warm under a cloth and rolls in reach of everyone. 28 cm across, 11 cm deep. Shake the crumbs out, that is all the care it wants.",
    seoDescription: "A round sisal bread basket with coral blocks, 28 cm across. KES 1,150.",
    category: "baskets",
    tags: ["sisal", "handwoven", "table"],
    options: [],
    variants: [variant("BRB-28", [], { price: 1150, was: 1350, cost: 600, grams: 300, stock: 14 })],
    pictures: [whole("A low woven bowl with coral blocks, filled with bread rolls")],
  },
  {
    slug: "plant-basket-dipped",
    title: "Plant basket, dipped",
    description:
      "A plain pot looks finished in this one. The lower half is dyed before weaving, so the colour does not rub off. Put a saucer inside: sisal does not like to stand in water.",
    seoDescription: "A two-tone sisal plant basket in three sizes and three colours. From KES 950.",
    category: "baskets",
    tags: ["sisal", "handwoven", "plants"],
    options: [
      { name: "Size", values: ["Small", "Medium", "Large"] },
      { name: "Colour", values: ["Moss", "Coral", "Natural"] },
    ],
    variants: [
      variant("PLB-SM", ["Small", "Moss"], { price: 950, cost: 480, grams: 220, stock: 12 }),
      variant("PLB-MM", ["Medium", "Moss"], { price: 1350, cost: 700, grams: 340, stock: 9 }),
      variant("PLB-LM", ["Large", "Moss"], { price: 1850, cost: 980, grams: 520, stock: 5 }),
      variant("PLB-SC", ["Small", "Coral"], { price: 950, cost: 480, grams: 220, stock: 8 }),
      variant("PLB-MC", ["Medium", "Coral"], { price: 1350, cost: 700, grams: 340, stock: 6 }),
      variant("PLB-LC", ["Large", "Coral"], { price: 1850, cost: 980, grams: 520, stock: 2 }),
      variant("PLB-SN", ["Small", "Natural"], { price: 950, cost: 480, grams: 220, stock: 15 }),
      variant("PLB-MN", ["Medium", "Natural"], { price: 1350, cost: 700, grams: 340, stock: 10 }),
      variant("PLB-LN", ["Large", "Natural"], { price: 1850, cost: 980, grams: 520, stock: 7 }),
    ],
    pictures: [
      whole("A pale basket with a moss green lower half and a leafy plant in it", "Moss"),
      whole("The same basket with a coral lower half", "Coral"),
      whole("The same basket in two natural tones", "Natural"),
    ],
  },
  {
    slug: "nesting-baskets-set-of-3",
    title: "Nesting baskets, set of 3",
    description:
      "One for toys, one for towels, one for the keys. They go into each other when you do not need them. Teal, marigold and coral, on bleached sisal.",
    seoDescription: "Three sisal baskets that nest: teal, marigold and coral. KES 3,600.",
    category: "baskets",
    tags: ["sisal", "handwoven", "storage", "set"],
    options: [],
    variants: [
      variant("NEST-3", [], { price: 3600, was: 4200, cost: 2100, grams: 1350, stock: 5 }),
    ],
    pictures: [
      whole("Three baskets of different sizes, their upper halves teal, marigold and coral"),
      close("Where the marigold dye ends and the bleached sisal begins"),
    ],
  },
  {
    slug: "lamu-palm-bag",
    title: "Lamu palm bag",
    description:
      "Plaited from doum palm on Lamu, over one and under one. Light enough to forget, strong enough for two towels and a pineapple. It gets softer with each trip to the sea.",
    seoDescription:
      "A plaited palm beach bag from Lamu with a teal band and leather straps. KES 1,850.",
    category: "baskets",
    tags: ["palm", "leather", "bag", "lamu"],
    options: [],
    variants: [variant("LPB-1", [], { price: 1850, cost: 950, grams: 430, stock: 13 })],
    pictures: [
      whole("A plaited palm bag with a teal diamond band and leather straps"),
      close("Broad palm strips crossing on the slant, two rows of them teal"),
    ],
  },
  {
    slug: "wall-trays-set-of-3",
    title: "Wall trays, set of 3",
    description:
      "A star, a sun and a wheel for an empty wall. 42, 34 and 28 cm, each with a loop at the back. They also come down for serving.",
    seoDescription:
      "Three coiled wall trays in indigo, rust and teal, with loops to hang. KES 3,900.",
    category: "baskets",
    tags: ["sisal", "handwoven", "wall", "set"],
    options: [],
    variants: [variant("WALL-3", [], { price: 3900, cost: 2250, grams: 980, stock: 3, lowAt: 2 })],
    pictures: [whole("Three round trays on a wall: an indigo star, a rust sun and a teal wheel")],
  },
] as const satisfies readonly DemoProduct[];
