import type { Language } from "@/lib/i18n/mod.ts";
import type { ShopOfWorker } from "./worker/scope.ts";

export interface WorkerInput {
  root: string;
  /** What the shop speaks; the first has no prefix. */
  languages: Language[];
  /** Address of the built worker; it holds the build's id. */
  script: string;
  /** Where pictures come from. */
  media: string;
}

/**
 * The service worker of one shop: what it has to know, and then the same for all. Each build gives it
 * another text, by which browsers notice that there is a new one.
 */
export function workerScript({ root, languages, script, media }: WorkerInput): string {
  const prefixes = languages.slice(1).map((language) => `/${language}`);
  const [, build = ""] = /\/js\/(\w+)\//.exec(script) ?? [];
  const shop: ShopOfWorker = { root, build, media, prefixes };
  return `self.shop=${JSON.stringify(shop)};importScripts(${JSON.stringify(script)});\n`;
}
