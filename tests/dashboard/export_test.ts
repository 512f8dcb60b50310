import assert from "node:assert/strict";
import postgres from "postgres";
import { signIn, visit } from "@/tests/dashboard/visitor.ts";
import { startPlatform } from "@/tests/fixtures/platform.ts";

const platform = await startPlatform();
const sql = postgres(platform.database_url, { max: 1, onnotice: () => {} });
const BASE = "/dashboard/demo/settings/data";
const FILES = ["products.csv", "customers.csv", "orders.csv"];

const merchant = visit(platform.url);
await signIn(merchant, "merchant@afrify.test");

const countExports = async () =>
  (await sql`select count(*)::int as n from public.audit_events where action like '%.exported'`)[0]!
    .n;

Deno.test("the page offers each file, the file has its name, and taking it is in the log", async () => {
  const page = await merchant.get(BASE);
  for (const file of FILES) {
    assert.ok(page.text.includes(`href="${BASE}/${file}"`), file);
    const before = await countExports();
    const { status, headers, text } = await merchant.get(`${BASE}/${file}`);
    assert.equal(status, 200);
    assert.equal(headers.get("content-type"), "text/csv; charset=utf-8");
    assert.equal(headers.get("content-disposition"), `attachment; filename="${file}"`);
    assert.match(text, /\r\n$/);
    assert.equal(await countExports(), before + 1);
  }
});

Deno.test("staff take what their role sees, without costs; rivals find nothing", async () => {
  const staff = visit(platform.url);
  await signIn(staff, "staff@afrify.test");
  const own = await staff.get(`${BASE}/products.csv`);
  assert.match(own.text, /Variant Price/);
  assert.doesNotMatch(own.text, /Cost per item/);

  const rival = visit(platform.url);
  await signIn(rival, "rival@afrify.test");
  const before = await countExports();
  for (const file of FILES) {
    const answer = await rival.get(`${BASE}/${file}`);
    assert.equal(answer.status, 404);
    assert.doesNotMatch(answer.text, /Handle|Phone/);
  }
  assert.equal(await countExports(), before);
});

Deno.test("whoever takes a long file slowly reads its end as it is by then: nothing is read ahead", async () => {
  await sql.begin(async (sql) => {
    await sql`alter table public.products disable trigger user`;
    await sql`
      insert into public.products (store_id, slug, title, description, status)
      select s.id, 'long-' || n, 'Long ' || n, repeat('Woven by hand. ', 300), 'draft'
      from public.stores as s, generate_series(1, 6000) as n where s.slug = 'demo'`;
    await sql`alter table public.products enable trigger user`;
  });
  const [last] = await sql`
    select p.id from public.products as p where p.slug like 'long-%' order by p.id desc limit 1`;
  const cookie = [...merchant.cookies].map(([name, value]) => `${name}=${value}`).join("; ");
  const response = await fetch(`${platform.url}${BASE}/products.csv`, {
    headers: { cookie, "accept-encoding": "identity" },
  });
  const reader = response.body!.getReader();
  const decoder = new TextDecoder();
  let text = decoder.decode((await reader.read()).value, { stream: true });

  await sql`update public.products set title = 'Renamed meanwhile' where id = ${last!.id}`;

  for (let read = await reader.read(); !read.done; read = await reader.read()) {
    text += decoder.decode(read.value, { stream: true });
  }
  assert.ok(text.length > 25_000_000, String(text.length));
  assert.equal(text.split("\r\nlong-").length - 1, 6000);
  assert.match(text, /Renamed meanwhile/);
});

Deno.test.afterAll(async () => {
  await sql.end();
  await platform.stop();
});
