import type { Catalog } from "../catalog.ts";

export const offline: Catalog["offline"] = {
  title: "Babu hanyar sadarwa yanzu",
  more:
    "Shafukan da ka gani a baya har yanzu suna buɗewa, kuma kwandonka yana adane a wannan waya.",
  again: "Sake gwadawa",
  seen: "Ka taɓa ganin waɗannan",
  waitsTitle: "Za mu aika da zarar hanyar sadarwa ta dawo",
  waitsMore:
    "Babu hanyar sadarwa yanzu. Abin da ka rubuta yana adane a wannan waya kuma za a aika shi sau ɗaya, da kansa. Sannan za ka iya biya.",
  takeBack: "Janye shi",
  copy: "Babu hanyar sadarwa yanzu. Wannan shi ne shafin kamar yadda ka gan shi na ƙarshe.",
  waits: "Abin da ka rubuta yana jiran hanyar sadarwa.",
  see: "Duba",
  install: "Ajiye {store} a fuskar wayarka, ko da babu hanyar sadarwa.",
  installYes: "Ƙara",
  installNo: "Ba yanzu ba",
};
