import { isIP } from "node:net";
import { LRUCache } from "lru-cache";
import type { Sql } from "@/lib/db/mod.ts";

/** Which shop a host belongs to. */
export interface ShopHosts {
  /** Slug of the shop whose verified domain this host is, or null. `host` may have a port. */
  find(host: string): Promise<string | null>;
}

/** How long a server may believe what it looked up: so long a domain that was lost still serves. */
const LIFETIME_MS = 5_000;
const MOST = 10_000;

/**
 * Looks verified domains up as a visitor, so an unverified claim is not even seen. Hosts of the
 * platform itself are never looked up. Rejects when the database does.
 */
export function createShopHosts(
  sql: Sql,
  { platformDomain, publicUrl }: { platformDomain: string; publicUrl: string },
): ShopHosts {
  const own = new URL(publicUrl).hostname;
  const found = new LRUCache<string, { slug: string | null }>({
    max: MOST,
    ttl: LIFETIME_MS,
    fetchMethod: async (host) => {
      const [row] = await sql<{ slug: string }[]>`
        select s.slug from public.store_domains as d
        join public.stores as s on s.id = d.store_id
        where d.host = ${host} and d.verified_at is not null`;
      return { slug: row?.slug ?? null };
    },
  });
  return {
    async find(host) {
      const name = host.replace(/:\d+$/, "").toLowerCase().replace(/\.$/, "");
      const isOurs = name === platformDomain || name.endsWith(`.${platformDomain}`) || name === own;
      if (isOurs || !name.includes(".") || name.length > 253 || isIP(name)) return null;
      return (await found.fetch(name))?.slug ?? null;
    },
  };
}
