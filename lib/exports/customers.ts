import type { CsvCell } from "@/lib/csv.ts";
import { type CustomerFilter, listCustomers } from "@/lib/customers/mod.ts";
import type { Sql } from "@/lib/db/mod.ts";
import { type Currency, formatDecimal } from "@/lib/money.ts";
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
  /** What came less what went back. */
  spent_minor: number;
  created_at: Date;
  tags: string[];
}

/** Buyers, with the address they gave last and what they have bought. */
export const CUSTOMERS: Export = {
  entity: "customers",
  permission: "customers.view",
  columns,
  async page(sql, { id, currency }, after) {
    const found = await sql<Row[]>`
      select ${facts(sql)} from public.customers as c
      join public.customer_totals as t on t.store_id = c.store_id and t.customer_id = c.id
      where c.store_id = ${id} ${after ? sql`and c.id > ${after}` : sql``}
      order by c.id limit ${PAGE}`;
    const next = found.length === PAGE ? found.at(-1)!.id : null;
    return { rows: found.map((one) => cellsOf(one, currency)), next };
  },
};

/** The same of those whom a list of customers is narrowed down to, in its order. */
export function customersFound(filter: CustomerFilter): Export {
  return {
    entity: "customers",
    permission: "customers.view",
    columns,
    async page(sql, { id, currency }, after) {
      const asked = { ...filter, after: after ?? undefined };
      const { customers, hasMore } = await listCustomers(sql, id, asked, PAGE);
      const ids = customers.map((one) => one.id);
      const found = await sql<Row[]>`
        select ${facts(sql)} from unnest(${ids}::uuid[]) with ordinality as asked (id, place)
        join public.customers as c on c.store_id = ${id} and c.id = asked.id
        join public.customer_totals as t on t.store_id = c.store_id and t.customer_id = c.id
        order by asked.place`;
      return {
        rows: found.map((one) => cellsOf(one, currency)),
        next: hasMore ? ids.at(-1)! : null,
      };
    },
  };
}

function columns(): string[] {
  return [
    ...["Phone", "Name", "Email", "Accepts Marketing", "Area", "Landmark", "Directions"],
    ...["Total Orders", "Total Spent", "Created at", "Tags"],
  ];
}

/** Columns of `Row` for `public.customers as c` with their sums `as t`. */
function facts(sql: Sql) {
  const address = (column: "area" | "landmark" | "directions") =>
    sql`(select a.${sql(column)} from public.addresses as a
      where a.store_id = c.store_id and a.customer_id = c.id and a.removed_at is null
      order by a.id desc limit 1) as ${sql(column)}`;
  return sql`c.id, c.phone, c.name, c.email, c.wants_news, c.created_at, c.tags, t.orders, t.spent_minor,
    ${address("area")}, ${address("landmark")}, ${address("directions")}`;
}

function cellsOf(one: Row, currency: Currency): CsvCell[] {
  return [
    ...[one.phone, one.name, one.email, one.wants_news, one.area, one.landmark, one.directions],
    ...[one.orders, formatDecimal(one.spent_minor, currency), one.created_at, one.tags.join(", ")],
  ];
}
