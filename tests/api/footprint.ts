import type postgres from "postgres";

/** What the worker writes by itself, whether or not anybody does anything. */
export const BY_THE_CLOCK = [
  "private.reconciliations",
  "private.sales_changes",
  "private.sales_cuts",
  "private.sales_days",
  "private.sales_products",
];

/**
 * What the database holds of a shop, and of everything that no shop owns, table by table. It differs
 * after any write, even one that wrote what was there: each row counts with its version.
 */
export async function footprint(
  sql: postgres.Sql,
  shop: { storeId: string; tenantId: string },
): Promise<Record<string, string>> {
  const tables = await sql<{ schema: string; name: string; columns: string[] }[]>`
    select n.nspname as schema, c.relname as name, array_agg(a.attname::text) as columns
    from pg_class as c join pg_namespace as n on n.oid = c.relnamespace
    join pg_attribute as a on a.attrelid = c.oid and a.attnum > 0
    where c.relkind = 'r' and n.nspname in ('public', 'private', 'storage')
    group by 1, 2 order by 1, 2`;
  const found: Record<string, string> = {};
  for (const { schema, name, columns } of tables) {
    if (BY_THE_CLOCK.includes(`${schema}.${name}`)) continue;
    const [row] = await sql`
      select count(*) || ' ' || coalesce(md5(string_agg(t.xmin || t::text, ' ' order by t::text)), '') as rows
      from ${sql(`${schema}.${name}`)} as t where ${owned(name, columns)}`;
    found[`${schema}.${name}`] = row!.rows;
  }
  return found;

  function owned(name: string, columns: string[]) {
    if (name === "stores") return sql`t.id = ${shop.storeId}`;
    if (name === "tenants") return sql`t.id = ${shop.tenantId}`;
    if (columns.includes("store_id")) return sql`t.store_id = ${shop.storeId}`;
    if (columns.includes("tenant_id")) return sql`t.tenant_id = ${shop.tenantId}`;
    return sql`true`;
  }
}
