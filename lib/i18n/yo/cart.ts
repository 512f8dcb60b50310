import type { Catalog } from "../catalog.ts";

export const cart: Catalog["cart"] = {
  notSold: "A kò ta èyí mọ́",
  onlyLeft: { other: "Ó ku {count} péré. {count} ni àpapọ̀ kà." },
  soldOut: "Ó ti tán. Kò sí nínú àpapọ̀.",
  quantityOf: "Iye {title}",
  update: "Ṣàtúnṣe",
  remove: "Yọ ọ́ kúrò",
  removed: "A ti yọ ọ́ kúrò nínú apẹ̀rẹ̀ yín",
  undo: "Dá a padà",
  checkout: "Lọ sanwó",
  total: "Àpapọ̀",
  items: "Ọjà",
  deliveryLater: "A máa fi owó gbígbé wá kún un níbi ìsanwó.",
  empty: "Apẹ̀rẹ̀ yín ṣófo",
  emptyMore: "Ohun tí ẹ bá fi sínú rẹ̀ máa dúró síbí, bí nẹ́tíwọ́ọ̀kì ò bá tiẹ̀ sí.",
  howMany: "Ẹ yan iye, láti 1 dé 999.",
  full: "Apẹ̀rẹ̀ yín ti kún. Ẹ kọ́kọ́ ra ohun tó wà nínú rẹ̀.",
};
