import assert from "node:assert/strict";
import postgres from "postgres";
import { signIn, visit, type Visitor } from "@/tests/dashboard/visitor.ts";
import { type Platform, startPlatform } from "@/tests/fixtures/platform.ts";
import { type SecondServer, startSecondServer } from "@/tests/fixtures/second_server.ts";
import { makeShop, orderInput, placeOrder } from "@/tests/fixtures/shop.ts";
import { until } from "@/tests/fixtures/until.ts";

let platform: Platform;
let second: SecondServer;
let sql: postgres.Sql;
let shop: { storeId: string; variantId: string };

/** What a dashboard hears of an order, from its commit on, on every server. */
const HEARD_WITHIN_MS = 1_000;

Deno.test.beforeAll(async () => {
  platform = await startPlatform();
  second = await startSecondServer(platform);
  sql = postgres(platform.database_url, { max: 2, onnotice: () => {} });
  const [goods] = await sql`select s.id as "storeId", v.id as "variantId"
    from public.stores as s join public.variants as v on v.store_id = s.id
    where s.slug = 'demo' and v.stock_hint is distinct from 0 and v.archived_at is null
    order by v.stock_hint desc limit 1`;
  shop = goods as typeof shop;
  await sql`update public.inventory_levels set on_hand = 500 where variant_id = ${shop.variantId}`;
});

Deno.test.afterAll(async () => {
  await sql.end();
  await second.stop();
  await platform.stop();
});

interface Heard {
  id: string;
  number: number;
  kind: string;
  at: number;
}

interface Stream {
  status: number;
  heard: Heard[];
  /** Everything that came, beats included. */
  text(): string;
  isOver(): boolean;
  close(): void;
}

async function signedIn(email: string, origin = platform.url): Promise<Visitor> {
  const visitor = visit(origin);
  await signIn(visitor, email);
  return visitor;
}

/** Opens the stream as a browser would, with the cookies of this visitor. */
async function listen(
  visitor: Visitor,
  { origin = platform.url, slug = "demo", headers = {}, after = "" } = {},
): Promise<Stream> {
  const leaving = new AbortController();
  const cookie = [...visitor.cookies].map(([name, value]) => `${name}=${value}`).join("; ");
  const response = await fetch(`${origin}/dashboard/${slug}/live${after && `?after=${after}`}`, {
    headers: { cookie, "accept-encoding": "gzip, br", ...headers },
    redirect: "manual",
    signal: leaving.signal,
  });
  const heard: Heard[] = [];
  let text = "";
  let isOver = false;
  const reading = (async () => {
    for await (const part of response.body!.pipeThrough(new TextDecoderStream())) {
      text += part;
      for (const [, data] of part.matchAll(/event: order\ndata: (.*)\n/g)) {
        heard.push({ ...JSON.parse(data!), at: performance.now() });
      }
    }
  })().catch(() => {}).finally(() => isOver = true);
  if (response.status === 200) await until(() => text.includes("event: beat"));
  return {
    status: response.status,
    heard,
    text: () => text,
    isOver: () => isOver,
    close() {
      leaving.abort();
      void reading;
    },
  };
}

async function order(): Promise<number> {
  const placed = await placeOrder(sql, "demo", orderInput(shop.variantId));
  assert.ok(placed.ok, placed.code);
  return Number(placed.label.split("-")[1]);
}

Deno.test("a new order is heard within a second, on the server it came to and on the other", async () => {
  const merchant = await signedIn("merchant@afrify.test");
  const streams = [await listen(merchant), await listen(merchant, { origin: second.url })];
  for (let i = 0; i < 3; i++) {
    const number = await order();
    const placedAt = performance.now();
    for (const { heard } of streams) {
      await until(() => heard.some((one) => one.number === number));
      const { at, kind } = heard.find((one) => one.number === number)!;
      assert.equal(kind, "placed");
      assert.ok(at - placedAt < HEARD_WITHIN_MS, `${at - placedAt} ms`);
    }
  }
  for (const stream of streams) {
    // An order number and what happened: nothing about people.
    assert.doesNotMatch(stream.text(), /Wanjiru|Kilimani|254712/);
    stream.close();
  }
});

Deno.test("money that came and what needs eyes is heard too, and nothing else", async () => {
  const stream = await listen(await signedIn("merchant@afrify.test"));
  const number = await order();
  const [{ id }] = await sql`select id from public.orders
    where store_id = ${shop.storeId} and number = ${number}` as [{ id: string }];
  for (const kind of ["prompt_sent", "paid", "message_sent", "needs_review"]) {
    await sql`select private.log_order_event(${id}, ${kind}::public.order_event_kind)`;
  }
  await until(() => stream.heard.some(({ kind }) => kind === "needs_review"));
  assert.deepEqual(
    stream.heard.filter((one) => one.number === number).map(({ kind }) => kind),
    ["placed", "paid", "needs_review"],
  );
  stream.close();
});

