import assert from "node:assert/strict";
import fc from "fast-check";
import type postgres from "postgres";
import { makeShop } from "@/tests/fixtures/shop.ts";
import type { SegmentRule } from "@/lib/customers/mod.ts";
import { meets, type PlainCustomer } from "./plain_segments.ts";
import { asPerson, book, customerOf, order, setStage, type Stage } from "./stage.ts";

const PEOPLE = 14;
const TAGS = ["vip", "wholesale", "o'brien %"];
const CHANNELS = ["sms", "whatsapp", "email"];
const DAY = 86_400_000;

let stage: Stage;
let products: string[];
let collections: string[];
const inCollection: Record<string, string[]> = {};
const people = new Map<string, PlainCustomer>();

Deno.test.beforeAll(async () => {
  stage = await setStage();
  await fill();
});
Deno.test.afterAll(() => stage.stop());

/** Three products, two collections of them, and customers who differ in everything that rules ask. */
async function fill(): Promise<void> {
  const { sql, shop: { storeId, productId, variantIds } } = stage;
  const variants: Record<string, string> = { [productId]: variantIds[0]! };
  for (const slug of ["mug", "tray"]) {
    const [product] = await sql`insert into products (store_id, slug, title, status)
      values (${storeId}, ${slug}, ${slug}, 'published') returning id`;
    const [variant] = await sql`
      insert into variants (store_id, product_id, option_values, sku, price_minor, position)
      values (${storeId}, ${product!.id}, '{}', ${slug}, 50000, 0) returning id`;
    await sql`select private.move_stock(${variant!.id}, 'received', 1000, 0)`;
    variants[product!.id] = variant!.id;
  }
  products = Object.keys(variants);
  for (const [i, slug] of ["gifts", "home"].entries()) {
    const [made] = await sql`insert into collections (store_id, slug, title, kind, is_published)
      values (${storeId}, ${slug}, ${slug}, 'manual', true) returning id`;
    inCollection[made!.id] = products.slice(i, i + 2);
    await sql`insert into collection_products (store_id, collection_id, product_id)
      select ${storeId}, ${made!.id}, p from unnest(${products.slice(i, i + 2)}::uuid[]) as p`;
  }
  collections = Object.keys(inCollection);
  for (let n = 0; n < PEOPLE; n++) await makePerson(sql, n, variants);
}

async function makePerson(
  sql: postgres.Sql,
  n: number,
  variants: Record<string, string>,
): Promise<void> {
  const { shop: { storeId } } = stage;
  const pick = <T>(from: readonly T[]) => from.filter((_, i) => (n >> i) % 2 === 1);
  const one: PlainCustomer = {
    spent: 0,
    orders: 0,
    lastOrderAt: null,
    tags: pick(TAGS).toSorted(),
    areas: [],
    products: [],
    consents: pick(CHANNELS),
  };
  const phone = `+2547200000${String(10 + n)}`;
  const [added] = await asPerson(sql, (sql) =>
    sql`
    select add_customer(${storeId}, ${crypto.randomUUID()}, ${
      sql.json({ name: `Person ${n}`, phone, tags: one.tags, consents: one.consents } as never)
    }) as answer`);
  const id: string = added!.answer.id;
  for (let i = 0; i < n % 4; i++) {
    const product = products[(n + i) % products.length]!;
    const area = ["Kilimani, Nairobi", "South B, Nairobi"][(n + i) % 2]!;
    const placed = await order(stage, {
      phone,
      area,
      lines: [{ variant_id: variants[product]!, quantity: 1 }],
    });
    assert.equal(await customerOf(stage, placed), id);
    one.areas.push(area);
    const at = Date.now() - (n * 3 + i) * DAY - 3_600_000;
    await sql`update orders set placed_at = ${new Date(at)} where id = ${placed}`;
    if (i === 2) {
      await sql`update orders set status = 'cancelled' where id = ${placed}`;
      continue;
    }
    one.orders += 1;
    one.products.push(product);
    one.lastOrderAt = Math.max(one.lastOrderAt ?? 0, at);
    await book(stage, placed, { minor: 10_000 * (n + 1) });
    await book(stage, placed, { minor: 1_000, isBack: true });
    one.spent += 10_000 * (n + 1) - 1_000;
  }
  // The moments were changed behind the sums.
  await sql`update customer_totals set last_order_at = ${
    one.lastOrderAt === null ? "-infinity" : new Date(one.lastOrderAt).toISOString()
  }::text::timestamptz where customer_id = ${id}`;
  people.set(id, one);
}

const some = <T>(values: () => readonly T[]) =>
  fc.constant(null).chain(() => fc.subarray([...values()], { minLength: 1, maxLength: 2 }));
const moment = fc.integer({ min: 0, max: 45 })
  .map((days) => new Date(Date.now() - days * DAY).toISOString());

