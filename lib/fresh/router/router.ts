import { compareSpecificity, type Matcher, matchOverride, matchSegments } from "./matcher.ts";
import { expandOptional, formatPattern, parsePath } from "./pattern.ts";

export interface RouteEntry<T> {
  /** Path of the file relative to `routes/`, without extension. */
  path: string;
  routeOverride?: string;
  value: T;
}

export interface RouteMatch<T> {
  value: T;
  params: Record<string, string>;
}

interface Candidate<T> extends Matcher {
  value: T;
  /** 1 when the route has optional segments: a route without any goes before it. */
  optional: 0 | 1;
}

/** The pattern under which a route answers, as shown in `ctx.route`. */
export function patternOf(entry: Pick<RouteEntry<unknown>, "path" | "routeOverride">): string {
  return entry.routeOverride ?? formatPattern(parsePath(entry.path));
}

/**
 * Finds the route of a pathname. Segment by segment static text goes before a parameter and a
 * parameter before a catch-all; between equals the entry that comes first wins.
 */
export class Router<T> {
  readonly #static = new Map<string, Candidate<T>>();
  /** Routes whose first segment is fixed, so that a request tests only its own corner. */
  readonly #byFirstSegment = new Map<string, Candidate<T>[]>();
  readonly #others: Candidate<T>[] = [];

  constructor(entries: RouteEntry<T>[]) {
    const candidates = entries.flatMap(candidatesOf);
    candidates.sort((a, b) =>
      compareSpecificity(a.specificity, b.specificity) || a.optional - b.optional
    );
    for (const candidate of candidates) this.#add(candidate);
  }

  #add(candidate: Candidate<T>): void {
    const { staticPath, firstSegment } = candidate;
    if (staticPath !== undefined) {
      if (!this.#static.has(staticPath)) this.#static.set(staticPath, candidate);
    } else if (firstSegment !== undefined) {
      const bucket = this.#byFirstSegment.get(firstSegment);
      if (bucket) bucket.push(candidate);
      else this.#byFirstSegment.set(firstSegment, [candidate]);
    } else {
      this.#others.push(candidate);
    }
  }

  /** The route of a percent-encoded pathname; parameters stay percent-encoded. */
  match(pathname: string): RouteMatch<T> | null {
    const exact = this.#static.get(pathname);
    if (exact) return { value: exact.value, params: {} };

    const end = pathname.indexOf("/", 1);
    const first = end === -1 ? pathname.slice(1) : pathname.slice(1, end);
    return firstMatch(this.#byFirstSegment.get(first), pathname) ??
      firstMatch(this.#others, pathname);
  }
}

function candidatesOf<T>({ path, routeOverride, value }: RouteEntry<T>): Candidate<T>[] {
  if (routeOverride !== undefined) return [{ ...matchOverride(routeOverride), value, optional: 0 }];
  const shapes = expandOptional(parsePath(path));
  const optional = shapes.length > 1 ? 1 : 0;
  return shapes.map((segments) => ({ ...matchSegments(segments), value, optional }));
}

function firstMatch<T>(candidates: Candidate<T>[] | undefined, pathname: string) {
  for (const { match, value } of candidates ?? []) {
    const params = match(pathname);
    if (params) return { value, params };
  }
  return null;
}
