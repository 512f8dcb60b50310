import type { Page } from "playwright-core";
import postgres from "postgres";
import { fillOrders } from "@/tests/fixtures/many_orders.ts";
import type { Shop } from "@/tests/fixtures/shop.ts";

/** As if the demo shop had sold for a year, several things, and people had come from here and there. */
export async function stageSales(databaseUrl: string): Promise<void> {
  const sql = postgres(databaseUrl, { max: 1, onnotice: () => {} });
  const [shop] = await sql`
    select s.id as "storeId", a.id as "accountId",
      (select array_agg(v.id order by v.id) from variants v where v.store_id = s.id) as "variantIds"
    from stores s join payment_accounts a on a.store_id = s.id where s.slug = 'demo' limit 1`;
  await fillOrders(sql, shop as unknown as Shop, 900);
  await sql`
    update order_items as i set variant_id = (${shop!.variantIds}::uuid[])[1 + o.number % 7]
    from orders as o where o.id = i.order_id and o.idempotency_key like 'filled-%'`;
  await sql`
    insert into private.money_days
    select ${shop!.storeId}, current_date - n, way, 'KES', 4000000 + n % 7 * 100000, 0, 0, 0
    from generate_series(0, 80) as n, unnest('{mpesa,paystack,cash}'::text[]) as way
    on conflict do nothing`;
  await sql`
    insert into traffic_counts (store_id, at, kind, subject, count)
    select ${
    shop!.storeId
  }, private.day_start(now() - n * interval '1 day', 'Africa/Nairobi'), 'source', s, 3 + n % 5
    from generate_series(0, 80) as n, unnest('{instagram,direct,google,elsewhere}'::text[]) as s
    on conflict do nothing`;
  await sql`
    insert into traffic_visitors (store_id, day, stage, registers)
    select ${shop!.storeId}, current_date - n, s.stage,
      array_fill(1::smallint, array[s.marks]) || array_fill(0::smallint, array[1024 - s.marks])
    from generate_series(0, 80) as n,
      (values ('shop', 90), ('product', 60), ('cart', 20), ('checkout', 12)) as s (stage, marks)
    on conflict do nothing`;
  await sql`insert into private.sales_cuts values (${shop!.storeId}, '', '')
    on conflict on constraint sales_cuts_pkey do update set time_zone = '', currency = ''`;
  await sql`select private.roll_up_sales(${shop!.storeId})`;
  await sql.end();
}

/** The pages about what was sold: each yields its name once it stands. */
export async function* visitSales(
  page: Page,
  go: (path: string) => Promise<string>,
): AsyncGenerator<string> {
  yield await go("/dashboard/demo/insights/sales");
  for (const name of ["Today", "7 days", "Last month", "Year"]) {
    await page.getByRole("link", { name, exact: true }).click();
    await page.locator(`.seg [aria-current]`, { hasText: name }).waitFor();
    yield `sales, ${name}`;
  }
  for (const numbers of await page.getByText("The numbers").all()) await numbers.click();
  yield "sales, with the numbers";
  await page.getByText("Other days").click();
  await page.getByLabel("First day").fill("2026-03-02");
  await page.getByLabel("Last day").fill("2026-03-01");
  await page.getByRole("button", { name: "Show" }).click();
  await page.getByText("The last day comes before the first.").waitFor();
  yield "sales, days that cannot be shown";
  await page.getByLabel("Last day").fill("2026-03-20");
  await page.getByRole("button", { name: "Show" }).click();
  await page.getByText("2 Mar to 20 Mar 2026").first().waitFor();
  yield "sales, other days";
}
