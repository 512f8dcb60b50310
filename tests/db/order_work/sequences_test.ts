import assert from "node:assert/strict";
import fc from "fast-check";
import postgres from "postgres";
import { startDatabase } from "@/tests/fixtures/database.ts";
import { assertLedgerAddsUp } from "@/tests/fixtures/ledger.ts";
import { paymentStatus, type PlainOrder, type Quantities } from "./plain_order.ts";
import { type Step, take } from "./plain_steps.ts";
import { act, read, type Scene, setScene } from "./stage.ts";

let database: Awaited<ReturnType<typeof startDatabase>>;
let sql: postgres.Sql;

Deno.test.beforeAll(async () => {
  database = await startDatabase();
  sql = postgres(database.url, { onnotice: () => {}, max: 4 });
});
Deno.test.afterAll(async () => {
  await sql.end();
  await database.stop();
});

/** A step as chance says it; `part` picks a share of what there is to pay or to give back. */
type Chance = [what: number, quantities: [number, number, number], part: number, flag: boolean];

const STATES = ["packed", "shipped", "delivered", "cancelled"] as const;
const STATUSES = ["packed", "shipped", "delivered", "partly"] as const;

const KINDS = [
  "pay",
  "edit",
  "fulfil",
  "setFulfilment",
  "move",
  "openReturn",
  "receive",
  "close",
  "refund",
] as const;
type Kind = typeof KINDS[number] | "cancel";

/** How likely each is, of a hundred; cancelling ends most of what can happen, so it is rare. */
const WEIGHTS: [Kind, number][] = [
  ...[["pay", 20], ["edit", 20], ["fulfil", 16], ["setFulfilment", 4], ["move", 12]] as [
    Kind,
    number,
  ][],
  ...[["openReturn", 9], ["receive", 7], ["close", 2], ["refund", 9], ["cancel", 1]] as [
    Kind,
    number,
  ][],
];

function kindOf(what: number): Kind {
  let left = what;
  for (const [kind, weight] of WEIGHTS) {
    if (left < weight) return kind;
    left -= weight;
  }
  return "pay";
}

/** Instead of what cannot be done at all, mostly, what leads there. */
function likely(kind: Kind, order: PlainOrder): Kind {
  const isOut = order.parcels.some(({ state }) => state === "shipped" || state === "delivered");
  if (kind === "pay" && order.paid - order.refunded >= order.total) {
    return isOut ? "openReturn" : "fulfil";
  }
  if (order.returns.length === 0 && (kind === "receive" || kind === "close")) return "openReturn";
  if (kind === "move" && order.parcels.length === 0) return order.paid === 0 ? "pay" : "fulfil";
  return kind;
}

/** A likely step of many: steps that are refused are taken too. */
function toStep([what, quantities, part, flag]: Chance, order: PlainOrder): Step {
  const kind = likely(kindOf(what), order);
  const lines: Quantities = new Map(
    quantities.map((quantity, variant) => [variant, quantity] as const).filter(
      ([variant, quantity]) => quantity > 0 && (kind === "edit" || order.lines.has(variant)),
    ),
  );
  const some: Quantities = lines.size > 0 ? lines : new Map([[0, 1]]);
  // Pieces of what is there, seldom too many.
  const few: Quantities = new Map([...some].map(([variant, n]) => [variant, n > 2 ? n : 1]));
  const numberOf = (things: unknown[]) => 1 + part % Math.max(1, things.length);
  switch (kind) {
    case "pay": {
      const left = Math.max(order.total - (order.paid - order.refunded), 0);
      return { do: "pay", amount: Math.max(1, part > 0 ? left : Math.floor(left / 200) * 100) };
    }
    case "edit":
      return { do: "edit", lines: some };
    case "fulfil":
      return { do: "fulfil", lines: flag ? new Map() : few, state: STATES[part % 3]! };
    case "setFulfilment":
      return { do: "setFulfilment", status: STATUSES[part]! };
    case "move": {
      return { do: "move", number: numberOf(order.parcels), state: STATES[quantities[0] % 4]! };
    }
    case "openReturn":
      return { do: "openReturn", lines: few };
    case "receive":
      return { do: "receive", number: numberOf(order.returns), isRestocked: flag };
    case "close":
      return { do: "close", number: numberOf(order.returns) };
    case "refund": {
      const kept = order.paid - order.refunded;
      const amount = Math.max(1, part === 3 ? kept : Math.floor(kept / 400) * 100);
      const returnNumber = part === 1 ? order.returns.length : 0;
      const back = part === 3 ? new Map() : few;
      return { do: "refund", amount, lines: back, isRestocked: flag, returnNumber };
    }
    case "cancel":
      return { do: "cancel", isRestocked: flag, isMoneyKept: part > 0 };
  }
}

