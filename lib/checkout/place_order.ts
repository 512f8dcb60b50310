import type { CartLine } from "@/lib/carts/mod.ts";
import type { Sql } from "@/lib/db/mod.ts";
import type { Language } from "@/lib/i18n/mod.ts";
import { isHandWay } from "@/lib/payments/methods.ts";
import { ok, refuse, type Result } from "@/lib/result.ts";
import type { ShopperKey } from "@/lib/shoppers/mod.ts";
import type { CodeProblem } from "./discounts.ts";
import type { CheckoutInput } from "./input.ts";

export interface PlacedOrder {
  token: string;
  /** "KK-1048". */
  label: string;
  totalMinor: number;
}

export type OrderRefusal =
  | "store_not_found"
  | "idempotency_key_reused"
  | "payment_not_available"
  | "delivery_needed"
  | "pickup_not_offered"
  | "pickup_point_not_offered"
  | "area_not_served"
  | "lines_unavailable"
  | "discount_not_applied"
  | "total_changed"
  | "total_not_payable"
  | "cash_too_much"
  | "parts_not_offered"
  | "deposit_changed"
  | "too_many_cash_orders"
  | "too_many_orders"
  | "too_many_prompts";

/** A line that stood in the way of an order. */
export interface UnavailableLine {
  variantId: string;
  /** Null when it is not sold any more. */
  title: string | null;
  variantTitle: string | null;
  /** How many there are; 0 when it is gone. */
  available: number;
}

export interface RefusalDetails {
  /** With `lines_unavailable`. */
  lines: UnavailableLine[];
  /** With `discount_not_applied`. */
  problem?: CodeProblem;
}

interface Answer {
  ok: boolean;
  code: OrderRefusal;
  token: string;
  label: string;
  total_minor: number;
  problem?: CodeProblem;
  lines?: {
    variant_id: string;
    title: string | null;
    variant_title: string | null;
    available: number | null;
  }[];
}

/**
 * Places an order: one statement that checks price, stock and area, and reserves. The same key and
 * input again answer with the same order. Nothing is written when it is refused. Its pin goes with it,
 * and where it goes is kept for whoever is signed in with `token`. `language` is what messages about it
 * will speak; without one, the shop's first.
 */
export async function placeOrder(
  sql: Sql,
  { slug, token }: ShopperKey,
  input: CheckoutInput & { language?: Language },
): Promise<Result<PlacedOrder, OrderRefusal, RefusalDetails>> {
  const pin = input.method === "delivery" ? input.pin : null;
  // Each step waits for the one before: they are functions that write.
  const [row] = await sql<{ answer: Answer }[]>`
    with placed as materialized (
      select public.place_order(${slug}, ${input.key}, ${sql.json(toSql(input))}) as answer
    ), pinned as materialized (
      select answer, ${
    pin ? sql`public.set_order_pin(${slug}, answer ->> 'token', ${pin.lat}, ${pin.lng})` : sql`null`
  } as pin from placed
    )
    select answer, ${
    token ? sql`public.keep_order_address(${slug}, answer ->> 'token', ${token})` : sql`null`
  } as kept from pinned`;
  const answer = row!.answer;
  if (!answer.ok) {
    const { code, lines = [], problem } = answer;
    return refuse(code, { lines: lines.map(toLine), problem });
  }
  return ok({ token: answer.token, label: answer.label, totalMinor: answer.total_minor });
}

function toSql(input: CheckoutInput & { language?: Language }) {
  return {
    lines: input.lines.map(({ variantId, quantity }) => ({ variant_id: variantId, quantity })),
    name: input.name,
    phone: input.phone,
    payer_phone: input.payerPhone,
    ...(input.gateway && { [isHandWay(input.gateway) ? "hand_way" : "gateway"]: input.gateway }),
    email: input.email,
    note: input.note,
    wants_news: input.wantsNews,
    second_phone: input.secondPhone,
    delivery_method: input.method,
    ...(input.discount && { discount: input.discount }),
    ...(input.language && { language: input.language }),
    expected_total_minor: input.shownTotalMinor,
    ...(input.isInParts && toParts(input)),
    ...(input.method === "delivery" &&
      { area: input.area, landmark: input.landmark, directions: input.directions }),
    ...(input.method === "pickup" && { pickup_point_id: input.pickupPoint }),
  };
}

/** What was told of the deposit and the day: less time or another sum is refused. */
function toParts({ shownDepositMinor, shownLastDay }: CheckoutInput) {
  return {
    in_parts: true,
    ...(shownDepositMinor !== null && { expected_deposit_minor: shownDepositMinor }),
    ...(shownLastDay && { expected_last_day: shownLastDay }),
  };
}

function toLine(line: NonNullable<Answer["lines"]>[number]): UnavailableLine {
  return {
    variantId: line.variant_id,
    title: line.title,
    variantTitle: line.variant_title || null,
    available: line.available ?? 0,
  };
}

/** What is left to order of these lines once the unavailable ones are cut to what there is. */
export function cutLines(
  lines: readonly CartLine[],
  unavailable: readonly UnavailableLine[],
): CartLine[] {
  return lines.flatMap((line) => {
    const cut = unavailable.find(({ variantId }) => variantId === line.variantId);
    if (!cut) return [line];
    return cut.available > 0 ? [{ ...line, quantity: Math.min(line.quantity, cut.available) }] : [];
  });
}
