import assert from "node:assert/strict";
import type postgres from "postgres";
import {
  asPerson,
  assertTotalsAddUp,
  book,
  customerOf,
  order,
  setStage,
  type Stage,
} from "./stage.ts";

let stage: Stage;
let phones = 0;

Deno.test.beforeAll(async () => {
  stage = await setStage();
});
Deno.test.afterAll(() => stage.stop());

interface Pair {
  kept: string;
  merged: string;
  phones: [string, string];
  orders: [string, string];
}

/** Two customers with an order each, to the same place and to another. */
async function makePair(): Promise<Pair> {
  const pair = [0, 1].map((i) => `+2547${i}4000${String(1000 + ++phones)}`) as [string, string];
  const orders = [
    await order(stage, { phone: pair[0], name: "Amina" }),
    await order(stage, { phone: pair[1], name: "Amina H", email: "amina@h.example" }),
  ] as [string, string];
  await order(stage, { phone: pair[1], area: "South B, Nairobi", landmark: "The mosque" });
  const [kept, merged] = [await customerOf(stage, orders[0]), await customerOf(stage, orders[1])];
  const { sql, shop: { storeId } } = stage;
  await asPerson(
    sql,
    (sql) =>
      sql`select add_customer_note(${storeId}, ${merged}, ${crypto.randomUUID()}, 'Likes red')`,
  );
  await asPerson(
    sql,
    (sql) =>
      sql`select tag_customers(${storeId}, ${sql.json({ customer_ids: [merged], tag: "VIP" })})`,
  );
  return { kept, merged, phones: pair, orders };
}

type Answer = { ok: boolean; code?: string; id: string };

async function call(
  name: "merge_customers" | "undo_customer_merge",
  ids: string[],
): Promise<Answer> {
  const { sql, shop: { storeId } } = stage;
  const [row] = await asPerson(
    sql,
    (sql) =>
      ids.length === 2
        ? sql`select ${sql(name)}(${storeId}, ${ids[0]!}, ${ids[1]!}) as answer`
        : sql`select ${sql(name)}(${storeId}, ${ids[0]!}) as answer`,
  );
  return row!.answer;
}

/** All that hangs on customers, but for ids of log lines and moments of changes. */
async function snapshot(sql: postgres.Sql, ids: string[]): Promise<unknown> {
  const [row] = await sql`
    select jsonb_build_object(
      'customers', (select jsonb_agg(to_jsonb(c) - 'updated_at' order by c.id) from customers c where c.id = any (${ids})),
      'totals', (select jsonb_agg(t order by t.customer_id) from customer_totals t where t.customer_id = any (${ids})),
      'orders', (select jsonb_agg(jsonb_build_array(o.id, o.customer_id) order by o.id) from orders o
        where o.customer_id = any (${ids})),
      'addresses', (select jsonb_agg(a order by a.id) from addresses a where a.customer_id = any (${ids})),
      'notes', (select jsonb_agg(n order by n.id) from customer_notes n where n.customer_id = any (${ids})),
      'found', (select jsonb_agg(s order by s.customer_id) from private.customer_search s where s.customer_id = any (${ids}))
    ) as everything`;
  return row!.everything;
}

Deno.test("a merge moves all that hangs on a customer, once, and undone it is as if nothing had been", async () => {
  const { sql, shop: { storeId } } = stage;
  const { kept, merged } = await makePair();
  await book(stage, (await sql`select id from orders where customer_id = ${merged}`)[0]!.id, {
    minor: 70_000,
  });
  await sql`update addresses set is_default = true where customer_id = ${merged} and landmark = 'The mosque'`;
  const before = await snapshot(sql, [kept, merged]);

  const [first, again] = [
    await call("merge_customers", [kept, merged]),
    await call("merge_customers", [kept, merged]),
  ];

  assert.equal(first.ok, true);
  assert.deepEqual(again, first);
  const [row] = await sql`
    select c.email, c.tags, t.orders, t.spent_minor::int,
      (select count(*)::int from addresses a where a.customer_id = c.id) as addresses,
      (select count(*)::int from customer_notes n where n.customer_id = c.id) as notes
    from customers c join customer_totals t on t.customer_id = c.id where c.id = ${kept}`;
  assert.deepEqual({ ...row }, {
    email: "amina@h.example",
    tags: ["vip"],
    orders: 3,
    spent_minor: 70_000,
    addresses: 2,
    notes: 1,
  });
  await assertTotalsAddUp(sql, storeId);
  assert.equal((await call("merge_customers", [merged, kept])).code, "merged_meanwhile");

  assert.deepEqual(await call("undo_customer_merge", [first.id]), { ok: true, id: merged });
  assert.deepEqual(await call("undo_customer_merge", [first.id]), { ok: true, id: merged });
  assert.deepEqual(await snapshot(sql, [kept, merged]), before);
  await assertTotalsAddUp(sql, storeId);
  const log = await sql`select action from audit_events where entity = 'customers' order by id`;
  assert.deepEqual(log.map(({ action }) => action), ["customers.merged", "customers.merge_undone"]);
});

