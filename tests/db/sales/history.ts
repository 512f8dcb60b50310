import fc from "fast-check";
import type postgres from "postgres";
import { makeShop, type Shop } from "@/tests/fixtures/shop.ts";

/** Zones whose days begin at other moments; some put their clocks forward and back at midnight. */
export const ZONES = [
  ...["Africa/Nairobi", "Africa/Lagos", "Africa/Cairo", "UTC"],
  ...["America/Havana", "Asia/Kathmandu", "Pacific/Auckland"],
];

/** Around these, clocks change in one zone or another, a month or a year ends, and it is leap day. */
const BORDERS = [
  ...["2025-03-09T05:00Z", "2025-04-24T22:00Z", "2025-10-30T21:00Z", "2025-11-02T05:00Z"],
  ...["2025-12-31T22:00Z", "2024-02-28T23:00Z", "2025-04-05T14:00Z", "2025-09-27T14:00Z"],
].map((text) => Date.parse(text));

export interface Step {
  kind:
    | "place"
    | "pay"
    | "pay_more"
    | "refund"
    | "edit"
    | "swap"
    | "fee"
    | "cancel"
    | "fulfil"
    | "merge"
    | "zone"
    | "currency"
    | "roll_up"
    | "killed";
  at: Date;
  /** Which of the orders so far, of the customers, of the zones. */
  which: number;
  amount: number;
  isOther: boolean;
}

export const step: fc.Arbitrary<Step> = fc.record({
  kind: fc.constantFrom(
    ...["place", "place", "pay", "pay", "pay", "pay_more", "refund", "refund", "refund"] as const,
    ...["edit", "swap", "fee", "cancel", "fulfil", "merge", "zone", "currency"] as const,
    ...["roll_up", "roll_up", "killed"] as const,
  ),
  at: fc.tuple(fc.constantFrom(...BORDERS), fc.integer({ min: -30 * 3600, max: 30 * 3600 }))
    .map(([border, seconds]) => new Date(border + seconds * 1000)),
  which: fc.nat(6),
  amount: fc.integer({ min: 1, max: 2_000 }),
  isOther: fc.boolean(),
});

export interface History {
  sql: postgres.Sql;
  shop: Shop;
  orders: string[];
  customers: string[];
}

export async function beginHistory(sql: postgres.Sql): Promise<History> {
  const shop = await makeShop(sql, { stock: [0, 0] });
  const [other] = await sql`
    with p as (
      insert into products (store_id, slug, title, status)
      values (${shop.storeId}, 'mat', 'Mat', 'published') returning id
    )
    insert into variants (store_id, product_id, option_values, price_minor, position)
    select ${shop.storeId}, id, array['Size 0'], 100, 0 from p returning id`;
  shop.variantIds.push(other!.id);
  const customers = await sql`
    insert into customers (store_id, phone, name)
    select ${shop.storeId}, '+25471234567' || n, 'Wanjiru' from generate_series(0, 2) as n returning id`;
  return {
    ...{ sql, shop, orders: [] },
    customers: customers.map(({ id }) => id),
  };
}

/** Does it. What the product's functions do in the present is written here at any moment, by the same triggers. */
export async function take(one: Step, history: History): Promise<void> {
  const { sql, shop: { storeId }, orders } = history;
  const orderId = orders[one.which % Math.max(1, Math.min(4, orders.length))];
  switch (one.kind) {
    case "place":
      return await place(one, history);
    case "zone":
      await sql`update stores set time_zone = ${ZONES[one.which]!} where id = ${storeId}`;
      return;
    case "currency":
      await sql`update stores set currency = ${one.isOther ? "UGX" : "KES"} where id = ${storeId}`;
      return;
    case "roll_up":
      await Promise.all(
        Array.from(
          { length: one.isOther ? 2 : 1 },
          () => sql`select private.roll_up_sales(${storeId})`,
        ),
      );
      return;
    case "killed":
      await sql.begin(async (sql) => {
        await sql`select private.roll_up_sales(${storeId})`;
        throw new Error("killed");
      }).catch(() => {});
      return;
  }
  if (!orderId) return;
  switch (one.kind) {
    case "pay":
      return await pay(one, orderId, history);
    case "pay_more":
      return await book(one, orderId, history, "in");
    case "refund":
      return await book(one, orderId, history, "out");
    case "edit":
      await sql.begin(async (sql) => {
        await sql`update order_items set quantity = ${one.amount % 9 + 1},
          total_minor = unit_price_minor * ${one.amount % 9 + 1}, discount_minor = 0
          where order_id = ${orderId} and position = 0`;
        await sql`update orders set items_minor = s.minor,
          total_minor = s.minor + delivery_minor - least(discount_minor, s.minor), discount_minor = least(discount_minor, s.minor)
          from (select sum(total_minor) as minor from order_items where order_id = ${orderId}) as s
          where id = ${orderId}`;
      });
      return;
    case "swap":
      await sql`update order_items as i set variant_id = ${history.shop.variantIds[2]!}
        where order_id = ${orderId} and position = 0 and not exists (
          select from order_items where order_id = i.order_id and variant_id = ${history.shop
        .variantIds[2]!})`;
      return;
    case "fee":
      await sql`update orders set delivery_minor = ${one.amount},
        total_minor = total_minor - delivery_minor + ${one.amount} where id = ${orderId}`;
      return;
    case "cancel":
      await sql`update orders set status = 'cancelled' where id = ${orderId} and status in ('pending', 'paid')`;
      return;
    case "fulfil":
      await sql`update orders set status = 'fulfilled' where id = ${orderId} and status = 'paid'`;
      return;
    case "merge":
      // As merging two customers moves what they bought.
      await sql`update orders set customer_id = ${history
        .customers[one.which % 3]!} where id = ${orderId}`;
  }
}

