import type { Catalog } from "../catalog.ts";

// Tone marks and ẹ, ọ, ṣ are not GSM-7: SMS lose them on the way out, and people read them so.
export const message: Catalog["message"] = {
  hello: "Ẹ n lẹ́",
  greetName: "{greeting}, {name}.",
  greet: "{greeting}.",
  smsReceivedPay:
    "{store}: {greeting} A ti gba ọ́dà yín {order}, {total}. Ẹ sanwó tàbí wò ó: {link}",
  smsReceived: "{store}: {greeting} A ti gba ọ́dà yín {order}, {total}. Ẹ wò ó: {link}",
  smsReceivedPayShort: "{store}: ọ́dà {order}, {total}. Ẹ sanwó tàbí wò ó: {link}",
  smsReceivedShort: "{store}: ọ́dà {order}, {total}. Ẹ wò ó: {link}",
  smsPaid: "{store}: {greeting} Ẹ ti san {total} fún ọ́dà {order}. Ẹ wò ó: {link}",
  smsPaidShort: "{store}: ẹ ti san {total}, ọ́dà {order}. Ẹ wò ó: {link}",
  smsPaidShortest: "Ẹ ti san {order}, {total}: {link}",
  receivedSubject: "Ọ́dà yín {order} ní {store}",
  received: "A ti gba ọ́dà yín",
  heldUntil: "A tọ́jú àwọn wọ̀nyí fún yín títí di {time}.",
  promptSent: "A ti fi ìbéèrè {amount} ránṣẹ́ sí {phone}. Ẹ tẹ PIN {gateway} yín láti sanwó.",
  payOrFollow: "Ẹ sanwó tàbí wo ọ́dà yín",
  follow: "Ẹ wo ọ́dà yín",
  paidSubject: "Ẹ ti sanwó: ọ́dà yín {order} ní {store}",
  paid: "Ẹ ti san gbogbo rẹ̀",
  haveTotal: "A ti gba {total} yín.",
  receipt: "Rìsíìtì {gateway}",
  items: "Ọjà",
  delivery: "Gbígbé wá",
  total: "Àpapọ̀",
  totalWithTax: "Àpapọ̀ pẹ̀lú VAT {tax}",
  pickUpAt: "Ẹ wá gbà á ní",
  deliveryTo: "A máa gbé e lọ sí",
  when: "Ìgbà wo",
  keep: "Ẹ tọ́jú àtẹ̀jíṣẹ́ yìí: ìjápọ̀ rẹ̀ ń ṣí ọ́dà yín láìsí ọ̀rọ̀ aṣínà.",
  questions: "Ṣé ẹ ní ìbéèrè? Ẹ pe {phone}.",
  smsPaidFiles: "{store}: {greeting} Ẹ ti san {total} fún ọ́dà {order}. Fáìlì yín: {link}",
  smsPaidFilesShort: "{store}: ẹ ti san {total}, ọ́dà {order}. Fáìlì yín: {link}",
  filesWait: "Fáìlì yín wà lórí ojú ìwé ọ́dà yín.",
  getFiles: "Gba fáìlì yín sílẹ̀",
  payOnPage:
    "Ẹ san {amount} lórí ojú ìwé {gateway}. Bí ẹ bá ti kúrò níbẹ̀, ọ́dà yín máa dá yín padà síbẹ̀.",
  smsCode:
    "{code} ni kóòdù yín fún {store}. Ó ń ṣiṣẹ́ fún ìṣẹ́jú 10. Ẹ má sọ ọ́ fún ẹnikẹ́ni, títí kan ìsọ̀ náà.",
  smsCodeShort:
    "{code} ni kóòdù yín. Ó ń ṣiṣẹ́ fún ìṣẹ́jú 10. Ẹ má sọ ọ́ fún ẹnikẹ́ni, títí kan ìsọ̀ náà.",
  smsRefunded: "{store}: a ti dá {amount} padà, ọ́dà {order}. Ẹ wò ó: {link}",
  smsRefundedShortest: "{order}: a ti dá {amount} padà: {link}",
  refundedSubject: "Owó padà: ọ́dà yín {order} ní {store}",
  refunded: "Owó yín ti padà",
  refundedBy: "A ti dá {amount} padà sí {phone} nípasẹ̀ {gateway}.",
  refundedThrough:
    "A ti dá {amount} padà ní ọ̀nà tí ẹ gbà sanwó, nípasẹ̀ {gateway}. Báńkì lè gba ọjọ́ díẹ̀ kó tó fi hàn.",
  refundedByHand: "A ti dá {amount} padà fún yín: {reference}",
  refundReason: "Ìdí",
};
