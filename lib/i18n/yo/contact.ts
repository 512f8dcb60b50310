import type { Catalog } from "../catalog.ts";

export const contact: Catalog["contact"] = {
  describe: "Bí ẹ ṣe lè kàn sí {store}: {ways}.",
  byMessage: "ẹ kọ̀wé sí wa",
  writeUs: "Ẹ kọ̀wé sí wa",
  sent: "Ó ti ń bọ̀.",
  sentMore: "A máa dáhùn níbi tí ẹ sọ.",
  yourName: "Orúkọ yín",
  reply: "Fóònù tàbí ímeèlì",
  replyHint: "Ibi tí a máa dáhùn sí. Kò ju bẹ́ẹ̀ lọ.",
  message: "Ọ̀rọ̀ yín",
  leaveEmpty: "Ẹ fi èyí sílẹ̀",
  send: "Fi ránṣẹ́",
  call: "Pè wá",
  email: "Ímeèlì",
  visit: "Ẹ wá",
  map: "Fi hàn lórí àwòrán ilẹ̀",
  hours: "Àkókò ìṣí",
};
