import type { Catalog } from "../catalog.ts";

export const cart: Catalog["cart"] = {
  notSold: "ይህ ዕቃ አሁን አይሸጥም",
  onlyLeft: {
    one: "{count} ብቻ ቀርቷል። ድምሩ {count} ይቆጥራል።",
    other: "{count} ብቻ ቀርተዋል። ድምሩ {count} ይቆጥራል።",
  },
  soldOut: "አልቋል። በድምሩ ውስጥ የለም።",
  quantityOf: "የ{title} ብዛት",
  update: "አድስ",
  remove: "አስወግድ",
  removed: "ከጋሪዎ ወጥቷል",
  undo: "መልስ",
  checkout: "ወደ ክፍያ",
  total: "ድምር",
  items: "ዕቃዎች",
  deliveryLater: "የማድረሻ ዋጋ በክፍያ ጊዜ ይጨመራል።",
  empty: "ጋሪዎ ባዶ ነው",
  emptyMore: "የጨመሩት ሁሉ እዚህ ይቆያል፣ ኔትወርክ ባይኖርም።",
  howMany: "ብዛቱን ይምረጡ፣ ከ1 እስከ 999።",
  full: "ጋሪዎ ሞልቷል። መጀመሪያ በውስጡ ያለውን ይግዙ።",
};
