import assert from "node:assert/strict";
import postgres from "postgres";
import { signIn, visit, type Visitor } from "@/tests/dashboard/visitor.ts";
import { type Platform, startPlatform } from "@/tests/fixtures/platform.ts";
import { createShopper } from "@/tests/fixtures/shopper.ts";

const REVIEWS = "/dashboard/demo/reviews";
const PRODUCT = "/s/demo/p/market-basket-indigo";

let platform: Platform;
let sql: postgres.Sql;
let merchant: Visitor;
let productId: string;

Deno.test.beforeAll(async () => {
  platform = await startPlatform();
  sql = postgres(platform.database_url, { max: 4, onnotice: () => {} });
  merchant = visit(platform.url);
  await signIn(merchant, "merchant@afrify.test");
  const [row] = await sql`select id from products where slug = 'market-basket-indigo'`;
  productId = row!.id;
});

Deno.test.afterAll(async () => {
  await sql.end();
  await platform.stop();
});

/** Somebody with an order of the product; paid unless told otherwise. Answers the path of its reviews. */
async function buy({ isPaid = true } = {}): Promise<string> {
  const [variant] =
    await sql`select id from variants where product_id = ${productId} and stock_hint > 0`;
  const token = await createShopper(platform.url).buy(variant!.id, "0712 345 678");
  // What a gateway would say is another test's matter.
  if (isPaid) {
    await sql`update orders set status = 'paid', payment_status = 'paid', paid_minor = total_minor,
      paid_at = now() where token = ${token}`;
  }
  return `/s/demo/orders/${token}/review`;
}

const form = (change: Record<string, string> = {}) => ({
  productId,
  stars: "4",
  body: "Holds <b>everything</b>",
  authorName: "Achieng",
  ...change,
});

async function rating(): Promise<[number, number]> {
  const [row] = await sql`select rating_count, rating_sum from products where id = ${productId}`;
  return [row!.rating_count, row!.rating_sum];
}

const idOf = async (author: string) =>
  (await sql`select id from reviews where author_name = ${author}`)[0]!.id as string;

Deno.test("a buyer's words wait to be read, are shown with the shop's answer, and count", async () => {
  const path = await buy();
  const buyer = visit(platform.url);
  assert.match((await buyer.get(path.replace("/review", ""))).text, /Say how it is/);
  assert.equal((await buyer.get(path)).status, 200);
  assert.equal((await buyer.post(path, form())).location, `${path}?thanks=1`);
  assert.doesNotMatch((await buyer.get(PRODUCT)).text, /Achieng/);
  assert.match(
    (await merchant.get(REVIEWS)).text,
    /Holds &lt;b>everything|Holds &lt;b&gt;everything/,
  );

  const shown = await merchant.post(`${REVIEWS}/${await idOf("Achieng")}`, {
    state: "published",
    answer: "Asante!",
  });

  assert.equal(shown.location, `${REVIEWS}?state=published&done=1`);
  const { text } = await buyer.get(PRODUCT);
  assert.match(text, /Achieng/);
  assert.match(text, /Asante!/);
  assert.match(text, /aria-label="4 of 5 stars"/);
  assert.match(
    text,
    /"aggregateRating":\{"@type":"AggregateRating","ratingValue":4,"reviewCount":1\}/,
  );
  assert.doesNotMatch(text, /<b>everything/);
  assert.deepEqual(await rating(), [1, 4]);

  await buyer.post(path, form({ stars: "1", body: "It tore" }));
  assert.doesNotMatch((await buyer.get(PRODUCT)).text, /It tore|Achieng/, "it is read once more");
  assert.deepEqual(await rating(), [0, 0]);
});

Deno.test("only who paid for a product says how it is", async () => {
  const buyer = visit(platform.url);
  const unpaid = await buy({ isPaid: false });
  for (const path of [unpaid, "/s/demo/orders/" + "0".repeat(32) + "/review"]) {
    assert.equal((await buyer.get(path)).status, 404);
    assert.equal((await buyer.post(path, form())).status, 404);
  }
  const paid = await buy();
  const [other] = await sql`select id from products where slug = 'kitui-sisal-basket'`;
  assert.equal((await buyer.post(paid, form({ productId: other!.id }))).status, 404);
  assert.equal((await buyer.get(paid.replace("/demo/", "/zuri/"))).status, 404);
  const wrong = await buyer.post(paid, form({ stars: "9", authorName: "" }));
  assert.equal(wrong.status, 422);
  assert.match(wrong.text, /id="stars-error"/);
  assert.equal((await sql`select from reviews where author_name = ''`).length, 0);
});

Deno.test("those who only look, and rivals, moderate nothing", async () => {
  const path = await buy();
  await visit(platform.url).post(path, form({ authorName: "Baraka" }));
  const id = await idOf("Baraka");
  const show = { state: "published", answer: "" };
  const [staff, rival] = [visit(platform.url), visit(platform.url)];
  await signIn(staff, "staff@afrify.test");
  await signIn(rival, "rival@afrify.test");
  assert.equal((await staff.get(REVIEWS)).status, 200);
  assert.equal((await staff.post(`${REVIEWS}/${id}`, show)).status, 403);
  assert.equal((await rival.post(`/dashboard/zuri/reviews/${id}`, show)).status, 404);
  const [row] = await sql`select state from reviews where id = ${id}`;
  assert.equal(row!.state, "pending");
});

Deno.test("the average is that of the published, whatever happens to reviews at once", async () => {
  const ids: string[] = [];
  for (let i = 0; i < 12; i++) {
    const [row] = await sql`
      insert into reviews (store_id, product_id, order_id, stars, author_name)
      select p.store_id, p.id, o.id, ${1 + i % 5}, ${`Many ${i}`}
      from products as p join orders as o on o.store_id = p.store_id
      where p.slug = 'kitui-sisal-basket' and not exists (
        select from reviews as r where r.order_id = o.id and r.product_id = p.id)
      limit 1 returning id`.catch(() => []);
    if (row) ids.push(row.id);
    else await buy();
  }
  assert.ok(ids.length > 3);
  await Promise.all(ids.map((id) => sql`update reviews set state = 'published' where id = ${id}`));
  await Promise.all(
    ids.slice(0, 2).map((id) => sql`update reviews set stars = 5 where id = ${id}`),
  );
  await sql`delete from reviews where id = ${ids.at(-1)!}`;
  await sql`update reviews set state = 'rejected' where id = ${ids.at(-2)!}`;

  const [kept] = await sql`select p.rating_count, p.rating_sum,
      (select count(*)::int from reviews as r where r.product_id = p.id and r.state = 'published') as count,
      (select coalesce(sum(r.stars), 0)::int from reviews as r where r.product_id = p.id and r.state = 'published') as sum
    from products as p where p.slug = 'kitui-sisal-basket'`;
  assert.deepEqual([kept!.rating_count, kept!.rating_sum], [kept!.count, kept!.sum]);
});
