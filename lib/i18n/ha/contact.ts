import type { Catalog } from "../catalog.ts";

export const contact: Catalog["contact"] = {
  describe: "Yadda za a samu {store}: {ways}.",
  byMessage: "rubuta mana saƙo",
  writeUs: "Ku rubuto mana",
  sent: "An tura.",
  sentMore: "Za mu amsa inda kuka ce.",
  yourName: "Sunanku",
  reply: "Waya ko imel",
  replyHint: "Inda za mu amsa. Ba don wani abu ba.",
  message: "Saƙo",
  leaveEmpty: "Ku bar wannan babu komai",
  send: "Tura",
  call: "Kira",
  email: "Imel",
  visit: "Ziyarta",
  map: "Nuna a taswira",
  hours: "Lokutan buɗewa",
};
