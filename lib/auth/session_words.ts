/** First match wins: what a browser is built on names itself as well. */
const BROWSERS: [RegExp, string][] = [
  [/Opera Mini|OPiOS/, "Opera Mini"],
  [/OPR\//, "Opera"],
  [/UCBrowser|UCWEB/, "UC Browser"],
  [/SamsungBrowser/, "Samsung Internet"],
  [/Edg(e|A|iOS)?\//, "Edge"],
  [/Firefox|FxiOS/, "Firefox"],
  [/Chrome|CriOS/, "Chrome"],
  [/Safari/, "Safari"],
];

const SYSTEMS: [RegExp, string][] = [
  [/KAIOS/i, "KaiOS"],
  [/Android/, "Android"],
  [/iPhone/, "iPhone"],
  [/iPad/, "iPad"],
  [/Windows/, "Windows"],
  [/CrOS/, "Chromebook"],
  [/Mac OS X|Macintosh/, "Mac"],
  [/Linux/, "Linux"],
];

/** "Chrome on Android": what somebody knows their device by. */
export function deviceWords(userAgent: string | null): string {
  if (!userAgent) return "Unknown device";
  const find = (list: [RegExp, string][]) => list.find(([pattern]) => pattern.test(userAgent))?.[1];
  const [browser, system] = [find(BROWSERS), find(SYSTEMS)];
  if (browser && system) return `${browser} on ${system}`;
  return browser ?? system ?? "A program";
}

const UNITS: [Intl.RelativeTimeFormatUnit, number][] = [
  ["day", 86_400],
  ["hour", 3_600],
  ["minute", 60],
];

/** "3 days ago", which is true in every time zone. */
export function agoWords(at: Date, now = new Date()): string {
  const seconds = (now.getTime() - at.getTime()) / 1000;
  const unit = UNITS.find(([, size]) => seconds >= size);
  if (!unit) return "just now";
  const format = new Intl.RelativeTimeFormat("en-GB", { numeric: "always" });
  return format.format(-Math.floor(seconds / unit[1]), unit[0]);
}
