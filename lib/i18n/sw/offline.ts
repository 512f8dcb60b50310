import type { Catalog } from "../catalog.ts";

export const offline: Catalog["offline"] = {
  title: "Hakuna mtandao kwa sasa",
  more: "Kurasa ulizoziona bado zinafunguka, na kikapu chako kimehifadhiwa kwenye simu hii.",
  again: "Jaribu tena",
  seen: "Uliziona hizi awali",
  waitsTitle: "Tutaituma mara tu mtandao ukirudi",
  waitsMore:
    "Hakuna mtandao kwa sasa. Ulichoandika kimehifadhiwa kwenye simu hii na kitatumwa mara moja, chenyewe. Kisha utaweza kulipa.",
  takeBack: "Irudishe",
  copy: "Hakuna mtandao kwa sasa. Huu ni ukurasa kama ulivyouona mara ya mwisho.",
  waits: "Ulichoandika kinasubiri mtandao.",
  see: "Tazama",
  install: "Weka {store} kwenye skrini yako ya mwanzo, hata bila mtandao.",
  installYes: "Weka",
  installNo: "Si sasa",
};
