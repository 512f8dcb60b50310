import type { Days } from "@/lib/date_range.ts";
import type { Sql } from "@/lib/db/mod.ts";
import type { LedgerBook, LedgerKind } from "@/lib/enums.ts";
import type { Currency } from "@/lib/money.ts";
import type { MoneyWay } from "./ways.ts";

/** A transfer from one book to another, and the order that caused it. */
export interface LedgerEntry {
  id: string;
  /** Microseconds since 1970, as a text: what a list is continued after. */
  moment: string;
  bookedAt: Date;
  kind: LedgerKind;
  from: LedgerBook;
  to: LedgerBook;
  way: MoneyWay;
  amountMinor: number;
  currency: Currency;
  transactionRef: string | null;
  note: string;
  orderNumber: number;
  buyer: string;
}

export interface EntryFilter extends Days {
  way?: MoneyWay;
  /** Of the last one seen: "1795992412000000_0199...". */
  after?: string;
  limit?: number;
}

interface Scope {
  id: string;
  timeZone: string;
}

const AFTER = /^(\d{1,18})_([0-9a-f]{8}(?:-[0-9a-f]{4}){3}-[0-9a-f]{12})$/;

/** What moved on these days of the shop, newest first, a page at a time, and where the next one goes on. */
export async function listEntries(
  sql: Sql,
  store: Scope,
  { first, last, way, after, limit = 50 }: EntryFilter,
): Promise<{ entries: LedgerEntry[]; next: string | null }> {
  const [, moment, id] = AFTER.exec(after ?? "") ?? [];
  const found = await sql<LedgerEntry[]>`
    select e.id, (extract(epoch from e.booked_at) * 1000000)::bigint::text as moment,
      e.booked_at as "bookedAt", e.kind, e.from_book as "from", e.to_book as "to", e.way,
      e.amount_minor as "amountMinor", e.currency, e.transaction_ref as "transactionRef", e.note,
      o.number as "orderNumber", o.contact_name as buyer
    from public.ledger_entries as e
    join public.orders as o on o.store_id = e.store_id and o.id = e.order_id
    where e.store_id = ${store.id}
      and e.booked_at >= ${first}::date::timestamp at time zone ${store.timeZone}
      and e.booked_at < (${last}::date + 1)::timestamp at time zone ${store.timeZone}
      ${way ? sql`and e.way = ${way}` : sql``}
      ${
    moment
      ? sql`and (e.booked_at, e.id) < (timestamptz 'epoch' + ${moment}::bigint * interval '1 microsecond', ${id!}::uuid)`
      : sql``
  }
    order by e.booked_at desc, e.id desc limit ${limit + 1}`;
  const entries = found.slice(0, limit);
  const end = found.length > limit ? entries.at(-1)! : null;
  return { entries, next: end && `${end.moment}_${end.id}` };
}