async function place(one: Step, history: History): Promise<void> {
  const { sql, shop: { storeId, variantIds }, customers, orders } = history;
  const [price, taken, number] = [100 * one.amount, one.isOther ? 50 : 0, 1001 + orders.length];
  const lines = one.isOther ? [0, 1 + one.which % 2] : [0];
  const goods = price * lines.length;
  const isPickup = one.which % 3 === 0;
  await sql.begin(async (sql) => {
    // What is sold in another currency is in none of the sums.
    const [order] = await sql`
      insert into orders (store_id, number, currency, items_minor, delivery_minor, discount_minor, tax_minor,
        is_tax_included, total_minor, customer_id, contact_name, contact_phone, delivery_method, area, landmark,
        pickup_place, idempotency_key, request_fingerprint, placed_at, expires_at)
      values (${storeId}, ${number}, ${
      one.which === 6 ? "UGX" : "KES"
    }, ${goods}, 300, ${taken}, 16, true,
        ${goods + 300 - taken}, ${customers[one.which % 3]!}, 'Wanjiru', '+254712345678',
        ${isPickup ? "pickup" : "delivery"}, ${isPickup ? null : "Kilimani"}, ${
      isPickup ? null : "Gate"
    },
        ${isPickup ? "Market stall" : ""}, ${`key-${number}-of-order`}, 'x', ${one.at}, ${one.at})
      returning id`;
    for (const position of lines) {
      await sql`insert into order_items (store_id, order_id, variant_id, product_title, product_slug,
          unit_price_minor, quantity, total_minor, position, discount_minor)
        values (${storeId}, ${
        order!.id
      }, ${variantIds[position]!}, 'Basket', 'basket', ${price}, 1, ${price},
          ${position}, ${position === 0 ? taken : 0})`;
    }
    orders.push(order!.id);
  });
}

async function pay(one: Step, orderId: string, history: History): Promise<void> {
  const { sql } = history;
  const [order] = await sql`
    select status, (total_minor - paid_minor)::int as due from orders where id = ${orderId}`;
  if (order!.status !== "pending" && order!.status !== "cancelled") return;
  if (order!.due > 0) await book({ ...one, amount: order!.due }, orderId, history, "in");
  // As settling does, in one statement with its status.
  await sql`update orders set status = 'paid', paid_at = ${one.at} where id = ${orderId}`;
}

let keys = 0;

/** Money that comes or goes back, never more than is there; by a gateway or by hand. */
async function book(
  { at, amount, isOther, which }: Step,
  orderId: string,
  { sql, shop: { accountId } }: History,
  way: "in" | "out",
): Promise<void> {
  const [order] = await sql`
    select store_id, currency, (paid_minor - refunded_minor)::int as kept from orders where id = ${orderId}`;
  const minor = way === "in" ? amount : Math.min(100 * amount, order!.kept);
  if (minor <= 0) return;
  const hand = isOther ? "hand" : "gateway";
  const [kind, from, to] = way === "in"
    ? [isOther ? (which % 2 ? "cash" : "transfer") : "charge", "buyer", hand]
    : ["refund", hand, "buyer"];
  await sql`
    insert into ledger_entries (store_id, order_id, kind, from_book, to_book, amount_minor, currency, account_id,
      entry_key, booked_at)
    values (${order!.store_id}, ${orderId}, ${kind!}, ${from!}, ${to!}, ${minor}, ${
    order!.currency
  },
      ${isOther ? null : accountId}, ${`key-${++keys}`}, ${at})`;
}
