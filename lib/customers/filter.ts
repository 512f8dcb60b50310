import { z } from "zod";
import type { ConsentChannel } from "@/lib/enums.ts";
import { CONSENT_CHANNELS } from "@/lib/enums.ts";

export const CUSTOMER_SORTS = ["recent", "spent", "orders"] as const;
export type CustomerSort = typeof CUSTOMER_SORTS[number];

/** How often somebody ordered, as the list offers it. */
export const ORDER_COUNTS = ["none", "once", "again"] as const;
export type OrderCount = typeof ORDER_COUNTS[number];

/** What the list is narrowed down to. */
export interface CustomerFilter {
  search: string;
  segment?: string;
  tag?: string;
  consent?: ConsentChannel;
  count?: OrderCount;
  sort: CustomerSort;
  /** Id of the last customer of the page before. */
  after?: string;
}

const id = (text: string | null) => z.uuid().safeParse(text).data;
const one = <Name extends string>(names: readonly Name[], text: string | null) =>
  names.find((name) => name === text);

/** Narrows what an address asks for; anything unknown is left out. */
export function readCustomerFilter(params: URLSearchParams): CustomerFilter {
  return {
    search: (params.get("q") ?? "").replace(/\s+/g, " ").trim().slice(0, 100),
    segment: id(params.get("segment")),
    tag: params.get("tag")?.trim().toLowerCase().slice(0, 40) || undefined,
    consent: one(CONSENT_CHANNELS, params.get("consent")),
    count: one(ORDER_COUNTS, params.get("count")),
    sort: one(CUSTOMER_SORTS, params.get("sort")) ?? "recent",
    after: id(params.get("after")),
  };
}

/** The address of a list, from "?"; "?" alone for all customers. */
export function customerQuery(filter: Partial<CustomerFilter>): string {
  const { search, segment, tag, consent, count, sort, after } = filter;
  const given = { q: search, segment, tag, consent, count, after };
  const query = new URLSearchParams();
  for (const [name, value] of Object.entries(given)) if (value) query.set(name, value);
  if (sort && sort !== "recent") query.set("sort", sort);
  return `?${query}`;
}

/** True when not everybody is listed. */
export function isNarrowed({ search, segment, tag, consent, count }: CustomerFilter): boolean {
  return [search, segment, tag, consent, count].some(Boolean);
}

/** The same as `public.find_customers` reads it. */
export function toInput(filter: CustomerFilter, maxRows: number): Record<string, unknown> {
  const { search, segment, tag, consent, count, sort, after } = filter;
  const orders = {
    none: { orders_to: 0 },
    once: { orders_from: 1, orders_to: 1 },
    again: { orders_from: 2 },
  };
  const rule = {
    match: "all",
    ...(tag && { tags: [tag] }),
    ...(consent && { consents: [consent] }),
    ...(count && orders[count]),
  };
  return { query: search, segment_id: segment, rule, sort, after, max_rows: maxRows };
}
