import type postgres from "postgres";

/** The sums of one day for one subject, as `private.sales` names them. */
export interface Sums {
  placed: number;
  converted: number;
  orders: number;
  first_orders: number;
  units: number;
  goods_minor: number;
  discount_minor: number;
  delivery_minor: number;
  tax_minor: number;
  added_tax_minor: number;
  total_minor: number;
  first_minor: number;
  refunds: number;
  refunded_minor: number;
}

export const NOTHING: Sums = {
  ...{ placed: 0, converted: 0, orders: 0, first_orders: 0, units: 0 },
  ...{ goods_minor: 0, discount_minor: 0, delivery_minor: 0, tax_minor: 0, added_tax_minor: 0 },
  ...{ total_minor: 0, first_minor: 0, refunds: 0, refunded_minor: 0 },
};

/** By "kind day subject": "all 2025-12-31 ". */
export type PlainSales = Record<string, Sums>;

// deno-lint-ignore no-explicit-any
type Row = Record<string, any>;

/** What a shop sold, added up one order and one entry after the other, without any cleverness. */
export async function addUp(
  sql: postgres.Sql,
  { storeId, timeZone, firsts }: { storeId: string; timeZone: string; firsts: Set<string> },
): Promise<PlainSales> {
  const sales: PlainSales = {};
  const calendar = new Intl.DateTimeFormat("en-CA", { timeZone });
  const add = (kind: string, at: Date, subject: string, sums: Partial<Sums>) => {
    const into = sales[`${kind} ${calendar.format(at)} ${subject}`] ??= { ...NOTHING };
    for (const [name, n] of Object.entries(sums)) into[name as keyof Sums] += n;
  };
  const orders: Row[] = await read(
    sql,
    sql`select * from orders
    where store_id = ${storeId} and currency = (select currency from stores where id = ${storeId})`,
  );
  for (const order of orders) {
    const converted = order.paid_at ? 1 : 0;
    add("all", order.placed_at, "", { placed: 1, converted });
    add("source", order.placed_at, order.source, { placed: 1, converted });
    if (order.paid_at) await addOrder(sql, order, firsts.has(order.id), add);
    await addMoney(sql, order, add);
  }
  return sales;
}

type Add = (kind: string, at: Date, subject: string, sums: Partial<Sums>) => void;

async function addOrder(sql: postgres.Sql, order: Row, isFirst: boolean, add: Add): Promise<void> {
  const sold = {
    orders: 1,
    first_orders: isFirst ? 1 : 0,
    goods_minor: order.items_minor,
    discount_minor: order.discount_minor,
    delivery_minor: order.delivery_minor,
    tax_minor: order.tax_minor,
    added_tax_minor: order.is_tax_included ? 0 : order.tax_minor,
    total_minor: order.total_minor,
    first_minor: isFirst ? order.total_minor : 0,
  };
  const place = `${order.delivery_method}:${order.area ?? order.pickup_place ?? ""}`;
  add("all", order.paid_at, "", sold);
  add("source", order.paid_at, order.source, sold);
  add("area", order.paid_at, place, sold);
  for (const line of await read(sql, sql`select * from order_items where order_id = ${order.id}`)) {
    add("all", order.paid_at, "", { units: line.quantity });
    add("variant", order.paid_at, line.variant_id, {
      orders: 1,
      units: line.quantity,
      goods_minor: line.total_minor,
      discount_minor: line.discount_minor,
      total_minor: line.total_minor - line.discount_minor,
    });
  }
  const used = await read(sql, sql`select * from order_discounts where order_id = ${order.id}`);
  for (const { discount_id, amount_minor } of used) {
    add("discount", order.paid_at, discount_id, {
      orders: 1,
      first_orders: isFirst ? 1 : 0,
      discount_minor: amount_minor,
      total_minor: order.total_minor,
    });
  }
}

/** What came and went, by way; what went back of a paid order counts once it is not just what was too much. */
async function addMoney(sql: postgres.Sql, order: Row, add: Add): Promise<void> {
  const entries = await read(
    sql,
    sql`
    select e.*, a.gateway from ledger_entries as e left join payment_accounts as a on a.id = e.account_id
    where order_id = ${order.id} and currency = ${order.currency} order by booked_at, e.id`,
  );
  let tooMuch = Math.max(
    0,
    entries.reduce((sum, e) => sum + (e.from_book === "buyer" ? e.amount_minor : 0), 0) -
      order.total_minor,
  );
  for (const { from_book, to_book, kind, gateway, amount_minor, booked_at } of entries) {
    const way = gateway ?? (kind === "cash" || kind === "transfer" ? kind : "hand");
    if (from_book === "buyer") {
      add("method", booked_at, way, { orders: 1, total_minor: amount_minor });
    }
    if (to_book !== "buyer") continue;
    add("method", booked_at, way, { refunds: 1, refunded_minor: amount_minor });
    const refunded = Math.max(0, amount_minor - tooMuch);
    tooMuch -= amount_minor - refunded;
    if (refunded > 0 && order.paid_at) {
      add("all", booked_at, "", { refunds: 1, refunded_minor: refunded });
    }
  }
}

/** Rows with their amounts as numbers. */
async function read(sql: postgres.Sql, query: postgres.PendingQuery<Row[]>): Promise<Row[]> {
  void sql;
  return (await query).map((row) =>
    Object.fromEntries(
      Object.entries(row).map(([name, value]) => [
        name,
        name.endsWith("_minor") && typeof value === "string" ? Number(value) : value,
      ]),
    )
  );
}
