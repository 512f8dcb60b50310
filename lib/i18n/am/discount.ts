import type { Catalog } from "../catalog.ts";

export const discount: Catalog["discount"] = {
  label: "የቅናሽ ኮድ",
  add: "የቅናሽ ኮድ ያስገቡ",
  apply: "ተጠቀም",
  saved: "ቅናሾች",
  counted: "{name} {amount} ይቀንሳል።",
  later: "{name} የሚደርስበትን ሲመርጡ የማድረሻ ክፍያውን ያነሳል።",
  unknown: "ይህ ሱቅ {code} የሚባል ኮድ የለውም። አጻጻፉን ያረጋግጡ።",
  ended: "{code} ኮድ አብቅቷል።",
  usedUp: "{code} ኮድ የተፈቀደለትን ያህል ጥቅም ላይ ውሏል።",
  usedByYou: "ይህ ስልክ ቁጥር {code} ኮድን አስቀድሞ ተጠቅሟል።",
  noMatch: "በጋሪዎ ውስጥ {code} ኮድ የሚመለከተው ዕቃ የለም።",
  minAmount: "{code} ኮድን ለመጠቀም የ{amount} ዕቃ ይጨምሩ።",
  minQuantity: {
    one: "{code} ኮድን ለመጠቀም {count} ዕቃ ይጨምሩ።",
    other: "{code} ኮድን ለመጠቀም {count} ዕቃዎች ይጨምሩ።",
  },
  noDelivery: "{code} ኮድ ለማድረሻ ነው። እዚህ የሚደርስ ነገር የለም።",
  betterWithout: "ያለ {code} ኮድ የበለጠ ይቆጥባሉ፣ ስለዚህ አልተጠቀምንበትም።",
  over: "{name} አብቅቷል። ከታች ያለው ድምር ያለ እሱ ነው።",
  inTotal: "ኮድዎ ታይቷል። ድምሩን ይመልከቱና ይክፈሉ።",
  payAgain: "የዚህ ትዕዛዝ ቅናሽ በዚህ መካከል አልቋል። በአሁኑ ዋጋ እንደገና ይዘዙ።",
};
