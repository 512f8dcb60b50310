import type { CsvCell } from "@/lib/csv.ts";
import type { Sql } from "@/lib/db/mod.ts";
import { type Currency, formatDecimal } from "@/lib/money.ts";
import type { Export } from "./export.ts";

/** Orders a page; each has 50 lines at most. */
const PAGE = 200;

const OF_ORDER = [
  ...["Order", "Created at", "Status", "Financial Status", "Fulfillment Status", "Currency"],
  ...["Subtotal", "Shipping", "Taxes", "Total", "Paid", "Name", "Phone", "Email"],
  ...["Delivery Method", "Area", "Landmark", "Directions", "Notes"],
  ...["Discount Code", "Discount Amount", "Refunded Amount"],
];
const OF_LINE = [
  ...["Lineitem name", "Lineitem variant", "Lineitem sku", "Lineitem quantity"],
  ...["Lineitem price", "Lineitem total", "Lineitem discount"],
];

interface Order {
  id: string;
  label: string;
  placed_at: Date;
  status: string;
  payment_status: string;
  fulfilment_status: string;
  currency: Currency;
  items_minor: number;
  delivery_minor: number;
  discount_minor: number;
  /** Names, or codes where there are some: "KARIBU, Sale". */
  discounts: string | null;
  tax_minor: number;
  total_minor: number;
  paid_minor: number;
  /** What buyers have back. */
  refunded_minor: number;
  contact_name: string;
  contact_phone: string;
  contact_email: string | null;
  delivery_method: string;
  area: string | null;
  landmark: string | null;
  directions: string | null;
  note: string;
  lines: Line[];
}

interface Line {
  product_title: string;
  variant_title: string;
  sku: string | null;
  quantity: number;
  unit_price_minor: number;
  total_minor: number;
  discount_minor: number;
}

/** Orders, a row a line. Sums stand in an order's first row alone, so that a column adds up. */
export const ORDERS: Export = fileOf(null);

/** The same of some orders, those with these numbers. */
export function chosenOrders(numbers: number[]): Export {
  return fileOf(numbers);
}

function fileOf(numbers: number[] | null): Export {
  return {
    entity: "orders",
    permission: "orders.view",
    columns: () => [...OF_ORDER, ...OF_LINE],
    async page(sql, { id }, after) {
      const orders = await readOrders(sql, id, { after, numbers });
      return {
        rows: orders.flatMap(rowsOf),
        next: orders.length === PAGE ? orders.at(-1)!.id : null,
      };
    },
  };
}

async function readOrders(
  sql: Sql,
  storeId: string,
  { after, numbers }: { after: string | null; numbers: number[] | null },
): Promise<Order[]> {
  return await sql<Order[]>`
    select o.id, s.order_prefix || '-' || o.number as label, o.placed_at, o.status, o.payment_status,
      o.fulfilment_status, o.currency, o.items_minor, o.delivery_minor, o.tax_minor, o.total_minor, o.paid_minor,
      o.refunded_minor, o.discount_minor, (select string_agg(coalesce(d.code, d.name), ', ' order by d.id)
        from public.order_discounts as d where d.store_id = o.store_id and d.order_id = o.id) as discounts,
      o.contact_name, o.contact_phone, o.contact_email, o.delivery_method, o.area, o.landmark, o.directions, o.note,
      (select coalesce(jsonb_agg(to_jsonb(i) order by i.position, i.id), '[]') from public.order_items as i
        where i.store_id = o.store_id and i.order_id = o.id) as lines
    from public.orders as o join public.stores as s on s.id = o.store_id
    where o.store_id = ${storeId} ${after ? sql`and o.id > ${after}` : sql``}
      ${numbers ? sql`and o.number = any (${numbers}::integer[])` : sql``}
    order by o.id limit ${PAGE}`;
}

function rowsOf(order: Order): CsvCell[][] {
  const money = (minor: number) => formatDecimal(minor, order.currency);
  const first: CsvCell[] = [
    ...[order.label, order.placed_at, order.status, order.payment_status, order.fulfilment_status],
    ...[order.currency, money(order.items_minor), money(order.delivery_minor)],
    ...[money(order.tax_minor), money(order.total_minor), money(order.paid_minor)],
    ...[order.contact_name, order.contact_phone, order.contact_email, order.delivery_method],
    ...[order.area, order.landmark, order.directions, order.note],
    ...[order.discounts, money(order.discount_minor), money(order.refunded_minor)],
  ];
  const other: CsvCell[] = first.map((cell, i) => i === 0 ? cell : null);
  return order.lines.map((line, i) => [
    ...(i === 0 ? first : other),
    ...[line.product_title, line.variant_title, line.sku, line.quantity],
    ...[money(line.unit_price_minor), money(line.total_minor), money(line.discount_minor)],
  ]);
}
