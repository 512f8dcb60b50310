import { defaultHandlers, type Handle, toMdast } from "hast-util-to-mdast";
import { Parser } from "htmlparser2";
import { toMarkdown } from "mdast-util-to-markdown";

type Root = Extract<Parameters<typeof toMdast>[0], { type: "root" }>;
type Element = Extract<Root["children"][number], { type: "element" }>;
type Parent = Root | Element;

const TAG = /<[a-z/!][^>]*>/i;

/** Nothing of these stays, nor of the words inside. */
const DROPPED = new Set([
  ...["script", "style", "template", "head", "title", "iframe", "object", "embed", "noscript"],
  ...["svg", "math", "audio", "video", "canvas", "img", "picture", "input", "select", "textarea"],
  ...["button"],
]);

/** Deeper ones count as their parent: whatever walks the tree calls itself. */
const MAX_DEPTH = 40;

/**
 * HTML as the Markdown that `richHtml` shows the same way, as far as descriptions go: scripts, styles,
 * pictures and forms are dropped, tables and headings become text. Text without a tag is Markdown
 * already and comes back as it is.
 */
export function richTextFromHtml(html: string): string {
  if (!TAG.test(html)) return html.trim();
  const tree = toMdast(readHtml(html), { handlers: HANDLERS });
  return toMarkdown(tree as Parameters<typeof toMarkdown>[0], {
    bullet: "-",
    emphasis: "_",
    listItemIndent: "one",
    rule: "-",
    resourceLink: true,
    // Also before what begins no tag: an address between angles is a link.
    unsafe: [{ character: "<", inConstruct: "phrasing" }],
    // A line end is a break of its own in `richHtml`.
    handlers: { break: () => "\n" },
  }).trim();
}

/** Without repairs across tags, whose cost grows with the square of what somebody sends. */
function readHtml(html: string): Root {
  const root: Root = { type: "root", children: [] };
  const open: Parent[] = [root];
  let dropped = 0;
  const parser = new Parser({
    onopentag(tagName, { href, title, start }) {
      if (dropped > 0 || DROPPED.has(tagName)) return void dropped++;
      const parent = open.at(-1)!;
      const properties = { href, title, start };
      const element: Element = { type: "element", tagName, properties, children: [] };
      const isDeep = open.length > MAX_DEPTH;
      if (!isDeep) parent.children.push(element);
      open.push(isDeep ? parent : element);
    },
    ontext(text) {
      if (dropped > 0) return;
      const { children } = open.at(-1)!;
      const last = children.at(-1);
      if (last?.type === "text") last.value += text;
      else children.push({ type: "text", value: text });
    },
    onclosetag() {
      if (dropped > 0) dropped--;
      else open.pop();
    },
  });
  parser.end(html);
  return root;
}

/** What is inside counts, the element itself does not. */
const inside: Handle = (state, node) => state.all(node);

/** Descriptions have no headings: the words are a paragraph of their own, bold. */
const heading: Handle = (state, node) => ({
  type: "paragraph",
  children: [{ type: "strong", children: state.all(node) as never }],
});

/** Cells in a line, a bar between them. */
const row: Handle = (state, node) => {
  const cells = node.children.filter((child) => child.type === "element");
  const children = cells.flatMap((cell, i) => [
    ...(i > 0 ? [{ type: "text" as const, value: " | " }] : []),
    ...state.all(cell),
  ]);
  return { type: "paragraph", children: children as never };
};

/** Links that lead somewhere people go; of others the words stay. */
const link: Handle = (state, node) =>
  /^(https?:|mailto:|tel:|[^:]*$)/i.test(String(node.properties.href ?? "javascript:"))
    ? defaultHandlers.a!(state, node)
    : state.all(node);

/** Marks around nothing would show. */
const code: Handle = (state, node) => {
  const made = defaultHandlers.code!(state, node);
  const { value } = [made].flat()[0] as { value?: string };
  return value?.trim() ? made : undefined;
};

const under = (names: string[], handle: Handle) =>
  Object.fromEntries(names.map((name) => [name, handle]));

const HANDLERS: Record<string, Handle> = {
  ...under(["h1", "h2", "h3", "h4", "h5", "h6"], heading),
  ...under(["table", "thead", "tbody", "tfoot", "caption", "pre", "del", "s", "strike"], inside),
  a: link,
  code,
  tr: row,
};
