import type { Catalog } from "../catalog.ts";

export const offline: Catalog["offline"] = {
  title: "አሁን ኔትወርክ የለም",
  more: "ከዚህ በፊት ያዩዋቸው ገጾች አሁንም ይከፈታሉ፤ ቅርጫትዎም በዚህ ስልክ ላይ ተቀምጧል።",
  again: "እንደገና ይሞክሩ",
  seen: "እነዚህን ከዚህ በፊት አይተዋል",
  waitsTitle: "ኔትወርክ እንደተመለሰ እንልከዋለን",
  waitsMore: "አሁን ኔትወርክ የለም። የጻፉት በዚህ ስልክ ላይ ተቀምጧል፤ በራሱ አንድ ጊዜ ብቻ ይላካል። ከዚያ መክፈል ይችላሉ።",
  takeBack: "መልሰው ይውሰዱት",
  copy: "አሁን ኔትወርክ የለም። ይህ ገጹን መጨረሻ እንዳዩት ነው።",
  waits: "የጻፉት ኔትወርክ እየጠበቀ ነው።",
  see: "ይመልከቱ",
  install: "{store}ን በመነሻ ገጽዎ ላይ ያስቀምጡ፤ ያለ ኔትወርክም ይሠራል።",
  installYes: "ያክሉ",
  installNo: "አሁን አይደለም",
};
