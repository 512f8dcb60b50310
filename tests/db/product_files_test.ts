import assert from "node:assert/strict";
import postgres from "postgres";
import { v7 as newId } from "uuid";
import { startDatabase, type TestDatabase } from "@/tests/fixtures/database.ts";
import { payOrder } from "@/tests/fixtures/digital.ts";
import { CAST, makeShop, orderInput, placeOrder, type Shop } from "@/tests/fixtures/shop.ts";

let database: TestDatabase;
/** As the owner. */
let sql: postgres.Sql;
let shop: Shop;
let rival: Shop;

Deno.test.beforeAll(async () => {
  database = await startDatabase();
  sql = postgres(database.url, { max: 8, onnotice: () => {} });
  shop = await makeShop(sql, { slug: "demo", merchant: CAST.merchant });
  rival = await makeShop(sql, { slug: "rival", merchant: CAST.rival });
});

Deno.test.afterAll(async () => {
  await sql.end();
  await database.stop();
});

async function as<T>(user: string, run: (sql: postgres.Sql) => Promise<T>): Promise<T> {
  return await sql.begin(async (sql) => {
    const claims = JSON.stringify({ sub: user });
    await sql`select set_config('request.jwt.claims', ${claims}, true), set_config('role', 'authenticated', true)`;
    return await run(sql as unknown as postgres.Sql);
  }) as T;
}

/** Saves a digital product with one variant. Answers its id. */
async function save(id: string, more: Record<string, unknown>, user: string = CAST.merchant) {
  const input = {
    slug: `song-${id}`,
    title: "Song",
    status: "published",
    is_digital: true,
    variants: [{ id, price_minor: 50_000, position: 0, is_stock_tracked: false }],
    ...more,
  };
  return await as(user, async (sql) => {
    const [row] = await sql`select public.save_product(${shop.storeId}, ${id}, ${
      sql.json(input as never)
    }) as id`;
    return row!.id as string;
  });
}

const newFile = (change: Record<string, unknown> = {}) => ({
  id: newId(),
  name: "Song.mp3",
  size_bytes: 9,
  path: `${shop.storeId}/${crypto.randomUUID()}`,
  position: 0,
  ...change,
});

const filesOf = async (productId: string) => [
  ...await sql`select id, name, path, removed_at is not null as is_removed from product_files
    where product_id = ${productId} order by position, id`,
];

const missing = { code: "23514", constraint_name: "products_digital_has_file" };

Deno.test("a digital product without a file is not shown, whichever way somebody tries", async () => {
  const id = newId();
  await assert.rejects(save(id, {}), missing);
  await assert.rejects(
    save(id, { status: "scheduled", publish_at: "2030-01-01T00:00:00Z" }),
    missing,
  );
  assert.equal((await sql`select from products where slug = ${`song-${id}`}`).length, 0);

  const draft = await save(id, { status: "draft" });
  const publish = (sql: postgres.Sql) =>
    sql`update products set status = 'published' where id = ${draft}`;
  await assert.rejects(as(CAST.merchant, publish), missing);

  await save(draft, { files: [newFile()] });
  const [kept] = await filesOf(draft);
  await assert.rejects(save(draft, { files: [{ id: kept!.id, is_removed: true }] }), missing);
  assert.deepEqual(await filesOf(draft), [kept]);
  await save(draft, { status: "draft", files: [{ id: kept!.id, is_removed: true }] });
});

Deno.test("a form sent eight times at once adds a file once, and what it does not name stays", async () => {
  const id = newId();
  const form = { files: [newFile()], download_limit: 5, download_days: 30 };
  const ids = await Promise.all(Array.from({ length: 8 }, () => save(id, form)));
  assert.equal(new Set(ids).size, 1);
  const [file, ...more] = await filesOf(ids[0]!);
  assert.deepEqual([file!.name, more], ["Song.mp3", []]);

  // As an imported file does, which speaks of none of it.
  await save(ids[0]!, { is_digital: undefined });
  const [product] = await sql`select is_digital, download_limit, download_days from products
    where id = ${ids[0]!}`;
  assert.deepEqual({ ...product }, { is_digital: true, download_limit: 5, download_days: 30 });
  assert.equal((await filesOf(ids[0]!)).length, 1);
});

