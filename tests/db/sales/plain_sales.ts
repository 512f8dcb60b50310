import type postgres from "postgres";
import type { Days } from "@/lib/date_range.ts";

/** How the days of a shop are cut. */
export interface Cut {
  timeZone: string;
  currency: string;
}

/** By day and by product, with the names that the database has for sums. */
export interface PlainSales {
  days: Record<string, Record<string, number>>;
  products: Record<string, Record<string, number>>;
}

const NO_DAY = {
  ...{ placed: 0, converted: 0, orders: 0, first_orders: 0, units: 0, goods_minor: 0 },
  ...{ discount_minor: 0, delivery_minor: 0, tax_minor: 0, total_minor: 0, refunded_minor: 0 },
  ...{ first_minor: 0 },
};
const NO_PRODUCT = { orders: 0, units: 0, goods_minor: 0, discount_minor: 0 };

interface Order {
  id: string;
  customer_id: string;
  status: string;
  currency: string;
  placed_at: Date;
  paid_at: Date | null;
  items: number;
  discount: number;
  delivery: number;
  tax: number;
  total: number;
  paid: number;
  refunded: number;
}

/** What a shop sold, added up one order after the other, without any cleverness. */
export async function addUp(
  sql: postgres.Sql,
  storeId: string,
  { timeZone, currency, first, last }: Cut & Days,
): Promise<PlainSales> {
  const { days, products }: PlainSales = { days: {}, products: {} };
  const calendar = new Intl.DateTimeFormat("en-CA", { timeZone });
  const isSale = ({ status, paid_at }: Order) =>
    paid_at !== null && ["paid", "fulfilled", "completed"].includes(status);
  const isIn = (day: string) => day >= first && day <= last;
  const orders = await readOrders(sql, storeId);
  const firsts = firstSales(orders.filter(isSale));
  for (const order of orders) {
    if (order.currency !== currency) continue;
    const placedOn = calendar.format(order.placed_at);
    if (isIn(placedOn)) {
      add(days[placedOn] ??= { ...NO_DAY }, { placed: 1, converted: isSale(order) ? 1 : 0 });
    }
    if (!isSale(order)) continue;
    const paidOn = calendar.format(order.paid_at!);
    if (!isIn(paidOn)) continue;
    const day = days[paidOn] ??= { ...NO_DAY };
    addOrder(day, order, firsts.has(order.id));
    await addLines(sql, order.id, { day, products });
  }
  return { days, products };
}

function addOrder(day: Record<string, number>, order: Order, isFirst: boolean): void {
  const tooMuch = Math.max(0, order.paid - order.total);
  const refunded = Math.max(0, order.refunded - tooMuch);
  add(day, {
    orders: 1,
    first_orders: isFirst ? 1 : 0,
    goods_minor: order.items,
    discount_minor: order.discount,
    delivery_minor: order.delivery,
    tax_minor: order.tax,
    total_minor: order.total,
    refunded_minor: refunded,
    first_minor: isFirst ? order.total - refunded : 0,
  });
}

async function addLines(
  sql: postgres.Sql,
  orderId: string,
  { day, products }: { day: Record<string, number>; products: PlainSales["products"] },
): Promise<void> {
  const lines = await sql`
    select v.product_id, i.quantity, i.total_minor::int as total, i.discount_minor::int as discount
    from order_items as i join variants as v on v.id = i.variant_id where i.order_id = ${orderId}`;
  for (const { quantity } of lines) add(day, { units: quantity });
  for (const productId of new Set(lines.map(({ product_id }) => product_id))) {
    add(products[productId] ??= { ...NO_PRODUCT }, { orders: 1 });
  }
  for (const { product_id, quantity, total, discount } of lines) {
    add(products[product_id]!, { units: quantity, goods_minor: total, discount_minor: discount });
  }
}

/** The order with which each customer began to buy. */
function firstSales(sales: Order[]): Set<string> {
  const firsts = new Map<string, Order>();
  const isBefore = (a: Order, b: Order) =>
    a.paid_at! < b.paid_at! || (+a.paid_at! === +b.paid_at! && a.id < b.id);
  for (const sale of sales) {
    const known = firsts.get(sale.customer_id);
    if (!known || isBefore(sale, known)) firsts.set(sale.customer_id, sale);
  }
  return new Set([...firsts.values()].map(({ id }) => id));
}

function add(sums: Record<string, number>, more: Record<string, number>): void {
  for (const [name, n] of Object.entries(more)) sums[name] = sums[name]! + n;
}

async function readOrders(sql: postgres.Sql, storeId: string): Promise<Order[]> {
  return await sql<Order[]>`
    select id, customer_id, status, currency, placed_at, paid_at, items_minor::int as items,
      discount_minor::int as discount, delivery_minor::int as delivery, tax_minor::int as tax,
      total_minor::int as total, paid_minor::int as paid, refunded_minor::int as refunded
    from orders where store_id = ${storeId}`;
}
