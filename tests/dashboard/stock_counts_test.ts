import assert from "node:assert/strict";
import postgres from "postgres";
import { signIn, visit } from "@/tests/dashboard/visitor.ts";
import { startPlatform } from "@/tests/fixtures/platform.ts";
import { defaultLocation, stockOf } from "@/tests/fixtures/stock.ts";

const platform = await startPlatform();
const sql = postgres(platform.database_url, { max: 2, onnotice: () => {} });
const BASE = "/dashboard/demo/inventory/counts";

const [store] = await sql`select id from public.stores where slug = 'demo'`;
const mainId = await defaultLocation(sql, store!.id);
interface Counted {
  id: string;
  on_hand: number;
}
const [a, b, c] = await sql<[Counted, Counted, Counted]>`
  select l.variant_id as id, l.on_hand from public.inventory_levels as l
  join public.variants as v on v.id = l.variant_id and v.is_stock_tracked
  where l.store_id = ${store!.id} and l.on_hand > 6 order by l.variant_id desc limit 3`;

const merchant = visit(platform.url);
await signIn(merchant, "merchant@afrify.test");
const other = visit(platform.url);
await signIn(other, "merchant@afrify.test");

async function start(): Promise<string> {
  const { status, location } = await merchant.post(BASE, { location: mainId });
  assert.equal(status, 303);
  return location!;
}

/** A sheet as its page sends it: what is typed, beside what was there. */
const sheet = (typed: Record<string, [was: string, now: string]>) => ({
  key: crypto.randomUUID(),
  ...Object.fromEntries(
    Object.entries(typed).flatMap(([id, [was, now]]) => [
      [`was.${id}`, was],
      [`counted.${id}`, now],
    ]),
  ),
});

const onHand = async (id: string) => Number((await stockOf(sql, id)).Main!.split("/")[0]);

Deno.test("two people count at once, review what differs, and apply it", async () => {
  const page = await start();
  assert.equal((await other.post(BASE, { location: mainId })).location, page, "both join one");

  const first = sheet({ [a.id]: ["", String(a.on_hand - 3)], [b.id]: ["", ""] });
  const saved = await merchant.post(page, first);
  await merchant.post(page, first);
  await other.post(page, sheet({ [a.id]: ["", ""], [b.id]: ["", String(b.on_hand + 2)] }));

  assert.equal(saved.location, `${page}?saved=1`);
  const shown = await merchant.get(page);
  assert.match(shown.text, new RegExp(`name="counted.${a.id}" value="${a.on_hand - 3}"`));
  assert.match(shown.text, new RegExp(`name="counted.${b.id}" value="${b.on_hand + 2}"`));
  assert.doesNotMatch(shown.text, /expected/, "nobody is told what they should find");
  const review = await merchant.get(`${page}/review`);
  assert.match(review.text, /2 counted, 2 differ/);
  assert.match(review.text, /3 fewer/);
  assert.match(review.text, /2 more/);

  await sql`select private.move_stock(${a.id}, 'sold', -1, 0)`;
  assert.equal((await merchant.post(`${page}/review`, {})).location, `${BASE}?done=applied`);
  assert.equal((await merchant.post(`${page}/review`, {})).location, `${BASE}?done=applied`);

  assert.equal(await onHand(a.id), a.on_hand - 4, "what sold meanwhile stays sold");
  assert.equal(await onHand(b.id), b.on_hand + 2);
  const ledger = await merchant.get(`/dashboard/demo/inventory/${a.id}`);
  assert.match(ledger.text, /Counted by merchant@afrify\.test: 3 fewer/);
  assert.equal((await merchant.get(page)).location, `${page}/review`, "it is over");
  const late = await merchant.post(page, sheet({ [a.id]: ["", "1"] }));
  assert.equal(late.status, 422);
  assert.match(late.text, /applied or cancelled meanwhile/);
});

Deno.test("a sheet sends only what was changed on it, so that it takes back no other count", async () => {
  const page = await start();
  await merchant.post(page, sheet({ [c.id]: ["", "4"] }));
  await other.post(page, sheet({ [c.id]: ["4", "5"] }));

  await merchant.post(page, sheet({ [c.id]: ["4", "4"], [a.id]: ["", "1"] }));

  const { text } = await merchant.get(page);
  assert.match(text, new RegExp(`name="counted.${c.id}" value="5"`));
  assert.equal((await merchant.post(`${page}/cancel`, {})).location, `${BASE}?done=cancelled`);
});

Deno.test("numbers that are none are told at their field, and what was typed stays", async () => {
  const page = await start();
  const answer = await merchant.post(
    page,
    sheet({ [a.id]: ["", "a few"], [b.id]: ["", "7"], [c.id]: ["", "-1"] }),
  );
  assert.equal(answer.status, 422);
  assert.match(answer.text, /2 things to fix/);
  assert.match(answer.text, new RegExp(`name="counted.${a.id}" value="a few" aria-invalid="true"`));
  assert.match(answer.text, new RegExp(`name="counted.${b.id}" value="7"`));
  const [lines] = await sql`select count(*)::int as count from public.stock_count_lines as l
    join public.stock_counts as s on s.id = l.count_id and s.state = 'open'`;
  assert.equal(lines!.count, 0);
  await merchant.post(`${page}/cancel`, {});
});

Deno.test("goods that orders hold are named, and left out they let the rest be applied", async () => {
  const page = await start();
  const before = await onHand(b.id);
  const [had, counted] = [await onHand(c.id), 1];
  await sql`select private.move_stock(${c.id}, 'reserved', 0, 3)`;
  await merchant.post(
    page,
    sheet({ [c.id]: ["", String(counted)], [b.id]: ["", String(before - 1)] }),
  );

  const refused = await merchant.post(`${page}/review`, {});
  assert.equal(refused.status, 422);
  assert.match(refused.text, /Orders hold 3 of it/);
  assert.equal(await onHand(b.id), before);

  const out = await merchant.post(page, {
    ...sheet({ [c.id]: [String(counted), ""] }),
    back: "review",
  });
  assert.equal(out.location, `${page}/review`);
  assert.equal((await merchant.post(`${page}/review`, {})).status, 303);
  assert.equal(await onHand(b.id), before - 1);
  assert.equal(await onHand(c.id), had);
});

Deno.test.afterAll(async () => {
  await sql.end();
  await platform.stop();
});
