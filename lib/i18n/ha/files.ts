import type { Catalog } from "../catalog.ts";

export const files: Catalog["files"] = {
  mine: { one: "Fayil ɗinku", other: "Fayilolinku" },
  begun: "Saukewa zai fara da kansa.",
  begunMore: "Idan bai fara ba, ko ya katse, ku taɓa Sake saukewa. Kyauta ne har zuwa {time}.",
  again: "Sake saukewa",
  freeUntil: "Kyauta har zuwa {time}.",
  askMore: "Tambayi shago ƙari",
  askText: "Oda {label}: ina neman ƙarin saukewa",
  take: "Sauke, {size}",
  ended: "Saukewa ya ƙare {time}.",
  always: "Ku sauke duk yadda kuke so.",
  alwaysUntil: "Ku sauke duk yadda kuke so, har zuwa {time}.",
  last: "Wannan shi ne saukewa na ƙarshe.",
  left: {
    one: "Saura saukewa {count} cikin {limit}.",
    other: "Saura saukewa {count} cikin {limit}.",
  },
  leftUntil: {
    one: "Saura saukewa {count} cikin {limit}, har zuwa {time}.",
    other: "Saura saukewa {count} cikin {limit}, har zuwa {time}.",
  },
  usedUp: {
    one: "Babu sauran saukewa: kun sauke sau {count}.",
    other: "Babu sauran saukewa: kun sauke sau {count}.",
  },
  notPaid: "Ana iya sauke fayiloli bayan an biya oda.",
  gone: "Shagon ba ya ba da wannan fayil yanzu. Sauran suna ƙasa.",
  over: "Kwanakin saukewa sun wuce. Ku tambayi shago ƙari.",
  noneLeft: "Babu sauran saukewa na wannan fayil. Ku tambayi shago ƙari.",
  linkOver: "Wannan mahaɗi ya ƙare. Ku sake sauke fayil a ƙasa.",
};