Deno.test("a rival gets no stream of the shop, and hears nothing of it on the stream of their own", async () => {
  const rival = await signedIn("rival@afrify.test");
  assert.equal((await listen(rival)).status, 404);
  assert.equal((await listen(visit(platform.url))).status, 303);
  const [user] = await sql`select id from auth.users where email = 'rival@afrify.test'`;
  const own = await makeShop(sql, { slug: "next-door", merchant: user!.id });
  const stream = await listen(rival, { slug: "next-door" });
  const merchant = await listen(await signedIn("merchant@afrify.test"));
  const number = await order();
  await until(() => merchant.heard.some((one) => one.number === number));
  await placeOrder(sql, "next-door", orderInput(own.variantIds[0]!));
  await until(() => stream.heard.length > 0);
  assert.equal(stream.heard.length, 1);
  assert.equal(stream.heard[0]!.number, 1001);
  stream.close();
  merchant.close();
});

Deno.test("who comes back hears what was missed, once each, and nobody else's", async () => {
  const merchant = await signedIn("merchant@afrify.test");
  const first = await listen(merchant);
  const before = await order();
  await until(() => first.heard.some(({ number }) => number === before));
  first.close();
  const [{ id: last }] = first.heard.slice(-1) as [Heard];
  const missed = [await order(), await order()];
  for (const how of [{ after: last }, { headers: { "last-event-id": last } }]) {
    const again = await listen(merchant, { ...how, origin: second.url });
    await until(() => again.heard.some(({ number }) => number === missed[1]));
    const numbers = again.heard.map(({ number }) => number);
    assert.equal(new Set(again.heard.map(({ id }) => id)).size, numbers.length);
    assert.deepEqual(numbers.filter((one) => missed.includes(one)), missed);
    again.close();
  }
  const broken = await listen(merchant, { after: "x'--" });
  assert.equal(broken.status, 200);
  broken.close();
});

/** Ends what lets somebody watch; from then on they hear of nothing, and soon the stream ends. */
async function assertEnded(stream: Stream, end: () => Promise<unknown>): Promise<void> {
  const known = await order();
  await until(() => stream.heard.some(({ number }) => number === known));
  await end();
  // An answer that is a second old may still be trusted.
  await new Promise((resolve) => setTimeout(resolve, HEARD_WITHIN_MS));
  const secret = await order();
  await until(stream.isOver);
  assert.ok(!stream.heard.some(({ number }) => number === secret));
}

Deno.test("staff who are suspended or removed hear nothing more, and their stream ends", async () => {
  const [user] = await sql`select id from auth.users where email = 'staff@afrify.test'`;
  const set = (at: Date | null) =>
    sql`update public.memberships set suspended_at = ${at} where user_id = ${user!.id}`;
  const staff = await signedIn("staff@afrify.test");
  await assertEnded(await listen(staff), () => set(new Date()));
  assert.equal((await listen(staff)).status, 404);
  await set(null);
  const [row] = await sql`select m.* from public.memberships as m where m.user_id = ${user!.id}`;
  await assertEnded(
    await listen(staff, { origin: second.url }),
    () => sql`delete from public.memberships where user_id = ${user!.id}`,
  );
  await sql`insert into public.memberships ${sql(row!)}`;
});

Deno.test("who signs out hears nothing more, also without anything that happens", async () => {
  const merchant = await signedIn("merchant@afrify.test");
  const stream = await listen(merchant);
  const idle = await listen(merchant, { origin: second.url });
  const copy = new Map(merchant.cookies);
  await assertEnded(stream, () => merchant.post("/sign-out", {}));
  await until(idle.isOver);
  assert.equal((await listen({ ...merchant, cookies: copy })).status, 303);
});

Deno.test("one person opens a few streams at once, and one more when one is closed", async () => {
  const merchant = await signedIn("merchant@afrify.test");
  const streams: Stream[] = [];
  for (let i = 0; i < 8; i++) streams.push(await listen(merchant));
  assert.deepEqual(streams.map(({ status }) => status), Array(8).fill(200));
  assert.equal((await listen(merchant)).status, 429);
  const staff = await listen(await signedIn("staff@afrify.test"));
  assert.equal(staff.status, 200, "another person has their own");
  streams[0]!.close();
  let again: Stream | undefined;
  await until(async () => (again = await listen(merchant)).status === 200);
  for (const stream of [...streams, staff, again!]) stream.close();
});

Deno.test("a server that stops ends its streams and does not wait for them", async () => {
  const third = await startSecondServer(platform);
  const merchant = await signedIn("merchant@afrify.test");
  let stream: Stream | undefined;
  await until(async () => (stream = await listen(merchant, { origin: third.url })).status === 200);
  const began = performance.now();
  await third.stop();
  assert.ok(performance.now() - began < 4_000);
  await until(stream!.isOver);
});
