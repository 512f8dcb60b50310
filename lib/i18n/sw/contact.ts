import type { Catalog } from "../catalog.ts";

export const contact: Catalog["contact"] = {
  describe: "Jinsi ya kuwasiliana na {store}: {ways}.",
  byMessage: "tuandikie ujumbe",
  writeUs: "Tuandikie",
  sent: "Umetumwa.",
  sentMore: "Tutajibu ulikosema.",
  yourName: "Jina lako",
  reply: "Simu au barua pepe",
  replyHint: "Pa kukujibu. Si kwa jambo lingine.",
  message: "Ujumbe",
  leaveEmpty: "Acha hapa wazi",
  send: "Tuma",
  call: "Piga simu",
  email: "Barua pepe",
  visit: "Tutembelee",
  map: "Onyesha kwenye ramani",
  hours: "Saa za kufungua",
};
