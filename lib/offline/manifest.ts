import { type Language, LANGUAGES } from "@/lib/i18n/mod.ts";
import { markFile } from "./mark.ts";

export interface ManifestInput {
  name: string;
  tagline: string;
  language: Language;
  /** Where the shop begins, and the same with the language; "" at a host of its own. */
  root: string;
  base: string;
  /** Around the page while it opens, and of the window. */
  ground: string;
  theme: string;
}

/** Under an icon there is room for about this many letters. */
const SHORT_NAME = 12;

/**
 * The shop as an app of its own (W3C, Web App Manifest). It is one app in all its languages and starts
 * in the one that it was installed in.
 */
export function manifestOf({ name, tagline, language, root, base, ground, theme }: ManifestInput) {
  const icon = (kind: "192" | "512" | "maskable", size: number) => ({
    src: `${root}/icons/${markFile(name, kind)}`,
    sizes: `${size}x${size}`,
    type: "image/png",
    purpose: kind === "maskable" ? "maskable" : "any",
  });
  return {
    id: root || "/",
    name,
    short_name: shortName(name),
    description: tagline || undefined,
    lang: language,
    dir: LANGUAGES[language].dir,
    start_url: base || "/",
    scope: root || "/",
    display: "standalone",
    background_color: ground,
    theme_color: theme,
    icons: [icon("192", 192), icon("512", 512), icon("maskable", 512)],
  };
}

/** As many whole words as there is room for, or the beginning of the first. */
export function shortName(name: string): string {
  const letters = (text: string) => [...text];
  if (letters(name).length <= SHORT_NAME) return name;
  const words = name.split(/\s+/);
  let short = "";
  for (const word of words) {
    const longer = short ? `${short} ${word}` : word;
    if (letters(longer).length > SHORT_NAME) break;
    short = longer;
  }
  return short || letters(name).slice(0, SHORT_NAME).join("");
}