const chances = fc.array(
  fc.tuple(fc.nat(99), fc.tuple(fc.nat(4), fc.nat(3), fc.nat(3)), fc.nat(3), fc.boolean()),
  { minLength: 14, maxLength: 24, size: "max" },
);

const beginnings = fc.record({
  lines: fc.tuple(fc.integer({ min: 1, max: 4 }), fc.nat(3)).map(([first, second]): Quantities =>
    new Map(second > 0 ? [[0, first], [1, second]] : [[0, first]])
  ),
  way: fc.constantFrom("cash" as const, "transfer" as const),
  hasCode: fc.boolean(),
});

function known({ known: { order, shop } }: Scene): Awaited<ReturnType<typeof read>> {
  return {
    order: [
      ...[order.status, paymentStatus(order), order.fulfilment],
      ...[order.total, order.paid, order.refunded],
    ],
    lines: [...order.lines].sort(([a], [b]) => a - b).map((
      [variant, { quantity, price, held, gone }],
    ) => [variant, quantity, price, held, gone]),
    parcels: order.parcels.map(({ state }) => state),
    returns: order.returns.map(({ state }) => state),
    onHand: shop.onHand,
    reserved: shop.reserved,
  };
}

Deno.test("edits, parts, returns, refunds, payments and cancelling in any order: stock, money and states are as a plain reference has them", async () => {
  const seen = new Map<string, number>();
  await fc.assert(
    fc.asyncProperty(beginnings, chances, fc.nat(5), async (beginning, steps, dearer) => {
      const scene = await setScene(sql, beginning);
      // What is added later has the price of then; what was there keeps its own.
      await sql`update variants set price_minor = price_minor + ${dearer * 1_000}
        where store_id = ${scene.shop.storeId}`;
      scene.known.shop.price = scene.known.shop.price.map((minor) => minor + dearer * 1_000);
      for (const chance of steps) {
        const step = toStep(chance, scene.known.order);
        const refusal = take(scene.known.order, scene.known.shop, step);
        const answer = await act(sql, scene, step);
        const what = `${step.do}: ${refusal ?? "ok"}`;
        seen.set(what, (seen.get(what) ?? 0) + 1);
        assert.deepEqual([answer.ok, answer.code ?? null], [refusal === null, refusal], what);
        assert.deepEqual(await read(sql, scene), known(scene), what);
      }
      await assertLedgerAddsUp(sql, scene.shop.storeId);
      await assertUses(scene);
    }),
    { numRuns: 50 },
  );
  // A property that never gets anywhere shows nothing.
  for (const kind of [...KINDS, "cancel"]) {
    assert.ok((seen.get(`${kind}: ok`) ?? 0) > 0, `${kind} was done: ${[...seen].join("; ")}`);
  }
});

/** A discount has been used as often as orders say. */
async function assertUses({ shop: { storeId } }: Scene): Promise<void> {
  const wrong = await sql`select d.used, count(u.id) from discounts d
    left join order_discounts u on u.discount_id = d.id and u.is_counted
    where d.store_id = ${storeId} group by d.id having d.used <> count(u.id)`;
  assert.deepEqual([...wrong], []);
}
