import { variant, whole } from "./catalog/make.ts";
import type { DemoCategory, DemoProduct, DemoShop } from "./catalog/types.ts";

/** The neighbour: another business, some of whose goods have the same addresses as ours. */
export const rivalShop = {
  slug: "zuri",
  name: "Zuri Beadwork",
  tagline: "Beads from Kajiado, strung to order",
  phone: "+254733000204",
  email: "rival@afrify.test",
  address: "Biashara Street, Nairobi",
  hours: "Mon to Fri, 9:00 to 17:00",
  pickupNote: "Ready tomorrow, 12:00",
  orderPrefix: "ZB",
  languages: ["en"],
  zones: [
    {
      name: "Nairobi",
      areas: ["Kilimani, Nairobi", "Westlands, Nairobi"],
      fee: 250,
      promise: "In 2 days",
    },
  ],
} as const satisfies DemoShop;

export const rivalCategories = [{
  slug: "gifts",
  title: "Beadwork",
  description: "",
}] as const satisfies readonly DemoCategory[];

export const rivalProducts = [
  {
    slug: "beaded-collar",
    title: "Bead collar, wide",
    description:
      "A wide collar in blues and white. We string it in a week, to your size if you send it.",
    seoDescription: "A wide blue bead collar, strung to order. KES 2,100.",
    category: "gifts",
    tags: [],
    options: [],
    variants: [variant("ZB-COL", [], { price: 2100, cost: 1000, grams: 270, stock: 5 })],
    pictures: [whole("A flat round collar of beads in blues, teal and white", "Lake")],
  },
  {
    slug: "beaded-bracelets-set-of-5",
    title: "Bead bracelets, five colours",
    description:
      "Five bracelets on spring wire. One size fits all, from a child's wrist to a boxer's.",
    seoDescription: "Five bead bracelets on spring wire. KES 1,000.",
    category: "gifts",
    tags: [],
    options: [],
    variants: [variant("ZB-BR5", [], { price: 1000, cost: 450, grams: 140, stock: 12 })],
    pictures: [whole("Five beaded bracelets in a pile: rust, marigold, indigo, white and teal")],
  },
] as const satisfies readonly DemoProduct[];
