import type { Catalog } from "../catalog.ts";

export const offline: Catalog["offline"] = {
  title: "Kò sí nẹ́tíwọ́ọ̀kì báyìí",
  more: "Àwọn ojú ìwé tí o ti rí ṣì ń ṣí, a sì ti pa apẹ̀rẹ̀ rẹ mọ́ sórí fóònù yìí.",
  again: "Gbìyànjú lẹ́ẹ̀kan sí i",
  seen: "O ti rí ìwọ̀nyí tẹ́lẹ̀",
  waitsTitle: "A ó fi ránṣẹ́ ní kété tí nẹ́tíwọ́ọ̀kì bá padà",
  waitsMore:
    "Kò sí nẹ́tíwọ́ọ̀kì báyìí. Ohun tí o kọ wà lórí fóònù yìí, yóò sì lọ lẹ́ẹ̀kan ṣoṣo fúnra rẹ̀. Lẹ́yìn náà o lè sanwó.",
  takeBack: "Gbà á padà",
  copy: "Kò sí nẹ́tíwọ́ọ̀kì báyìí. Èyí ni ojú ìwé bí o ṣe rí i kẹ́yìn.",
  waits: "Ohun tí o kọ ń dúró de nẹ́tíwọ́ọ̀kì.",
  see: "Wò ó",
  install: "Fi {store} sí ojú fóònù rẹ, kódà láìsí nẹ́tíwọ́ọ̀kì.",
  installYes: "Fi kún un",
  installNo: "Kì í ṣe báyìí",
};
