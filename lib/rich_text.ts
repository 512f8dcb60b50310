import { micromark } from "micromark";

/**
 * What of Markdown a description may use: paragraphs, bold, italic, lists, quotes, links. Headings would
 * compete with the page's own, pictures would come from elsewhere, and HTML is shown as text.
 */
const disable = {
  null: [
    "htmlFlow",
    "htmlText",
    "labelStartImage",
    "headingAtx",
    "setextUnderline",
    "codeIndented",
    "codeFenced",
    "definition",
  ],
};

/** Text as a merchant writes it, in Markdown, as HTML that is safe to show. Line breaks stay. */
export function richHtml(text: string): string {
  const kept = text.replace(/\r\n?/g, "\n").replace(/([^\n])\n(?=[^\n])/g, "$1  \n");
  return micromark(kept, { extensions: [{ disable }] });
}

const ENTITIES: Record<string, string> = { amp: "&", lt: "<", gt: ">", quot: '"' };

/** The words alone, for places that show no more than that. */
export function plainText(text: string): string {
  return richHtml(text).replace(/<\/?(?:strong|em|a|code)\b[^>]*>/g, "").replace(/<[^>]*>/g, " ")
    .replace(/&(amp|lt|gt|quot);/g, (_, name: string) => ENTITIES[name]!)
    .replace(/\s+/g, " ").trim();
}
