import type { Catalog } from "../catalog.ts";

export const files: Catalog["files"] = {
  mine: { other: "Fáìlì yín" },
  begun: "Ìgbàsílẹ̀ yín bẹ̀rẹ̀ fúnra rẹ̀.",
  begunMore: "Bí kò bá bẹ̀rẹ̀, tàbí bó bá já, ẹ tẹ Tún gbà á sílẹ̀. Ọ̀fẹ́ ni títí di {time}.",
  again: "Tún gbà á sílẹ̀",
  freeUntil: "Ọ̀fẹ́ títí di {time}.",
  askMore: "Béèrè sí i lọ́wọ́ ìsọ̀",
  askText: "Ọ́dà {label}: ẹ jọ̀wọ́, mo fẹ́ tún gbà á sílẹ̀",
  take: "Gbà á sílẹ̀, {size}",
  ended: "Ìgbàsílẹ̀ ti parí {time}.",
  always: "Ẹ gbà á sílẹ̀ iye ìgbà tó wù yín.",
  alwaysUntil: "Ẹ gbà á sílẹ̀ iye ìgbà tó wù yín, títí di {time}.",
  last: "Èyí ni ìgbàsílẹ̀ tó kẹ́yìn.",
  left: { other: "Ó ku ìgbàsílẹ̀ {count} nínú {limit}." },
  leftUntil: { other: "Ó ku ìgbàsílẹ̀ {count} nínú {limit}, títí di {time}." },
  usedUp: { other: "Kò sí ìgbàsílẹ̀ mọ́: ẹ ti gbà á ní ìgbà {count}." },
  notPaid: "Ẹ lè gba fáìlì sílẹ̀ lẹ́yìn tí ẹ bá san owó ọ́dà.",
  gone: "Ìsọ̀ náà kò pèsè fáìlì yẹn mọ́. Àwọn yòókù wà nísàlẹ̀.",
  over: "Ọjọ́ ìgbàsílẹ̀ ti kọjá. Ẹ béèrè sí i lọ́wọ́ ìsọ̀.",
  noneLeft: "Kò sí ìgbàsílẹ̀ mọ́ fún fáìlì yẹn. Ẹ béèrè sí i lọ́wọ́ ìsọ̀.",
  linkOver: "Ìjápọ̀ yẹn ti parí. Ẹ tún gba fáìlì náà sílẹ̀ nísàlẹ̀.",
};
