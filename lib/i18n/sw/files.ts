import type { Catalog } from "../catalog.ts";

export const files: Catalog["files"] = {
  mine: { one: "Faili yako", other: "Faili zako" },
  begun: "Upakuaji unaanza wenyewe.",
  begunMore: "Usipoanza, au ukikatika, gusa Pakua tena. Haigharimu kitu hadi {time}.",
  again: "Pakua tena",
  freeUntil: "Bila malipo hadi {time}.",
  askMore: "Omba zaidi kutoka dukani",
  askText: "Oda {label}: naomba kupakua zaidi",
  take: "Pakua, {size}",
  ended: "Upakuaji uliisha {time}.",
  always: "Ipakue mara nyingi upendavyo.",
  alwaysUntil: "Ipakue mara nyingi upendavyo, hadi {time}.",
  last: "Huu ndio upakuaji wa mwisho.",
  left: {
    one: "Umebaki upakuaji {count} kati ya {limit}.",
    other: "Umebaki upakuaji {count} kati ya {limit}.",
  },
  leftUntil: {
    one: "Umebaki upakuaji {count} kati ya {limit}, hadi {time}.",
    other: "Umebaki upakuaji {count} kati ya {limit}, hadi {time}.",
  },
  usedUp: {
    one: "Hakuna upakuaji uliobaki: umepakua mara {count}.",
    other: "Hakuna upakuaji uliobaki: umepakua mara {count}.",
  },
  notPaid: "Faili zinaweza kupakuliwa oda ikishalipwa.",
  gone: "Duka halitoi faili hiyo tena. Nyingine ziko hapa chini.",
  over: "Siku za kupakua zimepita. Omba zaidi kutoka dukani.",
  noneLeft: "Hakuna upakuaji uliobaki wa faili hiyo. Omba zaidi kutoka dukani.",
  linkOver: "Kiungo hicho kimeisha muda. Pakua faili tena hapa chini.",
};
