import type { Catalog } from "../catalog.ts";

export const files: Catalog["files"] = {
  mine: { one: "ፋይልዎ", other: "ፋይሎችዎ" },
  begun: "ማውረዱ በራሱ ይጀምራል።",
  begunMore: "ካልጀመረ ወይም ከተቋረጠ እንደገና አውርድ የሚለውን ይንኩ። እስከ {time} አይቆጠርም።",
  again: "እንደገና አውርድ",
  freeUntil: "እስከ {time} በነጻ።",
  askMore: "ሱቁን ተጨማሪ ይጠይቁ",
  askText: "ትዕዛዝ {label}፦ እባክዎ ተጨማሪ ማውረድ",
  take: "አውርድ፣ {size}",
  ended: "ማውረድ {time} አብቅቷል።",
  always: "የፈለጉትን ያህል ጊዜ ያውርዱት።",
  alwaysUntil: "እስከ {time} የፈለጉትን ያህል ጊዜ ያውርዱት።",
  last: "ይህ የመጨረሻው ማውረድ ነው።",
  left: { one: "ከ{limit} ማውረድ {count} ቀርቷል።", other: "ከ{limit} ማውረድ {count} ቀርቷል።" },
  leftUntil: {
    one: "ከ{limit} ማውረድ {count} ቀርቷል፣ እስከ {time}።",
    other: "ከ{limit} ማውረድ {count} ቀርቷል፣ እስከ {time}።",
  },
  usedUp: { one: "ማውረድ አልቋል፦ {count} ጊዜ ወስደዋል።", other: "ማውረድ አልቋል፦ {count} ጊዜ ወስደዋል።" },
  notPaid: "ፋይሎቹ ትዕዛዙ ከተከፈለ በኋላ ይወርዳሉ።",
  gone: "ሱቁ ያንን ፋይል አሁን አያቀርብም። ሌሎቹ ከታች አሉ።",
  over: "የማውረጃ ቀናት አልፈዋል። ሱቁን ተጨማሪ ይጠይቁ።",
  noneLeft: "ለዚያ ፋይል ማውረድ አልቋል። ሱቁን ተጨማሪ ይጠይቁ።",
  linkOver: "ያ አገናኝ አብቅቷል። ፋይሉን ከታች እንደገና ያውርዱ።",
};
