import assert from "node:assert/strict";
import postgres from "postgres";
import { parse } from "csv-parse/sync";
import { signIn, visit, type Visitor } from "@/tests/dashboard/visitor.ts";
import { startPlatform } from "@/tests/fixtures/platform.ts";
import { liftPhoneLimits, orderInput, placeOrder } from "@/tests/fixtures/shop.ts";

const platform = await startPlatform();
const sql = postgres(platform.database_url, { max: 4, onnotice: () => {} });
await liftPhoneLimits(sql);
const merchant = visit(platform.url);
await signIn(merchant, "merchant@afrify.test");
const [goods] = await sql`select s.id as store, v.id as variant
  from public.stores as s join public.variants as v on v.store_id = s.id
  where s.slug = 'demo' and v.archived_at is null order by v.stock_hint desc nulls last limit 1`;
await sql`update public.inventory_levels set on_hand = 500 where variant_id = ${goods!.variant}`;

const BASE = "/dashboard/demo/orders";

/** A paid order, or one that waits for its money. */
async function order({ isPaid = true } = {}): Promise<number> {
  const placed = await placeOrder(sql, "demo", orderInput(goods!.variant));
  if (isPaid) await sql`select private.mark_order_paid(${placed.order_id})`;
  return Number(placed.label.split("-")[1]);
}

/** Sends the form around the list: the same name once for each that is chosen. */
async function send(visitor: Visitor, act: string, numbers: (number | string)[], back = "") {
  const body = new URLSearchParams({ csrf: await visitor.csrf(), act, back });
  for (const number of numbers) body.append("number", String(number));
  return await visitor.send(`${BASE}/bulk`, body, "application/x-www-form-urlencoded");
}

async function stateOf(number: number): Promise<string> {
  const [row] = await sql`select fulfilment_status as state from public.orders
    where store_id = ${goods!.store} and number = ${number}`;
  return row!.state;
}

Deno.test("goods of several orders go on together, and each that cannot is told with its reason", async () => {
  const [first, second] = [await order(), await order()];
  const unpaid = await order({ isPaid: false });

  const packed = await send(merchant, "packed", [first, second, unpaid], "tab=to_pack");
  assert.equal(packed.status, 303);
  assert.match(packed.location!, /^\/dashboard\/demo\/orders\?tab=to_pack&did=packed&done=2/);
  assert.deepEqual(await Promise.all([first, second, unpaid].map(stateOf)), [
    "packed",
    "packed",
    "unfulfilled",
  ]);
  const { text } = await merchant.get(packed.location!);
  assert.match(text, /2 orders are packed now\./);
  assert.match(text, new RegExp(`KK-${unpaid} waits for its money`));

  await send(merchant, "delivered", [first]);
  const back = await send(merchant, "packed", [first, second, 999_999]);
  const said = (await merchant.get(back.location!)).text;
  assert.match(said, /1 order is packed now\./, "what is so already is no refusal");
  assert.match(said, new RegExp(`KK-${first} is further already`));
  assert.match(said, /KK-999999 is not there any more/);
  const [{ count }] = await sql`select count(*)::int from public.order_events as e
    join public.orders as o on o.id = e.order_id
    where o.number = ${second} and e.kind = 'packed'` as [{ count: number }];
  assert.equal(count, 1, "the same again changes nothing");
});

Deno.test("two who move the same orders at once in other orders wait for nobody in a circle", async () => {
  const numbers: number[] = [];
  for (let i = 0; i < 6; i++) numbers.push(await order());
  const answers = await Promise.all([
    send(merchant, "packed", numbers),
    send(merchant, "packed", numbers.toReversed()),
    send(merchant, "packed", numbers),
  ]);
  assert.deepEqual(answers.map(({ status }) => status), [303, 303, 303]);
  assert.deepEqual(await Promise.all(numbers.map(stateOf)), Array(6).fill("packed"));
});

Deno.test("the file of the chosen orders holds them and no others", async () => {
  const [first, , third] = [await order(), await order(), await order()];
  const file = await send(merchant, "csv", [third, first]);
  assert.equal(file.status, 200);
  assert.match(file.headers.get("content-type")!, /text\/csv/);
  const rows = parse(file.text, { columns: true, bom: true }) as Record<string, string>[];
  assert.deepEqual([...new Set(rows.map((row) => row["Order"]))], [`KK-${first}`, `KK-${third}`]);
});

Deno.test("slips are printed on their own page; nothing chosen is said", async () => {
  const slips = await send(merchant, "print", [1003, 1001]);
  assert.equal(slips.location, `${BASE}/print?numbers=1003,1001`);
  const none = await send(merchant, "packed", [], "q=kamau");
  assert.equal(none.location, `${BASE}?q=kamau&none=1`);
  assert.match((await merchant.get(none.location!)).text, /Choose one or more orders first/);
  for (const numbers of [["x"], ["-1"], Array(251).fill(1001)]) {
    assert.equal((await send(merchant, "packed", numbers)).location, BASE);
  }
  assert.equal((await send(merchant, "deleted", [1001])).location, BASE);
});

Deno.test("a rival moves nothing, and reads no file", async () => {
  const number = await order();
  const rival = visit(platform.url);
  await signIn(rival, "rival@afrify.test");
  for (const act of ["packed", "csv", "print"]) {
    assert.equal((await send(rival, act, [number])).status, 404);
  }
  assert.equal(await stateOf(number), "unfulfilled");
});

Deno.test("a list with a name is kept for oneself or for all, and forgotten again", async () => {
  const staff = visit(platform.url);
  await signIn(staff, "staff@afrify.test");
  const keep = (visitor: Visitor, fields: Record<string, string>) =>
    visitor.post(`${BASE}/views`, { query: "method=cash&sort=oldest&after=5&x=y", ...fields });

  const kept = await keep(merchant, { name: "Cash <first>" });
  assert.equal(kept.location, `${BASE}?method=cash&sort=oldest&view=saved`);
  await keep(merchant, { name: "For all", shared: "yes" });
  await keep(merchant, { name: "For all", shared: "yes", query: "method=transfer" });
  const mine = (await merchant.get(BASE)).text;
  assert.match(
    mine,
    /href="\/dashboard\/demo\/orders\?method=cash&amp;sort=oldest"[^>]*>Cash &lt;first/,
  );
  assert.equal(mine.match(/>For all/g)!.length, 1, "the same name again is the same list");
  const theirs = (await staff.get(BASE)).text;
  assert.match(theirs, />For all/);
  assert.doesNotMatch(theirs, /Cash &lt;first/);

  const views = await sql`select id, name from public.order_views order by name`;
  const idOf = (name: string) => views.find((view) => view.name === name)!.id;
  await staff.post(`${BASE}/views/${idOf("For all")}/delete`, {});
  await staff.post(`${BASE}/views/${idOf("Cash <first>")}/delete`, {});
  assert.equal((await sql`select from public.order_views`).length, 2, "not theirs to forget");
  const gone = await merchant.post(`${BASE}/views/${idOf("For all")}/delete`, {});
  assert.equal(gone.location, `${BASE}?view=deleted`);
  assert.equal((await sql`select from public.order_views`).length, 1);
  assert.equal(
    (await keep(merchant, { name: " " })).location,
    `${BASE}?method=cash&sort=oldest&view=unnamed`,
  );
  for (let i = 0; i < 20; i++) await keep(merchant, { name: `List ${i}` });
  assert.equal((await sql`select from public.order_views`).length, 20);
  assert.match((await keep(merchant, { name: "One more" })).location!, /view=full$/);
});

Deno.test.afterAll(async () => {
  await sql.end();
  await platform.stop();
});
