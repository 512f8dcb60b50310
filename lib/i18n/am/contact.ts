import type { Catalog } from "../catalog.ts";

export const contact: Catalog["contact"] = {
  describe: "{store}ን እንዴት ማግኘት ይቻላል፦ {ways}።",
  byMessage: "መልእክት ይጻፉልን",
  writeUs: "ይጻፉልን",
  sent: "ተልኳል።",
  sentMore: "በጠቆሙት መንገድ እንመልሳለን።",
  yourName: "ስምዎ",
  reply: "ስልክ ወይም ኢሜይል",
  replyHint: "ለመልስ ብቻ።",
  message: "መልእክት",
  leaveEmpty: "ይህን ባዶ ይተዉት",
  send: "ላክ",
  call: "ይደውሉ",
  email: "ኢሜይል",
  visit: "ይጎብኙን",
  map: "በካርታ አሳይ",
  hours: "የሥራ ሰዓት",
};
