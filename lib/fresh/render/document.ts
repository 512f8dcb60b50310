/** What goes into a rendered page besides its own markup. */
export interface Insertions {
  head: string;
  bodyEnd: string;
}

/**
 * Makes a document of rendered markup. Head and body are found by their tags: rendered text and
 * attributes never hold a literal `<`, so the first `</head>` and the last `</body>` are real.
 */
export function assembleDocument(html: string, { head, bodyEnd }: Insertions): string {
  return "<!DOCTYPE html>" + insertHead(insertBodyEnd(html, bodyEnd), head);
}

function insertHead(html: string, head: string): string {
  if (head === "") return html;
  const end = html.indexOf("</head>");
  if (end !== -1) return html.slice(0, end) + head + html.slice(end);
  const root = /^<html[^>]*>/.exec(html)?.[0] ?? "";
  return `${root}<head>${head}</head>${html.slice(root.length)}`;
}

function insertBodyEnd(html: string, bodyEnd: string): string {
  if (bodyEnd === "") return html;
  const end = html.lastIndexOf("</body>");
  return end === -1 ? html + bodyEnd : html.slice(0, end) + bodyEnd + html.slice(end);
}
