import type { Catalog } from "../catalog.ts";

export const discount: Catalog["discount"] = {
  label: "Kóòdù ẹ̀dínwó",
  add: "Fi kóòdù ẹ̀dínwó kún un",
  apply: "Lò ó",
  saved: "Ẹ̀dínwó",
  counted: "{name} dín {amount} kù.",
  later: "{name} máa mú owó gbígbé kúrò tí ẹ bá yan ibi tó ń lọ.",
  unknown: "Ilé ìtajà yìí kò ní kóòdù {code}. Ẹ wo bí ẹ ṣe kọ ọ́.",
  ended: "Kóòdù {code} ti parí.",
  usedUp: "A ti lo kóòdù {code} tó iye tí ó ṣeé lò.",
  usedByYou: "Nọ́ńbà fóònù yìí ti lo kóòdù {code} tẹ́lẹ̀.",
  noMatch: "Kò sí ohun tí kóòdù {code} kàn nínú apẹ̀rẹ̀ yín.",
  minAmount: "Ẹ fi ọjà {amount} kún un kí ẹ lè lo kóòdù {code}.",
  minQuantity: { other: "Ẹ fi ọjà {count} kún un kí ẹ lè lo kóòdù {code}." },
  noDelivery: "Kóòdù {code} wà fún gbígbé ọjà. Kò sí ohun tí a ó gbé níbí.",
  betterWithout: "Owó tí ẹ ó fi pamọ́ pọ̀ jù láìsí kóòdù {code}, nítorí náà a kò lò ó.",
  over: "{name} ti parí. Àpapọ̀ ìsàlẹ̀ yìí kò ní i nínú.",
  inTotal: "A ti yẹ kóòdù yín wò. Ẹ wo àpapọ̀, kí ẹ tó sanwó.",
  payAgain: "Ẹ̀dínwó ọjà yìí ti tán láàárín àkókò náà. Ẹ tún un rà ní iye ìsinsìnyí.",
};
