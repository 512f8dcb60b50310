import assert from "node:assert/strict";
import postgres from "postgres";
import { signIn, visit, type Visitor } from "@/tests/dashboard/visitor.ts";
import { type Platform, startPlatform } from "@/tests/fixtures/platform.ts";

const NEW = "/dashboard/demo/orders/new";

let platform: Platform;
let sql: postgres.Sql;
let merchant: Visitor;
let goods: { id: string; title: string };

Deno.test.beforeAll(async () => {
  platform = await startPlatform();
  sql = postgres(platform.database_url, { max: 4, onnotice: () => {} });
  merchant = visit(platform.url);
  await signIn(merchant, "merchant@afrify.test");
  const rows = await sql`
    select v.id, p.title from variants v join products p on p.id = v.product_id
    join stores s on s.id = v.store_id and s.slug = 'demo'
    join inventory_levels l on l.variant_id = v.id
    join locations d on d.id = l.location_id and d.is_default
    where p.status = 'published' and not p.is_digital and l.on_hand - l.reserved > 6 order by v.id limit 1`;
  goods = rows[0] as unknown as typeof goods;
});

Deno.test.afterAll(async () => {
  await sql.end();
  await platform.stop();
});

async function fields(): Promise<Record<string, string>> {
  const { text } = await merchant.get(NEW);
  const [area] = await sql`select z.areas[1] as name from delivery_zones z
    join stores s on s.id = z.store_id and s.slug = 'demo' order by z.position limit 1`;
  return {
    key: /name="key" value="([^"]+)"/.exec(text)![1]!,
    ...{ name: "Akinyi Otieno", phone: "0712 660 001", email: "", method: "delivery" },
    ...{ area: area!.name, landmark: "Blue gate", directions: "", note: "", days: "5", tell: "1" },
    [`add-${goods.id}`]: "2",
  };
}

Deno.test("an order is written down, looked at, said yes to once, and its buyer can pay it by its link", async () => {
  assert.match((await merchant.get("/dashboard/demo/orders")).text, /href="[^"]+orders\/new"/);
  const typed = await fields();
  const found = await merchant.post(NEW, { ...typed, q: goods.title, step: "find" });
  assert.equal(found.status, 200);
  assert.match(found.text, /value="Akinyi Otieno"/, "what was typed is there");
  const shown = await merchant.post(NEW, { ...typed, step: "preview" });
  assert.match(shown.text, /Write this order down\?/);
  assert.match(shown.text, /5 days to pay/);

  const saved = await merchant.post(NEW, { ...typed, step: "save" });
  const again = await merchant.post(NEW, { ...typed, step: "save" });
  assert.equal(saved.status, 303);
  assert.equal(again.location, saved.location);
  const page = (await merchant.get(saved.location!)).text;
  assert.match(page, /Written down by the shop/);
  const link = /\/s\/demo\/orders\/[0-9a-f]{32}/.exec(page)![0];
  const buyer = visit(platform.url);
  assert.match((await buyer.get(link)).text, /Not paid yet/);
  const paying = await buyer.get(`${link}/pay?other=1`);
  assert.equal(paying.status, 200);
  assert.match(paying.text, /name="phone"/);
});

Deno.test("mistakes come back at their fields, with what was typed", async () => {
  const right = await fields();
  const tries: [Record<string, string>, RegExp][] = [
    [{ [`add-${goods.id}`]: "0" }, /id="q-error"/],
    [{ [`add-${goods.id}`]: "999" }, /There are \d+\./],
    [{ name: "" }, /id="name-error"/],
    [{ phone: "12" }, /id="phone-error"/],
    [{ email: "nobody" }, /id="email-error"/],
    [{ landmark: "" }, /id="landmark-error"/],
    [{ area: "Nowhere" }, /You do not deliver there/],
    [{ days: "31" }, /id="days-error"/],
  ];
  for (const [change, words] of tries) {
    const sent = { ...right, directions: "Ring twice", ...change, step: "preview" };
    const { status, text } = await merchant.post(NEW, sent);
    assert.equal(status, 422, JSON.stringify(change));
    assert.match(text, words);
    assert.match(text, /Ring twice/);
  }
  const [written] =
    await sql`select count(*)::int as n from orders where contact_name = 'Akinyi Otieno'`;
  assert.ok(written!.n <= 1);
});
