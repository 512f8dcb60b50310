import { camelKeys, type Sql } from "@/lib/db/mod.ts";
import type { DiscountClass } from "@/lib/enums.ts";
import { type Currency, formatMoney } from "@/lib/money.ts";

/** A variant as somebody typed it, with how many. */
export interface TriedGoods {
  label: string;
  quantity: number;
}

export interface TriedLine {
  variantId: string;
  label: string;
  quantity: number;
  fullMinor: number;
  offMinor: number;
}

interface Considered {
  discountId: string;
  name: string;
  code: string | null;
  class: DiscountClass;
  problem?: string;
  missingMinor?: number;
  missingQuantity?: number;
}

/** What a cart would come to, and what each discount has to do with it. */
export interface Trial {
  lines: TriedLine[];
  /** What was typed and is not sold. */
  missing: string[];
  savedMinor: number;
  considered: (Considered & { offMinor: number })[];
}

interface Quoted {
  considered: Considered[];
  quotes: {
    savedMinor: number;
    applied: { discountId: string; amountMinor: number }[];
    lines: number[];
  }[];
}

interface Asked {
  goods: TriedGoods[];
  /** Empty without one. */
  code: string;
  /** E.164, or null. */
  phone: string | null;
  /** Null where nothing is delivered. */
  feeMinor: number | null;
}

/** Names of what a shop sells, "Sisal basket, Medium": the first 300. */
export async function listLabels(sql: Sql, storeId: string): Promise<string[]> {
  const rows = await sql<{ label: string }[]>`
    select ${labelOf(sql)} as label from public.variants as v
    join public.products as p on p.store_id = v.store_id and p.id = v.product_id
    where v.store_id = ${storeId} and p.status = 'published' and v.archived_at is null
    order by p.title, v.position limit 300`;
  return rows.map(({ label }) => label);
}

function labelOf(sql: Sql) {
  return sql`concat_ws(', ', p.title, nullif(array_to_string(v.option_values, ', '), ''))`;
}

/** Tries a cart of a store on all its discounts. The same goods on two lines are one. */
export async function tryDiscounts(
  sql: Sql,
  storeId: string,
  { goods, code, phone, feeMinor }: Asked,
): Promise<Trial> {
  const found = await findGoods(sql, storeId, goods);
  const input = {
    lines: found.map(({ variantId, quantity }) => ({ variant_id: variantId, quantity })),
    code: code || null,
    phone,
    fee_minor: feeMinor,
  };
  const [row] = await sql<{ quoted: unknown }[]>`
    select public.try_discounts(${storeId}, ${sql.json(input)}) as quoted`;
  const { considered, quotes: [quote] } = camelKeys(row!.quoted) as Quoted;
  return {
    // Both go by the ids of variants.
    lines: found.map((line, i) => ({ ...line, offMinor: quote!.lines?.[i] ?? 0 })),
    missing: goods.filter((_, i) => !found.some(({ typed }) => typed.includes(i)))
      .map(({ label }) => label),
    savedMinor: quote!.savedMinor,
    considered: considered.map((one) => ({
      ...one,
      offMinor: quote!.applied.find(({ discountId }) => discountId === one.discountId)
        ?.amountMinor ?? 0,
    })),
  };
}

interface Found extends Omit<TriedLine, "offMinor"> {
  /** Which of what was typed it is. */
  typed: number[];
}

/** What was typed as the shop sells it now, as many as there are, in the order of their ids. */
async function findGoods(sql: Sql, storeId: string, goods: TriedGoods[]): Promise<Found[]> {
  return await sql<Found[]>`
    select f.id as "variantId", f.label, f.quantity, f.quantity * f.price_minor as "fullMinor", f.typed
    from (
      select v.id, v.label, v.price_minor, array_agg(t.i::int - 1) as typed, case
        when v.stock_hint < 5 then least(sum(t.quantity), v.stock_hint)
        else least(sum(t.quantity), 999) end::int as quantity
      from unnest(
        ${goods.map(({ label }) => label)}::text[], ${goods.map(({ quantity }) => quantity)}::int[]
      ) with ordinality as t (label, quantity, i)
      cross join lateral (
        select v.id, v.price_minor, v.stock_hint, ${labelOf(sql)} as label from public.variants as v
        join public.products as p on p.store_id = v.store_id and p.id = v.product_id
        where v.store_id = ${storeId} and p.status = 'published' and v.archived_at is null
          and position(lower(t.label) in lower(${labelOf(sql)})) > 0
        order by lower(${labelOf(sql)}) <> lower(t.label), p.title, v.position limit 1
      ) as v
      group by v.id, v.label, v.price_minor, v.stock_hint
    ) as f
    where f.quantity > 0 order by f.id`;
}

/** What a discount has to do with the cart that was tried. */
export function explain(
  { problem, missingMinor, missingQuantity, offMinor, class: kind }: Trial["considered"][number],
  { currency, isDelivered }: { currency: Currency; isDelivered: boolean },
): string {
  if (offMinor > 0) return `Takes off ${formatMoney(offMinor, currency)}.`;
  switch (problem) {
    case "min_amount":
      return `Needs ${formatMoney(missingMinor!, currency)} more of its goods.`;
    case "min_quantity":
      return `Needs ${missingQuantity} more of its goods.`;
    case undefined:
      return kind === "delivery" && !isDelivered
        ? "Nothing is delivered."
        : "Would apply, but others that it does not go with save the shopper more.";
    default:
      return PROBLEMS[problem] ?? "Does not apply.";
  }
}

const PROBLEMS: Record<string, string> = {
  ended: "It has ended.",
  not_started: "It has not started.",
  used_up: "It was used as often as it may be.",
  used_by_you: "This phone has used it as often as it may.",
  no_match: "Nothing in the cart is among its goods.",
};
