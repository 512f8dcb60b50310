/** From where people come to a shop, and what each place is called. Few: an address may say anything. */
export const SOURCES = {
  google: "Google",
  facebook: "Facebook",
  instagram: "Instagram",
  whatsapp: "WhatsApp",
  tiktok: "TikTok",
  youtube: "YouTube",
  x: "X",
  telegram: "Telegram",
  bing: "Bing",
  pinterest: "Pinterest",
  linkedin: "LinkedIn",
  elsewhere: "Other sites and campaigns",
  direct: "Typed, saved, or from an app that does not say",
} as const;
export type Source = keyof typeof SOURCES;

/** Sites and apps by the end of their names: Android sends the name of an app as a host. */
const HOSTS: [name: RegExp, source: Source][] = [
  [/(^|\.)google(\.\w{2,3}){1,2}$|^com\.google\./, "google"],
  [/(^|\.)(facebook\.com|fb\.com|fb\.me)$|^com\.facebook\./, "facebook"],
  [/(^|\.)instagram\.com$|^com\.instagram\./, "instagram"],
  [/(^|\.)(whatsapp\.com|wa\.me)$|^com\.whatsapp/, "whatsapp"],
  [/(^|\.)tiktok\.com$|^com\.(zhiliaoapp|ss\.android)\./, "tiktok"],
  [/(^|\.)(youtube\.com|youtu\.be)$/, "youtube"],
  [/(^|\.)(x\.com|twitter\.com|t\.co)$|^com\.twitter\./, "x"],
  [/(^|\.)(telegram\.org|t\.me)$|^org\.telegram\./, "telegram"],
  [/(^|\.)bing\.com$/, "bing"],
  [/(^|\.)pinterest(\.\w{2,3}){1,2}$|^com\.pinterest/, "pinterest"],
  [/(^|\.)(linkedin\.com|lnkd\.in)$|^com\.linkedin\./, "linkedin"],
];

/** What links of campaigns call some of them. */
const SHORT: Record<string, Source> = { fb: "facebook", ig: "instagram", wa: "whatsapp" };

/** From where this request brings somebody into the shop; null for a page asked for by the shop itself. */
export function sourceOf({ url, headers }: Request): Source | null {
  if (headers.get("sec-fetch-site") === "same-origin") return null;
  const { host, searchParams } = new URL(url);
  const from = refererOf(headers);
  if (from?.host === host || from?.host === headers.get("host")) return null;
  const campaign = searchParams.get("utm_source")?.toLowerCase();
  if (campaign) return namedSource(campaign);
  if (!from) return "direct";
  return HOSTS.find(([name]) => name.test(from.hostname))?.[1] ?? "elsewhere";
}

/** What a figure's row is called. */
export function sourceName(source: string): string {
  return Object.hasOwn(SOURCES, source) ? SOURCES[source as Source] : source;
}

function namedSource(campaign: string): Source {
  if (Object.hasOwn(SHORT, campaign)) return SHORT[campaign]!;
  if (Object.hasOwn(SOURCES, campaign)) return campaign as Source;
  return HOSTS.find(([name]) => name.test(campaign))?.[1] ?? "elsewhere";
}

function refererOf(headers: Headers): URL | null {
  const referer = headers.get("referer");
  return referer ? URL.parse(referer) : null;
}
