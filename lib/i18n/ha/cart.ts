import type { Catalog } from "../catalog.ts";

export const cart: Catalog["cart"] = {
  notSold: "Ba a sayar da wannan yanzu",
  onlyLeft: {
    one: "Saura {count} kawai. Jimlar ta ƙidaya {count}.",
    other: "Saura {count} kawai. Jimlar ta ƙidaya {count}.",
  },
  soldOut: "Ya ƙare. Ba ya cikin jimlar.",
  quantityOf: "Adadin {title}",
  update: "Sabunta",
  remove: "Cire",
  removed: "An cire daga kwandonku",
  undo: "Mayar",
  checkout: "Je biya",
  total: "Jimla",
  items: "Kaya",
  deliveryLater: "Ana ƙara kuɗin kai kaya wajen biya.",
  empty: "Kwandonku babu komai",
  emptyMore: "Abin da kuka saka yana jira a nan, ko da babu hanyar sadarwa.",
  howMany: "Ku zaɓi adadi, daga 1 zuwa 999.",
  full: "Kwandonku ya cika. Ku sayi abin da ke ciki tukuna.",
};
