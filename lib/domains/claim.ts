import { z } from "zod";
import type { Sql } from "@/lib/db/mod.ts";

/** The domain that a store claims, and what its DNS said last. */
export interface StoreDomain {
  host: string;
  token: string;
  verified_at: string | null;
  /** Null while the next check is under way. */
  checked_at: string | null;
  has_token: boolean | null;
  points_here: boolean | null;
}

const WRONG = "Write a domain such as www.example.com, without a path.";
const HOST =
  /^(?=.{4,253}$)([a-z0-9]([a-z0-9-]{0,61}[a-z0-9])?\.)+([a-z]{2,63}|xn--[a-z0-9-]{1,59})$/;
/** Names that DNS never leads to a shop: RFC 6761, RFC 6762, RFC 8375. */
const SPECIAL = /(^|\.)(localhost|local|internal|invalid|onion|arpa)$/;

/** The form of a domain; whatever people paste of an address is cut to its host. */
export function DomainForm(platformDomain: string) {
  return z.object({
    host: z.string().trim().min(1, WRONG).transform((typed, ctx): string => {
      const bare = typed.replace(/^https?:\/\//i, "").replace(/\/$/, "").replace(/\.$/, "");
      // Also turns letters beyond ASCII into what DNS knows.
      const host = /^[^/?#@:\s]+$/.test(bare) ? URL.parse(`http://${bare}`)?.hostname : undefined;
      const isOurs = host === platformDomain || host?.endsWith(`.${platformDomain}`);
      if (host && HOST.test(host) && !SPECIAL.test(host) && !isOurs) return host;
      const message = isOurs ? "That domain is ours. Write one that you own." : WRONG;
      ctx.issues.push({ code: "custom", message, input: typed });
      return z.NEVER;
    }),
  });
}

export async function getDomain(sql: Sql, storeId: string): Promise<StoreDomain | null> {
  const [row] = await sql<{ domain: StoreDomain | null }[]>`
    select public.get_store_domain(${storeId}) as domain`;
  return row!.domain;
}

/** Claims a domain for a store; null gives the one it has up. */
export async function saveDomain(sql: Sql, storeId: string, host: string | null): Promise<void> {
  await sql`select public.save_store_domain(${storeId}, ${host})`;
}

/** Has its DNS asked now. */
export async function requestCheck(sql: Sql, storeId: string): Promise<void> {
  await sql`select public.request_domain_check(${storeId})`;
}
