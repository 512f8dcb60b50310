import { baskets } from "./catalog/baskets.ts";
import { cloth } from "./catalog/cloth.ts";
import { gifts } from "./catalog/gifts.ts";
import { kitchen } from "./catalog/kitchen.ts";
import { light } from "./catalog/light.ts";
import { soap } from "./catalog/soap.ts";
import type { DemoProduct } from "./catalog/types.ts";

export { categories, collections } from "./catalog/collections.ts";
export type * from "./catalog/types.ts";

/** The shop itself, as its owner would introduce it. */
export const shop = {
  slug: "demo",
  name: "Kikapu & Kin",
  title: "Kikapu & Kin: baskets, clay and cloth from Nairobi",
  description: "Woven baskets, clay and cloth. Order with your phone number, pay by M-Pesa.",
  about: "Baskets, clay and cloth from small workshops. Packed in Kilimani, Nairobi.",
  phone: "+254700000111",
  address: "Gitanga Rd, Kilimani",
  hours: "Mon to Sat, 8:30 to 18:00",
  orderPrefix: "KK",
  currency: "KES",
  country: "KE",
  timeZone: "Africa/Nairobi",
} as const;

/** Everything on the shelves, category by category. */
export const products: readonly DemoProduct[] = [
  ...baskets,
  ...kitchen,
  ...cloth,
  ...light,
  ...soap,
  ...gifts,
];
