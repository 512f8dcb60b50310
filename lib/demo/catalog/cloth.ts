import { close, variant, whole } from "./make.ts";
import type { DemoProduct } from "./types.ts";

export const cloth = [
  {
    slug: "kikoi-hand-towels-set-of-3",
    title: "Kikoi hand towels, set of 3",
    description:
      "Thin, thirsty and dry again before lunch. Woven on hand looms and knotted at one end. They fade slowly and get softer each time you wash them.",
    seoDescription: "Three handwoven kikoi hand towels in marigold, teal and cream. KES 1,750.",
    category: "cloth",
    tags: ["cotton", "kikoi", "handwoven", "set"],
    options: [],
    variants: [
      variant("KHT-3", [], { price: 1750, was: 2100, cost: 920, grams: 460, stock: 18, lowAt: 5 }),
    ],
    pictures: [
      whole("Three folded kikoi towels in a pile: marigold, teal and cream, with fringes"),
      close("Stripes and fringe of the folded towels"),
    ],
  },
  {
    slug: "mudline-cushion-cover",
    title: "Mudline cushion cover",
    description:
      "Lines drawn with fermented mud on heavy cotton, then washed and drawn again. 50 by 50 cm, with a zip at the foot. The cover comes without its pillow, so it travels light.",
    seoDescription: "A hand-drawn cream and black cushion cover, 50 by 50 cm. KES 1,450.",
    category: "cloth",
    tags: ["cotton", "cushion", "handprinted"],
    options: [],
    variants: [variant("MCC-50", [], { price: 1450, cost: 730, grams: 310, stock: 12 })],
    pictures: [
      whole("A cream cushion with black zigzags, dashes and small diamonds"),
      close("Black hand-drawn lines on cream cotton"),
    ],
  },
  {
    slug: "sunbird-cushion-cover",
    title: "Sunbird cushion cover",
    description:
      "Marigold, rust and teal, as on the bird that steals nectar from your aloes. Printed by hand with cut blocks. 50 by 50 cm, with a zip at the foot.",
    seoDescription:
      "A block-printed cushion cover in marigold, rust and teal, 50 by 50 cm. KES 1,450.",
    category: "cloth",
    tags: ["cotton", "cushion", "handprinted"],
    options: [],
    variants: [variant("SCC-50", [], { price: 1450, cost: 730, grams: 310, stock: 7 })],
    pictures: [whole("A marigold cushion with a rust band of diamonds and rows of triangles")],
  },
  {
    slug: "kikoi-beach-wrap",
    title: "Kikoi beach wrap",
    description:
      "A wrap, a towel, a curtain for the matatu window. 100 by 170 cm of striped cotton with a knotted hem. Wash it cold the first time.",
    seoDescription: "A handwoven kikoi wrap in coral, teal or marigold, 100 by 170 cm. KES 1,650.",
    category: "cloth",
    tags: ["cotton", "kikoi", "handwoven"],
    options: [{ name: "Colour", values: ["Coral", "Teal", "Marigold"] }],
    variants: [
      variant("KBW-C", ["Coral"], { price: 1650, cost: 850, grams: 350, stock: 14 }),
      variant("KBW-T", ["Teal"], { price: 1650, cost: 850, grams: 350, stock: 10 }),
      variant("KBW-M", ["Marigold"], { price: 1650, cost: 850, grams: 350, stock: 3 }),
    ],
    pictures: [
      whole("A coral kikoi cloth with marigold bands, hung over a wooden rail", "Coral"),
      whole("The same cloth in teal with yellow bands", "Teal"),
      whole("The same cloth in marigold with rust bands", "Marigold"),
    ],
  },
  {
    slug: "shuka-blanket",
    title: "Shuka blanket",
    description:
      "The blanket of the highlands, thick enough for Limuru in July. 150 by 200 cm, fringed at both ends. For your knees, your sofa or the back of the car.",
    seoDescription: "A thick checked shuka blanket in red or blue, 150 by 200 cm. KES 2,400.",
    category: "cloth",
    tags: ["wool", "blanket"],
    options: [{ name: "Colour", values: ["Red", "Blue"] }],
    variants: [
      variant("SHU-R", ["Red"], { price: 2400, cost: 1250, grams: 980, stock: 16 }),
      variant("SHU-B", ["Blue"], { price: 2400, cost: 1250, grams: 980, stock: 11 }),
    ],
    pictures: [
      whole("A folded red shuka blanket with black and blue checks", "Red"),
      whole("The same blanket in blue with dark and red checks", "Blue"),
    ],
  },
  {
    slug: "leso-napkins-set-of-4",
    title: "Leso napkins, set of 4",
    description:
      "Four colours of soft cotton, hemmed by hand, tied with sisal. Big enough for a lap and a mango. They look better unironed, we promise.",
    seoDescription: "Four checked cotton napkins tied with sisal cord. KES 1,200.",
    category: "cloth",
    tags: ["cotton", "table", "set"],
    options: [],
    variants: [variant("LSN-4", [], { price: 1200, cost: 580, grams: 280, stock: 20, lowAt: 5 })],
    pictures: [whole("Four folded checked napkins tied into a parcel with cord")],
  },
  {
    slug: "cotton-table-runner-ochre",
    title: "Cotton table runner, ochre",
    description:
      "Two metres of ochre down the middle of the table. Handwoven, 40 cm wide, striped in black and cream. Turmeric stains disappear in it.",
    seoDescription: "A handwoven ochre table runner, 40 by 200 cm. KES 1,550.",
    category: "cloth",
    tags: ["cotton", "handwoven", "table"],
    options: [],
    variants: [variant("RUN-O", [], { price: 1550, cost: 800, grams: 420, stock: 6 })],
    pictures: [whole("A rolled ochre cloth with black and cream stripes, tied with cord")],
  },
  {
    slug: "kitenge-apron-leaf",
    title: "Kitenge apron, leaf",
    description:
      "Wax print on the outside, plain cotton behind, one deep pocket. The straps cross and tie in front, so it fits most cooks. Sewn in Gikomba by Mama Atieno's four machines.",
    seoDescription: "A wax-print kitchen apron with a deep pocket, sewn in Nairobi. KES 1,350.",
    category: "cloth",
    tags: ["cotton", "kitenge", "kitchen"],
    options: [],
    variants: [variant("APR-L", [], { price: 1350, cost: 680, grams: 290, stock: 9 })],
    pictures: [whole("A green wax-print apron with marigold flowers, hung on a wooden peg")],
  },
  {
    slug: "swallow-tote",
    title: "Swallow tote",
    description:
      "Heavy canvas, two swallows, straps that reach your shoulder. Holds a week of vegetables or a day of books. Wash it inside out and the birds stay.",
    seoDescription: "A heavy canvas tote with two printed swallows. KES 850.",
    category: "cloth",
    tags: ["cotton", "bag", "handprinted"],
    options: [],
    variants: [variant("TOT-S", [], { price: 850, cost: 390, grams: 240, stock: 31, lowAt: 8 })],
    pictures: [
      whole("A pale canvas bag with blue straps and two printed swallows"),
      close("A blue swallow printed on canvas"),
    ],
  },
  {
    slug: "sisal-rug-diamond",
    title: "Sisal rug, diamond",
    description:
      "Flat-woven, tight, and not afraid of shoes. Three rows of diamonds on bleached sisal. Turn it twice a year and it wears evenly.",
    seoDescription: "A flat-woven sisal rug with rows of diamonds, in three sizes. From KES 4,500.",
    category: "cloth",
    tags: ["sisal", "handwoven", "floor"],
    options: [{ name: "Size", values: ["60 x 90 cm", "90 x 150 cm", "120 x 180 cm"] }],
    variants: [
      variant("RUG-60", ["60 x 90 cm"], {
        price: 4500,
        cost: 2500,
        grams: 1400,
        stock: 5,
        lowAt: 2,
      }),
      variant("RUG-90", ["90 x 150 cm"], {
        price: 8900,
        cost: 5100,
        grams: 3500,
        stock: 3,
        lowAt: 2,
      }),
      variant("RUG-120", ["120 x 180 cm"], {
        price: 13500,
        cost: 7900,
        grams: 5600,
        stock: 1,
        lowAt: 1,
      }),
    ],
    pictures: [whole("A pale woven rug with rows of rust and black diamonds and fringed ends")],
  },
] as const satisfies readonly DemoProduct[];
