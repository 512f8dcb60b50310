import type { Sql } from "@/lib/db/mod.ts";
import { type Currency, formatMinor } from "@/lib/money.ts";
import { ok, refuse, type Result } from "@/lib/result.ts";
import type { GridChange } from "./merchant_grid_input.ts";
import { listProducts, type ProductFilter } from "./merchant_list.ts";

/** A variant as a row of the grid, as text, with what it was shown with. */
export interface GridRow {
  id: string;
  /** "Kitui basket, Large". */
  name: string;
  price: string;
  compareAt: string;
  cost: string;
  sku: string;
  barcode: string;
  /** JSON of the stored values, by which a change of somebody else is told. */
  was: string;
}

const PAGE = 15;

export interface Grid {
  rows: GridRow[];
  /** Id of the last product, where there are more. */
  next: string | null;
}

/** The variants of a page of products, in the order of the products' list. */
export async function readGrid(
  sql: Sql,
  { storeId, currency, filter }: { storeId: string; currency: Currency; filter: ProductFilter },
): Promise<Grid> {
  const { products, hasMore } = await listProducts(sql, storeId, { ...filter, limit: PAGE });
  const rows = await sql<Stored[]>`
    select v.id, p.title, v.option_values, v.price_minor, v.compare_at_minor, c.cost_minor, v.sku, v.barcode
    from public.variants as v
    join public.products as p on p.store_id = v.store_id and p.id = v.product_id
    left join public.variant_costs as c on c.store_id = v.store_id and c.variant_id = v.id
    where v.store_id = ${storeId} and v.product_id = any (${products.map(({ id }) => id)}::uuid[])
      and v.archived_at is null
    order by p.id desc, v.position, v.id`;
  return {
    rows: rows.map((row) => toRow(row, currency)),
    next: hasMore ? products.at(-1)!.id : null,
  };
}

interface Stored {
  id: string;
  title: string;
  option_values: string[];
  price_minor: number;
  compare_at_minor: number | null;
  cost_minor: number | null;
  sku: string | null;
  barcode: string | null;
}

function toRow({ id, title, option_values, ...stored }: Stored, currency: Currency): GridRow {
  const money = (minor: number | null) => minor === null ? "" : formatMinor(minor, currency);
  const { price_minor, compare_at_minor, cost_minor, sku, barcode } = stored;
  return {
    id,
    name: [title, ...option_values].join(", "),
    price: money(price_minor),
    compareAt: money(compare_at_minor),
    cost: money(cost_minor),
    sku: sku ?? "",
    barcode: barcode ?? "",
    was: JSON.stringify([price_minor, compare_at_minor, cost_minor, sku, barcode]),
  };
}

/** Why a row cannot be written: somebody else changed it, or another variant has its code. */
export interface GridProblem {
  id: string;
  problem: "changed" | "sku" | "barcode";
}

/**
 * Writes all changes or none. A row that is neither as it was shown nor as it shall be was changed by
 * somebody else. `sql` must be a transaction; a code that is taken at this very moment rejects with
 * the unique key's error.
 */
export async function saveGrid(
  sql: Sql,
  storeId: string,
  changes: GridChange[],
): Promise<Result<null, "refused", GridProblem[]>> {
  if (changes.length === 0) return ok(null);
  const given = sql.json(changes as never);
  // The product before its variants, as saving its form does: else two editors could wait for each other.
  await sql`
    select from public.products as p
    where p.store_id = ${storeId} and p.id in (
      select v.product_id from public.variants as v
      where v.store_id = ${storeId} and v.id = any (${changes.map(({ id }) => id)}::uuid[])
    )
    order by p.id for no key update`;
  const found = await sql<{ id: string }[]>`
    select v.id
    from jsonb_to_recordset(${given}) as g (id uuid, was jsonb, wanted jsonb)
    join public.variants as v on v.store_id = ${storeId} and v.id = g.id and v.archived_at is null
    left join public.variant_costs as c on c.store_id = v.store_id and c.variant_id = v.id
    where jsonb_build_array(v.price_minor, v.compare_at_minor, c.cost_minor, v.sku, v.barcode)
      in (g.was, g.wanted)
    for update of v`;
  const known = new Set(found.map(({ id }) => id));
  const problems: GridProblem[] = [
    ...changes.filter(({ id }) => !known.has(id)).map(({ id }) => ({
      id,
      problem: "changed" as const,
    })),
    ...await findTakenCodes(sql, storeId, changes),
  ];
  if (problems.length > 0) return refuse("refused", problems);
  await sql`
    update public.variants as v
    set price_minor = (g.wanted ->> 0)::bigint, compare_at_minor = (g.wanted ->> 1)::bigint,
      sku = g.wanted ->> 3, barcode = g.wanted ->> 4
    from jsonb_to_recordset(${given}) as g (id uuid, wanted jsonb)
    where v.store_id = ${storeId} and v.id = g.id`;
  await sql`
    insert into public.variant_costs as c (store_id, variant_id, cost_minor)
    select ${storeId}, g.id, (g.wanted ->> 2)::bigint
    from jsonb_to_recordset(${given}) as g (id uuid, wanted jsonb) where g.wanted ->> 2 is not null
    on conflict (store_id, variant_id) do update set cost_minor = excluded.cost_minor`;
  await sql`
    delete from public.variant_costs as c
    using jsonb_to_recordset(${given}) as g (id uuid, wanted jsonb)
    where c.store_id = ${storeId} and c.variant_id = g.id and g.wanted ->> 2 is null`;
  return ok(null);
}

/** Codes that a variant outside these changes has. */
async function findTakenCodes(
  sql: Sql,
  storeId: string,
  changes: GridChange[],
): Promise<GridProblem[]> {
  const ids = changes.map(({ id }) => id);
  return await sql<GridProblem[]>`
    select g.id, case when v.sku = g.wanted ->> 3 then 'sku' else 'barcode' end as problem
    from jsonb_to_recordset(${sql.json(changes as never)}) as g (id uuid, wanted jsonb)
    join public.variants as v on v.store_id = ${storeId} and v.id <> all (${ids}::uuid[])
      and (v.sku = g.wanted ->> 3 or v.barcode = g.wanted ->> 4)`;
}