const rule = (): fc.Arbitrary<SegmentRule> =>
  fc.record({
    match: fc.constantFrom("all" as const, "any" as const),
    spent_from: fc.integer({ min: 0, max: 200_000 }),
    spent_to: fc.integer({ min: 0, max: 200_000 }),
    orders_from: fc.integer({ min: 0, max: 3 }),
    orders_to: fc.integer({ min: 0, max: 3 }),
    ordered_within: fc.integer({ min: 1, max: 45 }),
    quiet_for: fc.integer({ min: 1, max: 45 }),
    ordered_from: moment,
    ordered_before: moment,
    tags: some(() => TAGS),
    without_tags: some(() => TAGS),
    areas: some(() => ["Kilimani, Nairobi", "South B, Nairobi", "Moon"]),
    products: some(() => [...products, crypto.randomUUID()]),
    collections: some(() => collections),
    consents: some(() => CHANNELS),
    without_consents: some(() => CHANNELS),
  }, { requiredKeys: ["match"] }).map((full) => {
    // A few conditions each: all of them at once nobody meets.
    const keys = Object.keys(full).filter((key) => key !== "match");
    const kept = keys.filter((_, i) => (i * 7 + keys.length) % 4 === 0);
    return Object.fromEntries([["match", full.match], ...kept.map((k) => [k, (full as never)[k]])]);
  }) as fc.Arbitrary<SegmentRule>;

Deno.test("a rule picks those who meet it as it reads, and counts them", async () => {
  const { sql, shop: { storeId } } = stage;
  let met = 0;
  await fc.assert(
    fc.asyncProperty(rule(), async (rule) => {
      if (Object.keys(rule).length === 1) return;
      const now = Date.now();
      const expected = [...people].filter(([, one]) => meets(rule, one, { now, inCollection }))
        .map(([id]) => id).sort();
      const [row] = await asPerson(sql, (sql) =>
        sql`
        select count_customers(${storeId}, ${sql.json(rule as never)}) as count,
          find_customers(${storeId}, ${sql.json({ rule, max_rows: 100 } as never)}) as found`);
      const found = row!.found.customers.map(({ id }: { id: string }) => id).sort();
      assert.deepEqual(found, expected, JSON.stringify(rule));
      assert.equal(row!.count, expected.length);
      met += expected.length;
    }),
    { numRuns: 250 },
  );
  assert.ok(met > 250, "rules that nobody meets show nothing");
});

Deno.test("a segment is kept once, used by its list, and refused for what is no rule", async () => {
  const { sql, shop: { storeId } } = stage;
  const id = crypto.randomUUID();
  const save = (input: unknown, segment = id) =>
    asPerson(sql, async (sql) => {
      const [row] = await sql`select save_customer_segment(${storeId}, ${segment}, ${
        sql.json(input as never)
      }) as answer`;
      return row!.answer;
    });
  const rule = { match: "all", tags: ["vip"] };
  const [first, second] = [
    await save({ name: "Regulars", rule }),
    await save({ name: "Regulars", rule }),
  ];
  assert.deepEqual(first, second);
  assert.equal(
    (await save({ name: "regulars", rule }, crypto.randomUUID())).code,
    "segment_exists",
  );
  const list = await asPerson(sql, (sql) =>
    sql`
    select find_customers(${storeId}, ${sql.json({ segment_id: first.id })}) as found`);
  const vips = [...people.values()].filter(({ tags }) => tags.includes("vip")).length;
  assert.equal(list[0]!.found.count, vips);
  for (
    const wrong of [
      {},
      { match: "some", tags: ["vip"] },
      { tags: [] },
      { spent_from: "1; drop table customers" },
      { spend_from: 1 },
      { quiet_for: 0 },
      { products: ["1"] },
      { consents: ["fax"] },
      { tags: Array.from({ length: 21 }, String) },
    ]
  ) {
    await assert.rejects(save({ name: "Odd", rule: wrong }, crypto.randomUUID()), {
      code: "AF422",
    });
  }
});

Deno.test("a shop counts its own customers only, also by goods and segments of another", async () => {
  const { sql, shop } = stage;
  const merchant = crypto.randomUUID();
  const rival = await makeShop(sql, { slug: "rival", merchant });
  await order({ ...stage, shop: rival }, { phone: "+254720000011" });
  const [segment] = await sql`select id from customer_segments limit 1`;
  const ask = (input: unknown) =>
    asPerson(sql, async (sql) => {
      const [row] = await sql`select find_customers(${rival.storeId}, ${
        sql.json(input as never)
      }) as found`;
      return row!.found;
    }, merchant);

  assert.equal((await ask({})).customers.length, 1);
  assert.equal((await ask({ segment_id: segment!.id })).count, 0);
  assert.equal((await ask({ rule: { products: [shop.productId] } })).count, 0);
  assert.equal((await ask({ rule: { collections } })).count, 0);
  assert.equal((await ask({ query: "Person" })).count, 0);
  assert.equal((await ask({ query: "0720 000 011" })).customers[0].name, "Wanjiru Kamau");
  const stranger = asPerson(
    sql,
    (sql) => sql`select find_customers(${shop.storeId}, '{}')`,
    merchant,
  );
  await assert.rejects(stranger, { code: "AF404" });
});
