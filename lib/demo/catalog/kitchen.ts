import { close, variant, whole } from "./make.ts";
import type { DemoProduct } from "./types.ts";

export const kitchen = [
  {
    slug: "enamel-mug-lake-rim",
    title: "Enamel mug, lake rim",
    description:
      "Drop it, it rings and goes on. Two coats of enamel on steel, a rim as blue as Naivasha in the morning. Put it on the jiko, in the oven or in the dishwasher, but not in the microwave.",
    seoDescription: "A speckled enamel mug with a blue rim, 350 or 500 ml. From KES 650.",
    category: "kitchen",
    tags: ["enamel", "table"],
    options: [{ name: "Size", values: ["350 ml", "500 ml"] }],
    variants: [
      variant("ENM-350", ["350 ml"], { price: 650, cost: 310, grams: 310, stock: 26, lowAt: 6 }),
      variant("ENM-500", ["500 ml"], { price: 820, cost: 400, grams: 390, stock: 17, lowAt: 6 }),
    ],
    pictures: [
      whole("A white speckled enamel mug with a blue rim, filled with coffee"),
      close("The blue rim of the mug and the coffee in it"),
    ],
  },
  {
    slug: "enamel-plates-set-of-4",
    title: "Enamel plates, set of 4",
    description:
      "Four plates, four rims, so everyone knows whose is whose. 24 cm, deep enough for stew. They stack flat and do not mind being packed for a picnic.",
    seoDescription: "Four deep enamel plates with coloured rims, 24 cm. KES 2,200.",
    category: "kitchen",
    tags: ["enamel", "table", "set"],
    options: [],
    variants: [variant("ENP-4", [], { price: 2200, cost: 1150, grams: 1480, stock: 12 })],
    pictures: [whole("A pile of four white plates with green, blue, rust and marigold rims")],
  },
  {
    slug: "enamel-kettle-forest",
    title: "Enamel kettle, forest",
    description:
      "Two litres of tea for the whole table. The handle is wood, so you can lift it without a cloth. For gas, charcoal and electric plates.",
    seoDescription: "A two-litre enamel kettle in forest green with a wooden grip. KES 2,350.",
    category: "kitchen",
    tags: ["enamel", "tea"],
    options: [],
    variants: [variant("ENK-2", [], { price: 2350, cost: 1250, grams: 1120, stock: 7 })],
    pictures: [whole("A dark green enamel kettle with a wooden handle and knob")],
  },
  {
    slug: "nyeri-dark-roast",
    title: "Nyeri dark roast, 250 g",
    description:
      "Grown at 1,700 metres, roasted on Tuesday, sent on Wednesday. Dark chocolate first, blackcurrant after. Tell us how you brew and we grind it for that.",
    seoDescription: "Fresh dark roast coffee from Nyeri, 250 g, whole or ground. KES 890.",
    category: "kitchen",
    tags: ["coffee", "nyeri", "food"],
    options: [{ name: "Grind", values: ["Whole beans", "Filter", "Espresso"] }],
    variants: [
      variant("NDR-W", ["Whole beans"], {
        price: 890,
        cost: 470,
        grams: 270,
        stock: 34,
        lowAt: 10,
      }),
      variant("NDR-F", ["Filter"], { price: 890, cost: 475, grams: 270, stock: 21, lowAt: 10 }),
      variant("NDR-E", ["Espresso"], { price: 890, cost: 475, grams: 270, stock: 8, lowAt: 10 }),
    ],
    pictures: [whole("A black coffee bag with a paper label and a rust coffee bean on it")],
  },
  {
    slug: "kericho-gold-tea",
    title: "Kericho gold tips, tin",
    description:
      "Only the youngest leaves and their golden tips, picked before nine. Bright with milk, honeyed without. The tin holds 100 g and keeps anything dry when the tea is gone.",
    seoDescription: "100 g of golden-tipped Kericho black tea in a green tin. KES 620.",
    category: "kitchen",
    tags: ["tea", "kericho", "food"],
    options: [],
    variants: [variant("KGT-100", [], { price: 620, cost: 330, grams: 210, stock: 28, lowAt: 8 })],
    pictures: [whole("A green tea tin with a cream label and gold lines")],
  },
  {
    slug: "acacia-honey",
    title: "Acacia honey, 500 g",
    description:
      "From hives that hang in the acacias of Baringo. Raw, strained once, never heated. If it sets, stand the jar in warm water and wait.",
    seoDescription: "Raw acacia honey from Baringo, 500 g jar. KES 750.",
    category: "kitchen",
    tags: ["honey", "baringo", "food"],
    options: [],
    variants: [variant("HON-500", [], { price: 750, cost: 420, grams: 780, stock: 19, lowAt: 6 })],
    pictures: [
      whole("A jar of golden honey with a checked cloth tied over the lid"),
      close("The honey label with a small bee"),
    ],
  },
  {
    slug: "pili-pili-oil",
    title: "Pili pili oil, 250 ml",
    description:
      "Bird's eye chilli, garlic and sun, in cold-pressed oil. Start with three drops. It wakes up beans, eggs, pizza and people.",
    seoDescription: "Hot chilli oil from bird's eye chillies, 250 ml. KES 480.",
    category: "kitchen",
    tags: ["chilli", "food"],
    options: [],
    variants: [variant("PPO-250", [], { price: 480, cost: 230, grams: 520, stock: 23, lowAt: 6 })],
    pictures: [whole("A bottle of red chilli oil with a black stopper and a sun on the label")],
  },
  {
    slug: "olive-wood-servers",
    title: "Olive-wood servers",
    description:
      "A spoon and a fork from one branch, so the grain matches. Oiled twice and ready for salad. Wash by hand and rub with oil when they look thirsty.",
    seoDescription: "A pair of salad servers carved from one branch of olive wood. KES 980.",
    category: "kitchen",
    tags: ["olive wood", "carved", "table"],
    options: [],
    variants: [variant("OWS-2", [], { price: 980, cost: 500, grams: 160, stock: 16 })],
    pictures: [
      whole("A wooden spoon and a wooden fork lying crossed"),
      close("The carved bowl of the spoon and its grain"),
    ],
  },
  {
    slug: "olive-wood-board",
    title: "Olive-wood board",
    description:
      "Cut from a single plank, 40 by 26 cm, with a groove that keeps the juice. No two have the same grain; yours is the one you get. It hangs by a leather loop.",
    seoDescription: "A single-plank olive-wood board with groove and leather loop. KES 1,650.",
    category: "kitchen",
    tags: ["olive wood", "carved"],
    options: [],
    variants: [variant("OWB-40", [], { price: 1650, cost: 880, grams: 1150, stock: 8 })],
    pictures: [whole("A wooden board with a neck, a groove and a leather loop")],
  },
  {
    slug: "chapati-board-and-pin",
    title: "Chapati board and pin",
    description:
      "A round board that stays where you put it and a pin with some weight. The board is 30 cm, the size of a good chapati and a little more. Flour not included.",
    seoDescription: "A round wooden chapati board with its rolling pin. KES 1,750.",
    category: "kitchen",
    tags: ["wood", "carved", "set"],
    options: [],
    variants: [
      variant("CHB-30", [], { price: 1750, was: 1950, cost: 920, grams: 1600, stock: 10 }),
    ],
    pictures: [whole("A round board with rolled dough and a rolling pin across it")],
  },
  {
    slug: "soapstone-bowl-blush",
    title: "Soapstone bowl, blush",
    description:
      "Turned in Tabaka from the pink vein of the quarry. Cool to the touch, heavy for its size, smooth inside. For fruit, keys, or nothing at all.",
    seoDescription: "A pink soapstone bowl from Tabaka, Kisii, with a carved band. KES 1,250.",
    category: "kitchen",
    tags: ["soapstone", "kisii", "carved"],
    options: [],
    variants: [variant("SSB-B", [], { price: 1250, cost: 640, grams: 1400, stock: 9 })],
    pictures: [
      whole("A pink soapstone bowl with a band of small carved diamonds"),
      close("Carved diamonds and the veins of the stone"),
    ],
  },
  {
    slug: "soapstone-salt-cellar",
    title: "Soapstone salt cellar",
    description:
      "Stone keeps salt dry through the long rains. Three fingers fit through the top. The knob is olive wood.",
    seoDescription: "A grey soapstone salt cellar with lid and olive-wood knob. KES 850.",
    category: "kitchen",
    tags: ["soapstone", "kisii", "carved"],
    options: [],
    variants: [variant("SSC-1", [], { price: 850, cost: 430, grams: 760, stock: 11 })],
    pictures: [whole("A round grey stone jar with carved triangles, a lid and a wooden knob")],
  },
  {
    slug: "lamu-cooking-pot",
    title: "Lamu cooking pot",
    description:
      "A chungu for coconut rice and slow beans. Soak it once, then cook on gas or charcoal, low and long. It turns darker with every meal, as it should.",
    seoDescription: "A hand-built clay cooking pot from Lamu, three litres. KES 1,400.",
    category: "kitchen",
    tags: ["clay", "lamu"],
    options: [],
    variants: [variant("LCP-3", [], { price: 1400, cost: 700, grams: 2600, stock: 6 })],
    pictures: [
      whole("A round clay cooking pot with a wide lip and a combed band, dark at the foot"),
    ],
  },
  {
    slug: "kitengela-tumblers-pair",
    title: "Kitengela tumblers, pair",
    description:
      "Blown from old windows and bottles, with the bubbles left in. No two are quite the same height. 300 ml each, fine in the dishwasher on a cool day.",
    seoDescription: "Two tumblers of recycled Kitengela glass in lake, amber or moss. KES 1,700.",
    category: "kitchen",
    tags: ["glass", "recycled", "table", "set"],
    options: [{ name: "Colour", values: ["Lake", "Amber", "Moss"] }],
    variants: [
      variant("KTG-L", ["Lake"], { price: 1700, cost: 880, grams: 720, stock: 9 }),
      variant("KTG-A", ["Amber"], { price: 1700, cost: 880, grams: 720, stock: 4 }),
      variant("KTG-M", ["Moss"], { price: 1700, cost: 880, grams: 720, stock: 7 }),
    ],
    pictures: [
      whole("Two blue glass tumblers with small bubbles", "Lake"),
      whole("The same tumblers in amber", "Amber"),
      whole("The same tumblers in moss green", "Moss"),
    ],
  },
  {
    slug: "coconut-bowls-pair",
    title: "Coconut bowls, pair",
    description:
      "Two halves of one shell from Kilifi, sanded and polished with its own oil. For nuts, mandazi or a small salad. Rinse and dry, no hot soup.",
    seoDescription: "A pair of polished coconut-shell bowls from Kilifi. KES 950.",
    category: "kitchen",
    tags: ["coconut", "kilifi", "table", "set"],
    options: [],
    variants: [variant("COC-2", [], { price: 950, cost: 460, grams: 330, stock: 15 })],
    pictures: [whole("Two dark polished coconut-shell bowls, pale inside")],
  },
] as const satisfies readonly DemoProduct[];
