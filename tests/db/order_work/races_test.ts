import assert from "node:assert/strict";
import postgres from "postgres";
import { startDatabase } from "@/tests/fixtures/database.ts";
import { assertLedgerAddsUp } from "@/tests/fixtures/ledger.ts";
import { CAST } from "@/tests/fixtures/shop.ts";
import { act, asMember, read, type Scene, setScene, toLines, versionOf } from "./stage.ts";

let database: Awaited<ReturnType<typeof startDatabase>>;
let sql: postgres.Sql;

Deno.test.beforeAll(async () => {
  database = await startDatabase();
  sql = postgres(database.url, { onnotice: () => {}, max: 25 });
});
Deno.test.afterAll(async () => {
  await sql.end();
  await database.stop();
});

const two = () => new Map([[0, 2]]);

Deno.test("a form sent twenty times packs once, and says the same each time", async () => {
  const scene = await setScene(sql, { lines: two() });
  const key = crypto.randomUUID();
  const step = { do: "fulfil", lines: new Map([[0, 1]]), state: "shipped" } as const;

  const answers = await Promise.all(
    Array.from({ length: 20 }, () => act(sql, scene, step, { key })),
  );

  assert.deepEqual(new Set(answers.map((answer) => JSON.stringify(answer))).size, 1);
  assert.deepEqual([answers[0]!.ok, answers[0]!.number], [true, 1]);
  const { order, parcels } = await read(sql, scene);
  assert.deepEqual([order[2], parcels], ["partly", ["shipped"]]);
  const told = await sql`select channel, template from notifications
    where order_id = ${scene.orderId} and template = 'order_shipped'`;
  assert.deepEqual(told.map(({ channel }) => channel), ["sms"], "told once");
  const other = await act(sql, scene, { ...step, state: "packed" }, { key });
  assert.equal(other.code, "idempotency_key_reused");
});

Deno.test("twenty who pack the same two pieces pack two", async () => {
  const scene = await setScene(sql, { lines: two() });
  const step = { do: "fulfil", lines: new Map([[0, 1]]), state: "packed" } as const;

  const answers = await Promise.all(Array.from({ length: 20 }, () => act(sql, scene, step)));

  assert.equal(answers.filter(({ ok }) => ok).length, 2);
  assert.ok(answers.every(({ ok, code }) => ok || code === "line_fulfilled"));
});

Deno.test("of twenty editors who saw the same order one changes it, the others are told", async () => {
  const scene = await setScene(sql, { lines: two() });
  const version = await versionOf(sql, scene);
  const edits = Array.from(
    { length: 20 },
    (_, i) =>
      act(sql, scene, { do: "edit", lines: new Map([[0, 1], [1, 1 + i % 2]]) }, { version }),
  );

  const answers = await Promise.all(edits);

  assert.equal(answers.filter(({ ok }) => ok).length, 1);
  assert.ok(answers.every(({ ok, code }) => ok || code === "order_changed"));
  await assertLedgerAddsUp(sql, scene.shop.storeId);
});

Deno.test("edits, payments, packing and cancelling at once leave stock and money in order", async () => {
  for (let round = 0; round < 12; round++) {
    const scene = await setScene(sql, { lines: two(), stock: [4, 4, 4] });
    const { total } = scene.known.order;
    await Promise.all([
      act(sql, scene, { do: "pay", amount: total }),
      act(sql, scene, { do: "edit", lines: new Map([[0, 1 + round % 4], [1, 1]]) }),
      act(sql, scene, { do: "fulfil", lines: new Map([[0, 1]]), state: "shipped" }),
      act(sql, scene, { do: "setFulfilment", status: "packed" }),
      act(sql, scene, { do: "cancel", isRestocked: round % 3 > 0, isMoneyKept: true }),
      act(sql, scene, { do: "edit", lines: new Map([[0, 4], [2, 1]]) }),
    ]);

    await assertLedgerAddsUp(sql, scene.shop.storeId);
    const { order, parcels } = await read(sql, scene);
    if (order[0] === "cancelled") assert.ok(parcels.every((state) => state === "cancelled"));
  }
});

Deno.test("two orders that take up the same goods at once wait for each other in no circle, and share what there is", async () => {
  const scene = await setScene(sql, { lines: two(), stock: [10, 3, 3] });
  const others = await Promise.all(Array.from({ length: 6 }, () => again(scene)));

  const answers = await Promise.all(
    [scene, ...others].map((one, i) =>
      act(sql, one, {
        do: "edit",
        lines: new Map(i % 2 ? [[0, 1], [2, 1], [1, 1]] : [[1, 1], [2, 1], [0, 1]]),
      })
    ),
  );

  assert.equal(answers.filter(({ ok }) => ok).length, 3);
  assert.ok(
    answers.every(({ ok, code }) => ok || code === "lines_unavailable"),
    JSON.stringify(answers),
  );
  await assertLedgerAddsUp(sql, scene.shop.storeId);
});

/** One more order of one basket in the same shop. */
async function again(scene: Scene): Promise<Scene> {
  const { placeOrder, orderInput } = await import("@/tests/fixtures/shop.ts");
  const input = orderInput(scene.shop.variantIds[0]!, { hand_way: "cash" });
  const { order_id: orderId } = await placeOrder(sql, scene.shop.slug, input);
  const [row] = await sql`select number from orders where id = ${orderId}`;
  return { ...scene, orderId, number: row!.number };
}

