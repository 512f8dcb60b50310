import type { Catalog } from "../catalog.ts";

export const discount: Catalog["discount"] = {
  label: "Lambar rangwame",
  add: "Saka lambar rangwame",
  apply: "Yi amfani",
  saved: "Rangwame",
  counted: "{name} ya rage {amount}.",
  later: "{name} zai cire kuɗin kai kaya idan kun zaɓi wuri.",
  unknown: "Wannan shago ba shi da lamba {code}. Ku duba yadda aka rubuta ta.",
  ended: "Lambar {code} ta ƙare.",
  usedUp: "An yi amfani da lambar {code} iya yadda aka yarda.",
  usedByYou: "Wannan lambar waya ta riga ta yi amfani da {code}.",
  noMatch: "Babu abin da ke kwandonku da lambar {code} ta shafa.",
  minAmount: "Ku ƙara kaya na {amount} don amfani da lambar {code}.",
  minQuantity: {
    one: "Ku ƙara kaya {count} don amfani da lambar {code}.",
    other: "Ku ƙara kaya {count} don amfani da lambar {code}.",
  },
  noDelivery: "Lambar {code} ta kai kaya ce. Babu abin da za a kai a nan.",
  betterWithout:
    "Kuna samun sauƙi fiye ba tare da lambar {code} ba, don haka ba a yi amfani da ita ba.",
  over: "{name} ya ƙare. Jimlar da ke ƙasa babu shi.",
  inTotal: "An duba lambarku. Ku duba jimla, sannan ku biya.",
  payAgain: "Rangwamen wannan oda ya ƙare a halin yanzu. Ku sake yin oda da farashin yanzu.",
};
