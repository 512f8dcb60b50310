import type { Catalog } from "../catalog.ts";

export const discount: Catalog["discount"] = {
  label: "Msimbo wa punguzo",
  add: "Weka msimbo wa punguzo",
  apply: "Tumia",
  saved: "Mapunguzo",
  counted: "{name} inapunguza {amount}.",
  later: "{name} inaondoa gharama ya kuletewa ukichagua mahali.",
  unknown: "Duka hili halina msimbo {code}. Angalia ulivyoandikwa.",
  ended: "Msimbo {code} umeisha.",
  usedUp: "Msimbo {code} umetumika mara zote zilizoruhusiwa.",
  usedByYou: "Nambari hii ya simu imeshatumia msimbo {code}.",
  noMatch: "Hakuna kitu kikapuni kinachohusika na msimbo {code}.",
  minAmount: "Ongeza bidhaa za {amount} zaidi ili kutumia msimbo {code}.",
  minQuantity: {
    one: "Ongeza bidhaa {count} zaidi ili kutumia msimbo {code}.",
    other: "Ongeza bidhaa {count} zaidi ili kutumia msimbo {code}.",
  },
  noDelivery: "Msimbo {code} ni wa kuletewa. Hapa hakuna kinacholetwa.",
  betterWithout: "Unaokoa zaidi bila msimbo {code}, kwa hiyo hautumiki.",
  over: "{name} imeisha. Jumla iliyo hapa haina punguzo hilo.",
  inTotal: "Msimbo wako umeangaliwa. Angalia jumla, kisha lipa.",
  payAgain: "Punguzo la agizo hili limeisha wakati huo. Agiza tena kwa bei ya sasa.",
};
