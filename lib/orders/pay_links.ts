import { waysJson } from "@/lib/checkout/mod.ts";
import { camelKeys, type Sql } from "@/lib/db/mod.ts";
import type { Gateway, Way } from "@/lib/enums.ts";
import type { Currency } from "@/lib/money.ts";
import { ok, refuse, type Result } from "@/lib/result.ts";
import { type Shell, shellColumns, type ShopRequest } from "@/lib/stores/mod.ts";
import {
  type OrderKey,
  refusePayment,
  type RetryDetails,
  type RetryRefusal,
  type ShopperAttempt,
} from "./shopper_order.ts";
import { usedUp } from "./used_up.ts";

/** A link by which somebody else pays an order, as they may see it. */
export interface PayLink {
  currency: Currency;
  /** False once it was ended, or its order is paid or closed: then only a try of one's own is told. */
  isOpen: boolean;
  isPaid: boolean;
  /** What this person tried; null when nothing. */
  attempt: (ShopperAttempt & { id: string; receipt: string | null }) | null;
  /** First name of whoever ordered. */
  name: string;
  leftMinor: number;
  leastMinor: number;
  /** What phones are being asked for at this moment. */
  promptedMinor: number;
  goods: { title: string; quantity: number }[];
}

export interface PayLinkPage extends Shell {
  /** Null when the shop has no such link. */
  link: PayLink | null;
  ways: Way[];
}

export interface LinkKey {
  slug: string;
  link: string;
}

/** A try by a link; its id is told to nobody but whoever made it. */
export type TriedKey = LinkKey & { attemptId: string };

const TOKEN = /^[0-9a-f]{32}$/;
const UUID = /^[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}$/;

/** The page of a link, with one's own try when its id is given; null when there is no such shop. */
export async function readPayLinkPage(
  sql: Sql,
  { slug, cart, language, link, attemptId }: LinkKey & ShopRequest & { attemptId?: string },
): Promise<PayLinkPage | null> {
  const tried = attemptId && UUID.test(attemptId) ? attemptId : null;
  const [row] = await sql<(Shell & { link: unknown; ways: Way[] })[]>`
    select ${shellColumns(sql, { cart, language })},
      public.get_pay_link(${slug}, ${TOKEN.test(link) ? link : ""}, ${tried}) as "link",
      ${waysJson(sql)} as "ways"
    from public.stores as s
    where s.slug = ${slug}`;
  return row ? { ...row, link: camelKeys(row.link) as PayLink | null } : null;
}

export type LinkRefusal = RetryRefusal | "link_not_found" | "link_over";

/** Pays all of what is left, or a part of it, from a phone of somebody else's. Answers the try's id. */
export async function payByLink(
  sql: Sql,
  { slug, link, phone, gateway, amountMinor }: LinkKey & {
    phone: string;
    gateway: Gateway;
    amountMinor: number | null;
  },
): Promise<Result<string, LinkRefusal, RetryDetails>> {
  const [row] = await sql`
    select public.pay_by_link(${slug}, ${link}, ${phone}, ${gateway}, ${amountMinor}) as answer`
    .catch(usedUp);
  const { answer } = row!;
  return answer.ok ? ok(answer.attempt_id as string) : refusePayment(answer);
}

/** The gateway's page of a try by a link; null when there is none, or no more. */
export async function getLinkPage(
  sql: Sql,
  { slug, link, attemptId }: TriedKey,
): Promise<string | null> {
  if (!UUID.test(attemptId)) return null;
  const [row] = await sql<{ url: string | null }[]>`
    select public.get_link_page(${slug}, ${link}, ${attemptId}) as url`;
  return row!.url;
}

/** Has the gateway asked soon about a try by a link, for somebody who says that they paid. */
export async function requestLinkCheck(
  sql: Sql,
  { slug, link, attemptId }: TriedKey,
): Promise<void> {
  if (!UUID.test(attemptId)) return;
  await sql`select public.request_link_check(${slug}, ${link}, ${attemptId})`;
}

type ShareRefusal = "order_not_found" | "already_paid" | "order_cancelled" | "order_closed";

/** Makes the link by which somebody else pays an order, or finds the one that is there: its token. */
export async function sharePayment(
  sql: Sql,
  { slug, token }: OrderKey,
): Promise<Result<string, ShareRefusal>> {
  const [row] = await sql`select public.share_payment(${slug}, ${token}) as answer`;
  const { answer } = row!;
  return answer.ok ? ok(answer.token as string) : refuse(answer.code as ShareRefusal);
}

/** Ends it. False when there is no such order. */
export async function unsharePayment(sql: Sql, { slug, token }: OrderKey): Promise<boolean> {
  const [row] = await sql`select public.unshare_payment(${slug}, ${token}) as answer`;
  return row!.answer.ok;
}
