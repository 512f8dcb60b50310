import type { Segment } from "./pattern.ts";

/** Finds the parameters of a pathname, or null when it does not fit. */
export type Match = (pathname: string) => Record<string, string> | null;

/**
 * How specific each segment is; smaller goes first. Static 0, mixed between 0 and 1 (the more
 * fixed text, the smaller), parameter 2, catch-all 3.
 */
export type Specificity = number[];

export interface Matcher {
  match: Match;
  specificity: Specificity;
  /** The whole path when it has no parameter. */
  staticPath?: string;
  /** Text of the first segment when that has no parameter. */
  firstSegment?: string;
}

/** A matcher for segments without optional ones. */
export function matchSegments(segments: Segment[]): Matcher {
  const names: string[] = [];
  let source = "";
  for (const { parts, rest } of segments) {
    for (const part of parts) if (typeof part !== "string") names.push(part.name);
    const inner = parts.map((part) => typeof part === "string" ? literal(part) : "([^/]+?)");
    source += rest ? "(?:/(.*))?" : `/${inner.join("")}`;
  }
  const regexp = new RegExp(`^${source || "/"}$`);
  const specificity = segments.map(specificityOf);
  const isStatic = specificity.every((rank) => rank === 0);
  return {
    match: (pathname) => readGroups(names, regexp.exec(pathname)),
    specificity,
    staticPath: isStatic ? "/" + segments.map(staticText).join("/") : undefined,
    firstSegment: specificity[0] === 0 ? staticText(segments[0]!) : undefined,
  };
}

/** A matcher for a `routeOverride`, in the syntax of URLPattern. */
export function matchOverride(override: string): Matcher {
  const pattern = new URLPattern({ pathname: override });
  const segments = override.split("/").slice(1);
  const specificity = segments.map((segment) => {
    if (/[*+]$/.test(segment)) return 3;
    if (/^:\w+$/.test(segment)) return 2;
    return /[:{(?]/.test(segment) ? 1 : 0;
  });
  return {
    match(pathname) {
      const groups = pattern.exec({ pathname })?.pathname.groups;
      if (!groups) return null;
      return Object.fromEntries(Object.entries(groups).map(([name, text]) => [name, text ?? ""]));
    },
    specificity,
    firstSegment: specificity[0] === 0 ? segments[0] : undefined,
  };
}

/** Orders by the first segment that differs; a path that ends goes before a catch-all. */
export function compareSpecificity(a: Specificity, b: Specificity): number {
  for (let i = 0; i < Math.max(a.length, b.length); i++) {
    const difference = (a[i] ?? -1) - (b[i] ?? -1);
    if (difference !== 0) return difference;
  }
  return 0;
}

function specificityOf({ parts, rest }: Segment): number {
  if (rest) return 3;
  const fixed = parts.filter((part) => typeof part === "string").join("").length;
  if (fixed === 0) return 2;
  return parts.length === 1 ? 0 : 1 / (1 + fixed);
}

function staticText(segment: Segment): string {
  return segment.parts.map((part) => encodeURI(part as string)).join("");
}

/** File names are plain text while a URL's path is percent-encoded. */
function literal(text: string): string {
  return encodeURI(text).replace(/[.*+?^${}()|\\]/g, "\\$&");
}

function readGroups(names: string[], groups: RegExpExecArray | null) {
  if (!groups) return null;
  const params: Record<string, string> = {};
  for (let i = 0; i < names.length; i++) params[names[i]!] = groups[i + 1] ?? "";
  return params;
}
