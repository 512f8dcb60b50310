/** Orders of a list of goods; the first is that of a search. */
export const SORTS = ["relevance", "newest", "price_up", "price_down"] as const;
export type Sort = typeof SORTS[number];

/** What a shopper asked of a shop's goods. */
export interface SearchRequest {
  query: string;
  sort: Sort;
  /** Slug of a category; what is in those below it counts too. */
  category?: string;
  /** Of the cheapest variant, in minor units; either end may be open. */
  price?: PriceBand;
  isAvailable?: boolean;
  /** "Colour: Rust"; a product must come in all of them. */
  options?: string[];
  tags?: string[];
  /** Slug of the last product of the page before. */
  after?: string;
}

export interface PriceBand {
  from: number | null;
  /** The first price above it. */
  below: number | null;
}

const MAX_CHOICES = 10;

/** Reads what an address asks for. Anything unknown is left out: an old link still finds goods. */
export function readSearch(params: URLSearchParams): SearchRequest {
  const price = readBand(params.get("price") ?? "");
  const options = readTexts(params.getAll("option")).filter((one) => one.includes(": "));
  const tags = readTexts(params.getAll("tag"));
  const category = readSlug(params.get("category"));
  const after = readSlug(params.get("after"));
  return {
    query: readText(params.get("q")),
    sort: SORTS.find((one) => one === params.get("sort")) ?? SORTS[0],
    ...(category && { category }),
    ...(price && { price }),
    ...(params.get("available") === "1" && { isAvailable: true }),
    ...(options.length > 0 && { options }),
    ...(tags.length > 0 && { tags }),
    ...(after && { after }),
  };
}

/** The address of a request, such that `readSearch` reads the same from it. */
export function searchParams(request: Partial<SearchRequest>): string {
  const { query, sort, category, price, isAvailable, options = [], tags = [], after } = request;
  const params = new URLSearchParams();
  if (query) params.set("q", query);
  if (category) params.set("category", category);
  if (price) params.set("price", bandText(price));
  if (isAvailable) params.set("available", "1");
  for (const option of options) params.append("option", option);
  for (const tag of tags) params.append("tag", tag);
  if (sort && sort !== SORTS[0]) params.set("sort", sort);
  if (after) params.set("after", after);
  return params.size > 0 ? `?${params}` : "";
}

/** "50000-250000" */
export function bandText({ from, below }: PriceBand): string {
  return `${from ?? ""}-${below ?? ""}`;
}

function readBand(text: string): PriceBand | undefined {
  const [, from, below] = /^(\d{0,13})-(\d{0,13})$/.exec(text) ?? [];
  if (!from && !below) return undefined;
  return { from: from ? Number(from) : null, below: below ? Number(below) : null };
}

function readSlug(text: string | null): string | undefined {
  return text && /^[a-z0-9-]{1,120}$/.test(text) ? text : undefined;
}

function readTexts(texts: string[]): string[] {
  return [...new Set(texts.map(readText))].filter(Boolean).slice(0, MAX_CHOICES);
}

/** The database's text holds no NUL. */
function readText(text: string | null): string {
  return (text ?? "").replaceAll("\0", "").trim().slice(0, 120);
}
