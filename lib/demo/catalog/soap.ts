import { close, variant, whole } from "./make.ts";
import type { DemoProduct } from "./types.ts";

export const soap = [
  {
    slug: "neem-and-honey-soap-trio",
    title: "Neem and honey soap, trio",
    description:
      "Three bars: neem, honey, and red clay. Cold-made with coconut oil from Kwale and cured for six weeks. They last longer if they dry between showers.",
    seoDescription: "Three cold-made soap bars: neem, honey and red clay. KES 720.",
    category: "soap",
    tags: ["soap", "neem", "honey", "set"],
    options: [],
    variants: [variant("SOAP-3", [], { price: 720, cost: 330, grams: 330, stock: 40, lowAt: 10 })],
    pictures: [
      whole("Three bars of soap in paper bands, one on another: clay red, honey and green"),
      close("Paper bands with a small leaf on marbled soap"),
    ],
  },
  {
    slug: "charcoal-and-mint-bar",
    title: "Charcoal and mint bar",
    description:
      "Black in the dish, white in the lather. Bamboo charcoal for the day, mint for the morning. Also good for hands that fixed a bicycle.",
    seoDescription: "A charcoal and mint soap bar, 110 g, cold-made. KES 280.",
    category: "soap",
    tags: ["soap", "mint"],
    options: [],
    variants: [variant("SOAP-CM", [], { price: 280, cost: 120, grams: 115, stock: 52, lowAt: 12 })],
    pictures: [whole("A dark marbled soap bar with a stamped leaf, on a wooden dish")],
  },
  {
    slug: "shea-butter-tin",
    title: "Shea butter, 200 g",
    description:
      "One ingredient, whipped until it spreads. For elbows, heels and the end of the harmattan. Keep the tin out of the sun or it turns to oil, which also works.",
    seoDescription: "200 g of whipped raw shea butter in a tin. KES 690.",
    category: "soap",
    tags: ["shea", "skin"],
    options: [],
    variants: [variant("SHEA-200", [], { price: 690, cost: 340, grams: 270, stock: 24, lowAt: 6 })],
    pictures: [whole("A round ochre tin with a flower on its lid and a band of diamonds")],
  },
  {
    slug: "baobab-oil-dropper",
    title: "Baobab oil, 50 ml",
    description:
      "Pressed cold from the seeds, nothing added. Four drops for a face, six for a beard. It sinks in while you look for your keys.",
    seoDescription: "Cold-pressed baobab oil in a dropper bottle, 50 ml. KES 950.",
    category: "soap",
    tags: ["baobab", "skin", "oil"],
    options: [{ name: "Size", values: ["50 ml", "100 ml"] }],
    variants: [
      variant("BAO-50", ["50 ml"], { price: 950, cost: 480, grams: 130, stock: 18, lowAt: 5 }),
      variant("BAO-100", ["100 ml"], { price: 1600, cost: 850, grams: 220, stock: 7, lowAt: 4 }),
    ],
    pictures: [whole("An amber dropper bottle with a gold drop on its label")],
  },
  {
    slug: "lemongrass-hand-wash",
    title: "Lemongrass hand wash, 300 ml",
    description:
      "Lemongrass from Meru, coconut soap, no colour added. Smells like a garden that has just been cut. Bring the bottle back and we fill it for less.",
    seoDescription: "Lemongrass hand wash in a glass pump bottle, 300 ml. KES 780.",
    category: "soap",
    tags: ["soap", "lemongrass", "refill"],
    options: [{ name: "Bottle", values: ["New bottle", "Refill"] }],
    variants: [
      variant("LHW-N", ["New bottle"], { price: 780, cost: 390, grams: 610, stock: 15, lowAt: 5 }),
      variant("LHW-R", ["Refill"], { price: 520, cost: 240, grams: 330, stock: 27, lowAt: 5 }),
    ],
    pictures: [whole("A green glass bottle with a black pump and a leaf on its label")],
  },
  {
    slug: "hibiscus-bath-salts",
    title: "Hibiscus bath salts",
    description:
      "Salt from Lake Magadi, coloured with hibiscus and nothing else. Two handfuls in warm water and twenty minutes with the door closed. 400 g.",
    seoDescription: "Pink bath salts from Lake Magadi with hibiscus, 400 g. KES 850.",
    category: "soap",
    tags: ["bath", "hibiscus", "magadi"],
    options: [],
    variants: [variant("HBS-400", [], { price: 850, cost: 400, grams: 720, stock: 3, lowAt: 4 })],
    pictures: [whole("A jar of pink bath salts with a cork lid and a flower on its label")],
  },
  {
    slug: "sisal-bath-mitt",
    title: "Sisal bath mitt",
    description:
      "Scrubs off the day and a little of yesterday. Knitted sisal, softer when wet. Hang it up by the loop to dry.",
    seoDescription: "A knitted sisal bath mitt with a hanging loop. KES 450.",
    category: "soap",
    tags: ["sisal", "bath"],
    options: [],
    variants: [variant("MITT-1", [], { price: 450, cost: 200, grams: 90, stock: 33, lowAt: 8 })],
    pictures: [whole("A pale knitted mitt with green bands, hung by a loop")],
  },
] as const satisfies readonly DemoProduct[];
