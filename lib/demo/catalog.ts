import { baskets } from "./catalog/baskets.ts";
import { cloth } from "./catalog/cloth.ts";
import { gifts } from "./catalog/gifts.ts";
import { kitchen } from "./catalog/kitchen.ts";
import { light } from "./catalog/light.ts";
import { soap } from "./catalog/soap.ts";
import type { DemoProduct, DemoShop } from "./catalog/types.ts";

export { categories, collections } from "./catalog/collections.ts";
export type * from "./catalog/types.ts";

/** The shop itself, as its owner would introduce it. Fees are whole shillings. */
export const shop = {
  slug: "demo",
  name: "Kikapu & Kin",
  tagline: "Baskets that carry more than shopping",
  phone: "+254700000111",
  email: "merchant@afrify.test",
  address: "Gitanga Rd, Kilimani",
  hours: "Mon to Sat, 8:30 to 18:00",
  pickupNote: "Ready today, 15:00",
  orderPrefix: "KK",
  languages: ["en", "sw", "fr", "ar", "pt", "ha", "yo", "am"],
  zones: [
    {
      name: "Nairobi",
      areas: [
        "Kilimani, Nairobi",
        "South B, Nairobi",
        "Westlands, Nairobi",
        "Lavington, Nairobi",
        "Kileleshwa, Nairobi",
        "Eastleigh, Nairobi",
        "Karen, Nairobi",
        "Kasarani, Nairobi",
        "Embakasi, Nairobi",
        "CBD, Nairobi",
      ],
      fee: 200,
      promise: "Tomorrow, 9:00 to 13:00",
    },
    {
      name: "Around Nairobi",
      areas: ["Kiambu", "Ruiru", "Thika", "Ngong", "Kitengela", "Athi River"],
      fee: 350,
      promise: "In 2 days",
    },
    {
      name: "Other towns",
      areas: ["Mombasa", "Kisumu", "Nakuru", "Eldoret", "Nyeri", "Machakos", "Kitui", "Malindi"],
      fee: 450,
      promise: "In 2 to 4 days, to the parcel office of your town",
    },
  ],
} as const satisfies DemoShop;

/** Everything on the shelves, category by category. */
export const products: readonly DemoProduct[] = [
  ...baskets,
  ...kitchen,
  ...cloth,
  ...light,
  ...soap,
  ...gifts,
];
