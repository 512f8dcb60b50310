import { formatDecimal } from "@/lib/money.ts";
import type { Export } from "./export.ts";

const PAGE = 500;

interface Row {
  id: string;
  phone: string;
  name: string;
  email: string | null;
  wants_news: boolean;
  area: string | null;
  landmark: string | null;
  directions: string | null;
  orders: number;
  paid_minor: number;
  created_at: Date;
}

/** Buyers, with the address they gave last and what they have bought. */
export const CUSTOMERS: Export = {
  entity: "customers",
  permission: "customers.view",
  columns: () => [
    ...["Phone", "Name", "Email", "Accepts Marketing", "Area", "Landmark", "Directions"],
    ...["Total Orders", "Total Spent", "Created at"],
  ],
  async page(sql, { id, currency }, after) {
    const found = await sql<Row[]>`
      select c.id, c.phone, c.name, c.email, c.wants_news, c.created_at, a.*, o.*
      from public.customers as c
      left join lateral (
        select a.area, a.landmark, a.directions from public.addresses as a
        where a.store_id = c.store_id and a.customer_id = c.id order by a.id desc limit 1
      ) as a on true
      cross join lateral (
        select count(*)::int as orders, coalesce(sum(o.paid_minor), 0)::bigint as paid_minor
        from public.orders as o where o.store_id = c.store_id and o.customer_id = c.id
      ) as o
      where c.store_id = ${id} ${after ? sql`and c.id > ${after}` : sql``}
      order by c.id limit ${PAGE}`;
    const rows = found.map((one) => [
      ...[one.phone, one.name, one.email, one.wants_news, one.area, one.landmark, one.directions],
      ...[one.orders, formatDecimal(one.paid_minor, currency), one.created_at],
    ]);
    return { rows, next: found.length === PAGE ? found.at(-1)!.id : null };
  },
};