Deno.test("a prompt that is paid while the order grows leaves the rest to pay; one for too much is for a person", async () => {
  for (const lines of [new Map([[0, 3]]), new Map([[0, 1]])]) {
    const scene = await setScene(sql, { lines: two() });
    const attempt = await prompt(scene);
    const refused = await act(sql, scene, { do: "edit", lines });
    assert.equal(refused.code, "prompt_live");
    await sql`update payment_attempts set created_at = now() - interval '2 minutes' where id = ${attempt}`;

    const edited = await act(sql, scene, { do: "edit", lines });
    const outcome = {
      state: "succeeded",
      amount_minor: scene.known.order.total,
      currency: "KES",
      receipt: attempt,
    };
    await sql`select private.apply_payment_event(${attempt}, null, ${sql.json(outcome)})`;

    assert.equal(edited.ok, true);
    const { order } = await read(sql, scene);
    const isMore = lines.get(0) === 3;
    assert.deepEqual(order.slice(0, 2), isMore ? ["pending", "partly_paid"] : ["paid", "overpaid"]);
    const [{ left, review }] =
      await sql`select total_minor::int - paid_minor::int as left, needs_review as review
      from orders where id = ${scene.orderId}` as unknown as [{ left: number; review: boolean }];
    assert.deepEqual([left, review], isMore ? [100_000, false] : [-100_000, true]);
    await assertLedgerAddsUp(sql, scene.shop.storeId);
  }
});

async function prompt({ shop, orderId }: Scene): Promise<string> {
  const [row] =
    await sql`select private.create_attempt(${orderId}, '+254712345678', total_minor) as id
    from orders where id = ${orderId}`;
  assert.ok(shop.accountId);
  return row!.id;
}

Deno.test("a preview says what an edit would come to and leaves nothing behind", async () => {
  const scene = await setScene(sql, { lines: two(), hasCode: true });
  await act(sql, scene, { do: "pay", amount: scene.known.order.total });
  const before = await read(sql, scene);
  const counts = () =>
    sql`select (select count(*) from order_events) as events, (select count(*) from notifications) as told,
    (select sum(used) from discounts) as used, (select count(*) from inventory_movements) as moved`;
  const [first] = await counts();

  const input = {
    lines: toLines(scene.shop, new Map([[0, 2], [1, 1]])),
    version: await versionOf(sql, scene),
  };
  const key = crypto.randomUUID();
  const edit = (isPreview: boolean) =>
    asMember(sql, (sql) =>
      sql`select edit_order(${scene.shop.storeId}, ${scene.number}, ${key},
      ${sql.json(input)}, ${isPreview}) as answer`);
  const shown = await edit(true);

  assert.deepEqual([shown.ok, shown.due_minor], [true, 105_900]);
  assert.deepEqual(await read(sql, scene), before);
  assert.deepEqual({ ...(await counts())[0] }, { ...first });
  assert.deepEqual(await edit(false), shown, "and the edit does just that");
  assert.deepEqual((await read(sql, scene)).order.slice(0, 2), ["pending", "partly_paid"]);
  await act(sql, scene, { do: "pay", amount: 105_900 });
  assert.deepEqual((await read(sql, scene)).order.slice(0, 2), ["paid", "paid"]);
});

Deno.test("another address has the fee of its area, is told, and ends once the goods are on their way", async () => {
  const scene = await setScene(sql, { lines: two() });
  const { storeId } = scene.shop;
  await sql`insert into delivery_zones (store_id, name, areas, fee_minor, promise, position)
    values (${storeId}, 'Far', '{"Thika"}', 50000, 'In two days', 1)`;
  const move = async (area: string, version?: string) => {
    const at = version ?? await versionOf(sql, scene);
    return await asMember(
      sql,
      (sql) =>
        sql`select change_address(${storeId}, ${scene.number}, gen_random_uuid()::text,
      ${sql.json({ area, landmark: "Blue gate", directions: "Ring", version: at })}) as answer`,
    );
  };

  assert.equal((await move("Nowhere")).code, "area_not_served");
  assert.equal((await move("Thika", "yesterday")).code, "order_changed");
  const moved = await move("Thika");

  assert.deepEqual([moved.ok, moved.total_minor], [true, scene.known.order.total + 30_000]);
  const [row] =
    await sql`select area, landmark, delivery_minor::int as fee, delivery_promise as promise from orders
    where id = ${scene.orderId}`;
  assert.deepEqual({ ...row }, {
    area: "Thika",
    landmark: "Blue gate",
    fee: 50_000,
    promise: "In two days",
  });
  await act(sql, scene, { do: "fulfil", lines: new Map([[0, 1]]), state: "shipped" });
  assert.equal((await move("Kilimani, Nairobi")).code, "on_its_way");
});

Deno.test("only members who work on orders change them, and bad input changes nothing", async () => {
  const scene = await setScene(sql, { lines: two() });
  const { storeId } = scene.shop;
  const calls = (
    input: unknown,
  ): ((sql: postgres.TransactionSql) => Promise<postgres.RowList<postgres.Row[]>>)[] => {
    const json = sql.json(input as never);
    return [
      (sql) => sql`select fulfil(${storeId}, ${scene.number}, 'a-key-of-mine', ${json}) as answer`,
      (sql) =>
        sql`select edit_order(${storeId}, ${scene.number}, 'a-key-of-mine', ${json}) as answer`,
      (sql) =>
        sql`select open_return(${storeId}, ${scene.number}, 'a-key-of-mine', ${json}) as answer`,
      (sql) =>
        sql`select change_address(${storeId}, ${scene.number}, 'a-key-of-mine', ${json}) as answer`,
    ];
  };
  const before = await read(sql, scene);
  for (const call of calls({})) {
    await assert.rejects(asMember(sql, call, CAST.rival), { code: "AF404" });
  }
  const bad = {
    lines: [{ quantity: 0, variant_id: "x", order_item_id: "x" }],
    reason: "a\nb",
    area: "",
  };
  for (const call of calls(bad)) await assert.rejects(asMember(sql, call), { code: "AF422" });
  assert.deepEqual(await read(sql, scene), before);
});
