import { camelKeys, type Sql } from "@/lib/db/mod.ts";
import type { ConsentChannel } from "@/lib/enums.ts";
import { type CustomerFilter, toInput } from "./filter.ts";

/** A customer as a line of the list. Moments are ISO 8601. */
export interface CustomerLine {
  id: string;
  name: string;
  phone: string;
  email: string | null;
  tags: string[];
  consents: ConsentChannel[];
  /** Neither cancelled nor expired. */
  orders: number;
  /** What came less what went back. */
  spentMinor: number;
  lastOrderAt: string | null;
  /** When the shop first heard of them. */
  createdAt: string;
  area: string | null;
}

export interface CustomerList {
  customers: CustomerLine[];
  hasMore: boolean;
  /** How many the list was narrowed down to; null for everybody. */
  count: number | null;
}

/** As many are listed at once. */
export const LISTED = 25;

/** A page of customers in one statement. Rejects with AF404 for those who do not see customers. */
export async function listCustomers(
  sql: Sql,
  storeId: string,
  filter: CustomerFilter,
  limit: number = LISTED,
): Promise<CustomerList> {
  const [row] = await sql<{ found: unknown }[]>`
    select public.find_customers(${storeId}, ${
    sql.json(toInput(filter, limit) as never)
  }) as found`;
  return camelKeys(row!.found) as CustomerList;
}

/** What the list can be narrowed down to. */
export interface CustomerChoices {
  segments: { id: string; name: string }[];
  /** A hundred at most. */
  tags: string[];
}

export async function listCustomerChoices(sql: Sql, storeId: string): Promise<CustomerChoices> {
  const [row] = await sql<CustomerChoices[]>`
    select (
      select coalesce(jsonb_agg(jsonb_build_object('id', s.id, 'name', s.name) order by lower(s.name)), '[]')
      from public.customer_segments as s where s.store_id = ${storeId}
    ) as segments, array(
      select distinct unnest(c.tags) as tag from public.customers as c
      where c.store_id = ${storeId} and c.tags <> '{}' order by tag limit 100
    ) as tags`;
  return row!;
}