Deno.test("a file is replaced in its row, removed and put back, and the form tells others of it", async () => {
  const id = await save(newId(), {
    files: [newFile(), newFile({ name: "Cover.pdf", position: 1 })],
  });
  const [song, cover] = await filesOf(id);
  const shownWith = async () =>
    await as(
      CAST.merchant,
      async (sql) =>
        (await sql`select product_fingerprint(${shop.storeId}, ${id}) as shown`)[0]!.shown,
    );
  const shown = await shownWith();
  const path = `${shop.storeId}/${crypto.randomUUID()}`;

  await save(id, {
    files: [
      { id: song!.id, path, name: "Better.mp3", size_bytes: 8, is_removed: false },
      { id: cover!.id, is_removed: true },
    ],
  });
  const after = await filesOf(id);
  assert.deepEqual(after.map(({ id, name, is_removed }) => [id, name, is_removed]), [
    [song!.id, "Better.mp3", false],
    [cover!.id, "Cover.pdf", true],
  ]);
  assert.notEqual(await shownWith(), shown);
  await assert.rejects(save(id, { shown, title: "Mine" }), {
    code: "AF409",
    constraint_name: "products_as_shown",
  });

  await save(id, { files: [{ id: cover!.id, is_removed: false }] });
  assert.ok((await filesOf(id)).every(({ is_removed }) => !is_removed));
});

Deno.test("files lie in their shop's own folder, under a name that climbs nowhere", async () => {
  const stolen = `${rival.storeId}/${crypto.randomUUID()}`;
  const wrong = [
    stolen,
    `${shop.storeId}/../${stolen}`,
    `${shop.storeId}/%2e%2e/${stolen}`,
    `${shop.storeId}/`,
    `${shop.storeId}/${crypto.randomUUID()}/x`,
  ];
  for (const path of wrong) {
    await assert.rejects(save(newId(), { files: [newFile({ path })] }), { code: "23514" }, path);
  }
  for (const name of ["", "a/b", "a\\b", "line\nbreak", "x".repeat(151)]) {
    await assert.rejects(save(newId(), { files: [newFile({ name })] }), { code: "23514" }, name);
  }
  await assert.rejects(save(newId(), { files: Array.from({ length: 21 }, () => newFile()) }), {
    code: "AF422",
  });
  await assert.rejects(save(newId(), { files: [newFile()] }, CAST.rival), { code: "42501" });
});

Deno.test("one shop's files cannot be changed by way of another's product", async () => {
  const id = await save(newId(), { files: [newFile()] });
  const before = await filesOf(id);
  const input = {
    slug: "theft",
    title: "Theft",
    status: "draft",
    variants: [],
    files: [{ id: before[0]!.id, name: "Mine.mp3", is_removed: true }],
  };
  await as(
    CAST.rival,
    (sql) => sql`select public.save_product(${rival.storeId}, ${id}, ${sql.json(input as never)})`,
  );
  assert.deepEqual(await filesOf(id), before);
});

Deno.test("a removed file is forgotten after a week unless somebody bought it; a replaced one's bytes are nobody's", async () => {
  const [unsold, sold] = [newFile(), newFile()];
  const first = await save(newId(), { status: "draft", files: [unsold] });
  const second = await save(newId(), { files: [sold] });
  const [variant] = await sql`select id from variants where product_id = ${second}`;
  const placed = await placeOrder(sql, shop.slug, orderInput(variant!.id));
  await payOrder(sql, placed.order_id);
  const tidy = async ({ path }: { path: string }) => {
    const [file] = await sql`select id from product_files where path = ${path}`;
    const [row] = await sql`select private.tidy_product_file(${
      file?.id ?? newId()
    }, ${path}) as gone`;
    return row!.gone;
  };
  for (
    const [product, [file]] of [[first, await filesOf(first)], [
      second,
      await filesOf(second),
    ]] as const
  ) {
    await save(product as string, { status: "draft", files: [{ id: file!.id, is_removed: true }] });
  }
  const jobs = await sql`select key, run_at > now() + interval '6 days' as is_later
    from graphile_worker.jobs where task_identifier = 'tidy_product_file'`;
  for (const { path } of [unsold, sold]) {
    assert.ok(jobs.some(({ key, is_later }) => key === `tidy_product_file:${path}` && is_later));
  }

  assert.deepEqual([await tidy(unsold), await tidy(sold)], [false, false], "not within a week");
  await sql`update product_files set removed_at = now() - interval '8 days' where removed_at is not null`;
  assert.deepEqual([await tidy(unsold), await tidy(sold)], [true, false]);
  assert.equal((await filesOf(first)).length, 0);

  const [kept] = await filesOf(second);
  const path = `${shop.storeId}/${crypto.randomUUID()}`;
  await save(second, { files: [{ id: kept!.id, path, name: "New.mp3", size_bytes: 1 }] });
  assert.deepEqual([await tidy(sold), await tidy({ path })], [true, false]);
});
