/** A piece of a path segment: fixed text, or the name of a parameter. */
type Part = string | { name: string };

/** One segment of a route's path. */
export interface Segment {
  parts: Part[];
  /** `[[x]]`: the segment may be absent. */
  optional: boolean;
  /** `[...x]`: takes what is left of the path, also nothing. */
  rest: boolean;
}

const PARAMETER = /\[(\w+)\]/g;

/**
 * Reads the path of a route file, relative to `routes/` and without extension.
 * Groups leave no trace; a last `index` stands for its folder. Throws on a path it cannot read.
 */
export function parsePath(path: string): Segment[] {
  const names = path.split("/").filter((name) => !/^\(.*\)$/.test(name));
  if (names.at(-1) === "index") names.pop();
  const segments = names.filter((name) => name !== "").map(parseSegment);
  const early = segments.findIndex((segment) => segment.rest);
  if (early !== -1 && early !== segments.length - 1) {
    throw new Error(`A catch-all must be the last segment of a route: "${path}"`);
  }
  return segments;
}

function parseSegment(name: string): Segment {
  const rest = /^\[\.\.\.(\w+)\]$/.exec(name);
  if (rest) return { parts: [{ name: rest[1]! }], optional: false, rest: true };
  const optional = /^\[\[(\w+)\]\]$/.exec(name);
  if (optional) return { parts: [{ name: optional[1]! }], optional: true, rest: false };

  const parts: Part[] = [];
  let end = 0;
  for (const match of name.matchAll(PARAMETER)) {
    if (match.index > end) parts.push(name.slice(end, match.index));
    parts.push({ name: match[1]! });
    end = match.index + match[0].length;
  }
  if (end < name.length) parts.push(name.slice(end));
  if (parts.some((part) => typeof part === "string" && /[[\]]/.test(part))) {
    throw new Error(`Cannot read the route segment "${name}"`);
  }
  return { parts, optional: false, rest: false };
}

/** The pattern as pages see it in `ctx.route`, in the syntax of URLPattern. */
export function formatPattern(segments: Segment[]): string {
  const text = segments.map((segment) => {
    const inner = segment.parts.map(formatPart).join("");
    if (segment.rest) return `/${inner}*`;
    return segment.optional ? `{/${inner}}?` : `/${inner}`;
  }).join("");
  return text || "/";
}

function formatPart(part: Part, index: number, parts: Part[]): string {
  if (typeof part === "string") return part;
  const next = parts[index + 1];
  // Braces keep a name apart from word characters that follow it.
  const ambiguous = typeof next === "string" && /^\w/.test(next);
  return ambiguous ? `{:${part.name}}` : `:${part.name}`;
}

/** Every path shape that optional segments allow, the fullest first. */
export function expandOptional(segments: Segment[]): Segment[][] {
  const at = segments.findIndex((segment) => segment.optional);
  if (at === -1) return [segments];
  const present = segments.with(at, { ...segments[at]!, optional: false });
  return [...expandOptional(present), ...expandOptional(segments.toSpliced(at, 1))];
}
