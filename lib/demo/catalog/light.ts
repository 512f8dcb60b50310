import { close, variant, whole } from "./make.ts";
import type { DemoProduct } from "./types.ts";

export const light = [
  {
    slug: "fig-leaf-candle",
    title: "Fig leaf candle",
    description:
      "Soy wax poured in Kilimani, green as the leaf after rain. Burns for 40 hours in a glazed cup that you keep. Trim the wick and it does not smoke.",
    seoDescription: "A fig leaf soy candle in a glazed cup, 40 hours. KES 1,100.",
    category: "light",
    tags: ["candle", "scent"],
    options: [],
    variants: [variant("FLC-40", [], { price: 1100, cost: 520, grams: 480, stock: 17, lowAt: 5 })],
    pictures: [
      whole("A lit candle in a green cup with a leaf on its label"),
      close("The flame of the candle over pale wax"),
    ],
  },
  {
    slug: "beeswax-tapers-pair",
    title: "Beeswax tapers, pair",
    description:
      "Dipped thirty times, two on one wick, as candles have always been made. They smell of honey before you light them. Six hours each.",
    seoDescription: "Two hand-dipped beeswax candles on one wick, six hours each. KES 650.",
    category: "light",
    tags: ["candle", "beeswax"],
    options: [],
    variants: [variant("BWT-2", [], { price: 650, cost: 300, grams: 190, stock: 22, lowAt: 6 })],
    pictures: [whole("Two golden beeswax candles hung over a peg by their shared wick")],
  },
  {
    slug: "storm-lantern",
    title: "Storm lantern",
    description:
      "For the evening the power goes, and for the ones it does not. Takes paraffin or a small rechargeable bulb. The glass lifts with one thumb.",
    seoDescription: "A classic storm lantern in forest, rust or indigo. KES 1,950.",
    category: "light",
    tags: ["lantern", "metal"],
    options: [{ name: "Colour", values: ["Forest", "Rust", "Indigo"] }],
    variants: [
      variant("LAN-F", ["Forest"], { price: 1950, cost: 1050, grams: 870, stock: 8 }),
      variant("LAN-R", ["Rust"], { price: 1950, cost: 1050, grams: 870, stock: 5 }),
      variant("LAN-I", ["Indigo"], { price: 1950, cost: 1050, grams: 870, stock: 0 }),
    ],
    pictures: [
      whole("A green storm lantern with a lit flame behind glass", "Forest"),
      whole("The same lantern in rust", "Rust"),
      whole("The same lantern in indigo", "Indigo"),
    ],
  },
  {
    slug: "woven-pendant-shade",
    title: "Woven pendant shade",
    description:
      "Hang it low over the table and eat in its circle. Coiled sisal on a steel ring, with two metres of cord. For LED bulbs up to 12 watts.",
    seoDescription: "A coiled sisal pendant shade with cord, in two widths. From KES 3,800.",
    category: "light",
    tags: ["sisal", "handwoven", "lamp"],
    options: [{ name: "Width", values: ["40 cm", "55 cm"] }],
    variants: [
      variant("PEN-40", ["40 cm"], { price: 3800, cost: 2050, grams: 900, stock: 6, lowAt: 2 }),
      variant("PEN-55", ["55 cm"], { price: 5200, cost: 2900, grams: 1450, stock: 3, lowAt: 2 }),
    ],
    pictures: [
      whole("A woven straw lampshade with black peaks, lit from inside"),
      close("Black and straw stitches along the lit rim"),
    ],
  },
  {
    slug: "pierced-tealight-dome",
    title: "Pierced tealight dome",
    description:
      "Put a tealight under it and the wall fills with drops of light. Hand-built in red clay, each hole cut while it is wet. Two tealights come with it.",
    seoDescription: "A pierced clay dome for tealights, with two candles. KES 780.",
    category: "light",
    tags: ["clay", "candle"],
    options: [],
    variants: [variant("TLD-1", [], { price: 780, cost: 360, grams: 640, stock: 13 })],
    pictures: [whole("A clay dome with glowing pierced drops, warm light around it")],
  },
  {
    slug: "gourd-table-lamp",
    title: "Gourd table lamp",
    description:
      "A calabash, dried for a season and drilled with 600 holes. The base is mvule wood, the cord is cloth. Every gourd grew its own way, so every lamp did.",
    seoDescription: "A drilled calabash table lamp on a wooden base. KES 4,200.",
    category: "light",
    tags: ["gourd", "lamp", "wood"],
    options: [],
    variants: [
      variant("GTL-1", [], { price: 4200, was: 4600, cost: 2400, grams: 1250, stock: 2, lowAt: 2 }),
    ],
    pictures: [
      whole("A glowing gourd lamp with rows of drilled dots on a dark wooden base"),
      close("Rows of lit holes in the wall of the gourd"),
    ],
  },
] as const satisfies readonly DemoProduct[];
