import { z } from "zod";
import type { Sql } from "@/lib/db/mod.ts";
import type { Gateway, OrderStatus } from "@/lib/enums.ts";
import type { FormErrors } from "@/lib/http/mod.ts";
import type { Currency } from "@/lib/money.ts";

export type ArrivalState = "received" | "open" | "placed" | "known" | "returned";

/** Money that came without having been asked for. */
export interface Arrival {
  id: string;
  gateway: Gateway;
  state: ArrivalState;
  receipt: string;
  amountMinor: number;
  currency: Currency;
  /** As the gateway tells it: a number, one with stars in it, a hash, or nothing. */
  payer: string;
  payerName: string;
  /** What the payer typed. */
  reference: string;
  cameAt: Date;
  /** Of the order that it was booked for. */
  orderNumber: number | null;
  /** How it was given back. */
  handRef: string | null;
}

export const ARRIVAL_TABS = ["open", "settled"] as const;
export type ArrivalTab = typeof ARRIVAL_TABS[number];

const PAGE_SIZE = 25;

function columns(sql: Sql) {
  return sql`
    r.id, acc.gateway, r.state, r.receipt, r.amount_minor as "amountMinor", r.currency, r.payer,
    r.payer_name as "payerName", r.reference, r.came_at as "cameAt", o.number as "orderNumber",
    r.hand_ref as "handRef"
    from public.arrivals as r
    join public.payment_accounts as acc on acc.store_id = r.store_id and acc.id = r.account_id
    left join public.orders as o on o.store_id = r.store_id and o.id = r.order_id`;
}

/** What waits for a person, or what became of the rest; newest first. `next` is where older ones start. */
export async function listArrivals(
  sql: Sql,
  storeId: string,
  { tab, after }: { tab: ArrivalTab; after?: string | undefined },
): Promise<{ arrivals: Arrival[]; next: string | null }> {
  const rows = await sql<Arrival[]>`
    select ${columns(sql)}
    where r.store_id = ${storeId}
      ${tab === "open" ? sql`and r.state = 'open'` : sql`and r.state in ('placed', 'returned')`}
      ${after ? sql`and r.id < ${after}` : sql``}
    order by r.id desc limit ${PAGE_SIZE + 1}`;
  const arrivals = rows.slice(0, PAGE_SIZE);
  return { arrivals, next: rows.length > PAGE_SIZE ? arrivals.at(-1)!.id : null };
}

export async function getArrival(sql: Sql, storeId: string, id: string): Promise<Arrival | null> {
  const [row] = await sql<Arrival[]>`
    select ${columns(sql)} where r.store_id = ${storeId} and r.id = ${id}`;
  return row ?? null;
}

/** An order that money may be for. */
export interface Candidate {
  number: number;
  contactName: string;
  contactPhone: string;
  status: OrderStatus;
  totalMinor: number;
  leftMinor: number;
  currency: Currency;
  placedAt: Date;
}

const SHOWN = 10;

/** Orders by their number or phone; without either, unpaid ones for which just this amount is left. */
export async function findCandidates(
  sql: Sql,
  storeId: string,
  { currency, amountMinor, search }: {
    currency: Currency;
    amountMinor: number;
    search: string;
  },
): Promise<Candidate[]> {
  const digits = search.replace(/\D/g, "").replace(/^0+/, "").slice(0, 15);
  if (search && !digits) return [];
  const number = digits.length <= 9 ? Number(digits) : 0;
  const wanted = search
    ? sql`(o.number = ${number} ${
      digits.length >= 6 ? sql`or o.contact_phone like ${"%" + digits}` : sql``
    })`
    : sql`o.status in ('pending', 'expired') and o.total_minor - o.paid_minor = ${amountMinor}`;
  return await sql<Candidate[]>`
    select o.number, o.contact_name as "contactName", o.contact_phone as "contactPhone", o.status,
      o.total_minor as "totalMinor", greatest(0, o.total_minor - o.paid_minor) as "leftMinor", o.currency,
      o.placed_at as "placedAt"
    from public.orders as o
    where o.store_id = ${storeId} and o.currency = ${currency} and ${wanted}
    order by o.id desc limit ${SHOWN}`;
}

/** The forms of one arrival: for this order, or given back. */
export const ArrivalForm = z.discriminatedUnion("act", [
  z.object({
    act: z.literal("place"),
    number: z.coerce.number().int().positive().max(999_999_999),
  }),
  z.object({
    act: z.literal("return"),
    reference: z.string().trim().min(1, "Say how: cash, or the code of your transfer.")
      .max(80, "That is too long."),
  }),
]);
export type ArrivalForm = z.output<typeof ArrivalForm>;

const REFUSALS: Record<string, string> = {
  arrival_settled: "Somebody has settled this money meanwhile.",
  order_not_found: "There is no such order.",
  wrong_currency: "That order is in another currency.",
};

/** Books it for the order, or notes that it went back. Null when done, else what to say. AF404 for strangers. */
export async function settleArrival(
  sql: Sql,
  { storeId, id }: { storeId: string; id: string },
  form: ArrivalForm,
): Promise<FormErrors | null> {
  const [row] = await sql<{ answer: { ok: boolean; code?: string } }[]>`
    select ${
    form.act === "place"
      ? sql`public.place_arrival(${storeId}, ${id}, ${form.number})`
      : sql`public.return_arrival(${storeId}, ${id}, ${form.reference})`
  } as answer`;
  const { ok, code } = row!.answer;
  return ok ? null : { "": REFUSALS[code ?? ""] ?? "This could not be done." };
}