Deno.test("what the merged phone does from then on is the kept customer's, and goes back with it", async () => {
  const { sql, shop: { storeId } } = stage;
  const { kept, merged, phones: [, phone] } = await makePair();
  const { id } = await call("merge_customers", [kept, merged]);

  const later = await order(stage, { phone, landmark: "Blue gate" });
  assert.equal(await customerOf(stage, later), kept);
  const token = "t".repeat(40);
  await sql`insert into private.shopper_sessions (store_id, phone, token_hash)
    values (${storeId}, ${phone}, private.digest(${token}))`;
  const [seen] = await sql`
    select jsonb_array_length(list_shopper_orders('demo', ${token}, null, 20)) as orders,
      save_shopper_profile('demo', ${token}, '{"name":"Amina Hassan","wants_news":true}') as saved`;
  assert.equal(seen!.orders, 4);
  const [profile] = await sql`select get_shopper('demo', ${token}) as shopper`;
  assert.equal(profile!.shopper.name, "Amina Hassan");
  const [row] = await sql`select name, consents::text[] from customers where id = ${kept}`;
  assert.deepEqual({ ...row }, { name: "Amina Hassan", consents: ["sms"] });
  await assertTotalsAddUp(sql, storeId);

  await call("undo_customer_merge", [id]);
  assert.equal(await customerOf(stage, later), merged);
  await assertTotalsAddUp(sql, storeId);
});

Deno.test("merges of merges are undone the last first, and not after thirty days", async () => {
  const { sql, shop: { storeId } } = stage;
  const [a, b] = [await makePair(), await makePair()];
  const before = await snapshot(sql, [a.kept, a.merged, b.kept, b.merged]);
  const first = await call("merge_customers", [a.kept, a.merged]);
  const second = await call("merge_customers", [b.kept, a.kept]);

  assert.equal(await customerOf(stage, a.orders[1]), b.kept);
  const [follower] = await sql`select merged_into from customers where id = ${a.merged}`;
  assert.equal(follower!.merged_into, b.kept);
  assert.equal((await call("undo_customer_merge", [first.id])).code, "merged_meanwhile");
  assert.equal((await call("undo_customer_merge", [second.id])).ok, true);
  assert.equal((await call("undo_customer_merge", [first.id])).ok, true);
  assert.deepEqual(await snapshot(sql, [a.kept, a.merged, b.kept, b.merged]), before);

  const third = await call("merge_customers", [a.kept, a.merged]);
  await sql`update customer_merges set merged_at = now() - interval '31 days' where id = ${third.id}`;
  assert.equal((await call("undo_customer_merge", [third.id])).code, "merge_over");
  assert.equal((await call("merge_customers", [a.kept, a.kept])).code, "customer_gone");
  assert.equal(
    (await call("merge_customers", [a.kept, crypto.randomUUID()])).code,
    "customer_gone",
  );
  await assertTotalsAddUp(sql, storeId);
});

Deno.test("two who may be one are told: by a number with another code, and by an email", async () => {
  const { sql, shop: { storeId } } = stage;
  const [one, two] = [
    await order(stage, { phone: "+254755555501", email: "Same@x.example" }),
    await order(stage, { phone: "+256755555501" }),
  ];
  const three = await order(stage, { phone: "+254766666601", email: "same@x.example" });
  const ids = await Promise.all([one, two, three].map((id) => customerOf(stage, id)));
  const list = async () => {
    const [row] = await asPerson(
      sql,
      (sql) => sql`select list_duplicate_customers(${storeId}, ${ids[0]!}) as pairs`,
    );
    return row!.pairs.map((pair: { why: string; customers: { id: string }[] }) => [
      pair.why,
      ...pair.customers.map(({ id }) => ids.indexOf(id)),
    ]);
  };
  assert.deepEqual(await list(), [["phone", 0, 1], ["email", 0, 2]]);
  await call("merge_customers", [ids[0]!, ids[1]!]);
  assert.deepEqual(await list(), [["email", 0, 2]]);
});
