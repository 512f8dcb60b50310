import type { Page } from "playwright-core";
import postgres from "postgres";
import { orderInput } from "@/tests/fixtures/shop.ts";

/** Somebody with two orders, money, a note and a message; a second who may be the same; a segment. */
export async function stageCustomers(databaseUrl: string): Promise<void> {
  const sql = postgres(databaseUrl, { max: 1, onnotice: () => {} });
  const [variant] = await sql`
    select v.id, v.store_id from variants as v join stores as s on s.id = v.store_id and s.slug = 'demo'
    join inventory_levels as l on l.variant_id = v.id
    where v.product_status = 'published' and l.on_hand - l.reserved > 5 limit 1`;
  const { id, store_id: storeId } = variant!;
  const place = async (phone: string, name: string) => {
    const given = { phone, payer_phone: phone, name, email: "nyambura@nairobi.example" };
    const [row] = await sql`select place_order('demo', ${crypto.randomUUID()}, ${
      sql.json(orderInput(id, { ...given, wants_news: true }) as never)
    }) as placed`;
    return row!.placed.order_id as string;
  };
  const phone = "+254712777001";
  const first = await place(phone, "Nyambura wa Kariuki");
  await place(phone, "Nyambura wa Kariuki");
  await place("+254733777002", "Nyambura");
  await sql`select private.book_entry(${first}, 'staged-money', 'adjustment', 'buyer', 'hand', 245000, 'KES')`;
  await sql`select private.book_entry(${first}, 'staged-back', 'adjustment', 'hand', 'buyer', 45000, 'KES')`;
  await sql`insert into customer_notes (store_id, customer_id, body, author_name)
    select ${storeId}, customer_id, 'Wants to be called before the rider leaves.', 'merchant@afrify.test'
    from orders where id = ${first}`;
  await sql`insert into contact_messages (id, store_id, name, phone, body)
    values (gen_random_uuid(), ${storeId}, 'Nyambura', ${phone}, 'Do you have it in red?')`;
  await sql`update customers set tags = '{regular,"south b"}' where phone = ${phone}`;
  await sql`insert into customer_segments (store_id, name, rule)
    values (${storeId}, 'Regulars', '{"match":"all","orders_from":2,"spent_from":100000}')`;
  await sql.end();
}

/** Every page about customers of the demo shop, as its merchant, who is signed in. */
export async function* visitCustomers(
  page: Page,
  go: (path: string) => Promise<string>,
): AsyncGenerator<string> {
  const base = "/dashboard/demo/customers";
  yield await go(base);
  yield await go(`${base}?q=nobody+like+it`);
  yield await go(`${base}?sort=spent&count=again`);
  yield await go(`${base}/segments`);
  await go(`${base}/segments/new`);
  await openAll(page);
  await page.getByLabel("More than so many days ago").fill("often");
  await page.getByRole("button", { name: "Save" }).click();
  await page.getByRole("alert").waitFor();
  await page.waitForLoadState("networkidle");
  await openAll(page);
  yield "a segment with errors";
  yield await go(`${base}/duplicates`);
  yield await go(`${base}/new`);
  await page.getByRole("button", { name: "Save" }).click();
  await page.getByRole("alert").waitFor();
  await page.waitForLoadState("networkidle");
  yield "a customer with errors";
  await go(`${base}?q=nyambura+kariuki`);
  await page.locator("a.rl").first().click();
  await page.waitForURL(/customers\/[0-9a-f-]{36}$/, { waitUntil: "networkidle" });
  yield "a customer";
  const one = new URL(page.url()).pathname;
  for (const form of ["edit", "addresses/new", "merge", "erase", "erase?sure=1"]) {
    yield await go(`${one}/${form}`);
  }
  await go(`${one}/merge`);
  await page.getByRole("link", { name: /^Compare/ }).first().click();
  await page.waitForURL(/with=/, { waitUntil: "networkidle" });
  yield "two customers compared";
}

async function openAll(page: Page): Promise<void> {
  await page.evaluate(() => {
    for (const details of document.querySelectorAll("main details")) {
      (details as HTMLDetailsElement).open = true;
    }
  });
}
