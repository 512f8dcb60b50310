import { decodeHTML } from "entities";

const TAG = /<\/?[a-z][^>]*>/i;

/** Plain text as HTML that reads the same. `toText` gives it back letter by letter. */
export function toHtml(text: string): string {
  return text.replaceAll("&", "&amp;").replaceAll("<", "&lt;").replaceAll(">", "&gt;")
    .replaceAll("\n", "<br>");
}

/**
 * What one reads of HTML, paragraphs and list items on lines of their own. Text without a tag is text
 * already and keeps its line ends.
 */
export function toText(html: string): string {
  if (!TAG.test(html)) return decodeHTML(html).trim();
  const bare = html
    .replace(/<!--[^]*?(-->|$)/g, "")
    .replace(/<(script|style)\b[^]*?(<\/\1\s*>|$)/gi, "")
    .replace(/[ \t]*[\r\n]+[ \t]*/g, " ")
    .replace(/ *<\/?[uo]l\b[^>]*> */gi, "")
    .replace(/ *<(p|div|h[1-6]|tr|table|blockquote)\b[^>]*> */gi, "\n")
    .replace(/ *<li\b[^>]*> */gi, "\n- ")
    .replace(/<br\b[^>]*>/gi, "\n")
    .replace(/ *<\/(p|div|h[1-6]|tr|table|blockquote)\s*> */gi, "\n")
    .replace(/<\/?[a-z][^>]*>/gi, "");
  return decodeHTML(bare).replaceAll("\u00a0", " ").trim();
}
