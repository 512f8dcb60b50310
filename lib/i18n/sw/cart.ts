import type { Catalog } from "../catalog.ts";

export const cart: Catalog["cart"] = {
  notSold: "Bidhaa hii haiuzwi tena",
  onlyLeft: {
    one: "Imebaki {count} tu. Jumla inahesabu {count}.",
    other: "Zimebaki {count} tu. Jumla inahesabu {count}.",
  },
  soldOut: "Imeisha. Haimo kwenye jumla.",
  quantityOf: "Idadi ya {title}",
  update: "Badilisha",
  remove: "Ondoa",
  removed: "Imeondolewa kikapuni",
  undo: "Rudisha",
  checkout: "Nenda kulipa",
  total: "Jumla",
  items: "Bidhaa",
  deliveryLater: "Gharama ya kuletewa huongezwa wakati wa kulipa.",
  empty: "Kikapu chako hakina kitu",
  emptyMore: "Unachoweka hukungoja hapa, hata mtandao ukikatika.",
  howMany: "Chagua idadi, kutoka 1 hadi 999.",
  full: "Kikapu chako kimejaa. Nunua vilivyomo kwanza.",
};
