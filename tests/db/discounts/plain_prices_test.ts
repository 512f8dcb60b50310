import assert from "node:assert/strict";
import fc from "fast-check";
import postgres from "postgres";
import { DISCOUNT_CLASSES, DISCOUNT_KINDS } from "@/lib/enums.ts";
import { startDatabase } from "@/tests/fixtures/database.ts";
import { type PlainDiscount, type PlainLine, priceCart } from "./plain_prices.ts";
import { type Goods, makeGoods, putDiscounts } from "./stage.ts";

const GOODS = 4;

interface Quote {
  saved_minor: number;
  lines: number[];
  applied: { discount_id: string; amount_minor: number }[];
}

/** Prices of KES in whole shillings, now and then not. */
const price = fc.oneof(
  { weight: 4, arbitrary: fc.integer({ min: 0, max: 4000 }).map((shillings) => shillings * 100) },
  fc.integer({ min: 0, max: 400_000 }),
);

/** For some of the goods, by their place; null: for all. */
type Drafted = Omit<PlainDiscount, "id" | "products"> & { goods: number[] | null };

const discount: fc.Arbitrary<Drafted> = fc.record({
  isCode: fc.boolean(),
  kind: fc.constantFrom(...DISCOUNT_KINDS),
  percentBp: fc.oneof(fc.constantFrom(10_000, 5000, 1000), fc.integer({ min: 1, max: 10_000 })),
  amountMinor: fc.integer({ min: 1, max: 5000 }).map((shillings) => shillings * 100),
  buyQuantity: fc.integer({ min: 1, max: 3 }),
  getQuantity: fc.integer({ min: 1, max: 2 }),
  goods: fc.option(fc.subarray([...Array(GOODS).keys()], { minLength: 1 })),
  minMinor: fc.option(fc.integer({ min: 1, max: 1_000_000 })),
  minQuantity: fc.option(fc.integer({ min: 1, max: 8 })),
  combinesWith: fc.subarray([...DISCOUNT_CLASSES]),
}).map(({ isCode, kind, percentBp, amountMinor, buyQuantity, getQuantity, ...rest }) => ({
  ...rest,
  kind,
  code: isCode ? "KARIBU" : null,
  percentBp: kind === "percent" || kind === "buy_get" ? percentBp : null,
  amountMinor: kind === "amount" ? amountMinor : null,
  buyQuantity: kind === "buy_get" ? buyQuantity : null,
  getQuantity: kind === "buy_get" ? getQuantity : null,
}));

const scene = fc.record({
  lines: fc.array(
    fc.record({
      goods: fc.nat(GOODS - 1),
      unitPriceMinor: price,
      quantity: fc.integer({ min: 1, max: 7 }),
    }),
    { minLength: 1, maxLength: GOODS },
  ),
  discounts: fc.array(discount, { maxLength: 5 }),
  feeMinor: fc.option(fc.integer({ min: 0, max: 500 }).map((shillings) => shillings * 100)),
});

Deno.test("what discounts make of a cart", async (t) => {
  const database = await startDatabase();
  const sql = postgres(database.url, { onnotice: () => {}, max: 1 });
  const { shop, goods } = await makeGoods(sql, GOODS);

  try {
    await t.step("is what trying every set of them finds, whatever the cart", async () => {
      let saving = 0;
      await fc.assert(
        fc.asyncProperty(scene, async ({ lines: wanted, discounts: drafts, feeMinor }) => {
          const lines = toLines(wanted, goods);
          const discounts = await putDiscounts(sql, shop, oneCode(drafts, goods));
          const code = "KARIBU";

          const quote = await quoteOf(sql, { shop, goods, lines, code, feeMinor });

          const plain = priceCart({ lines, feeMinor, code }, discounts);
          assert.equal(quote.saved_minor, plain.savedMinor);
          assertAddsUp(quote, lines, feeMinor);
          if (plain.savedMinor > 0) saving++;
        }),
        { numRuns: 300 },
      );
      assert.ok(saving > 100, `${saving} carts were made cheaper`);
    });

    await t.step("does not depend on which discount was made first", async () => {
      await fc.assert(
        fc.asyncProperty(scene, async ({ lines: wanted, discounts: drafts, feeMinor }) => {
          const lines = toLines(wanted, goods);
          const all = oneCode(drafts, goods).map((one) => ({
            ...one,
            combinesWith: [...DISCOUNT_CLASSES],
          }));
          const asked = { shop, goods, lines, code: "KARIBU", feeMinor };
          await putDiscounts(sql, shop, all);
          const forwards = await quoteOf(sql, asked);
          await putDiscounts(sql, shop, all.toReversed());
          const backwards = await quoteOf(sql, asked);

          assert.equal(forwards.saved_minor, backwards.saved_minor);
          assert.deepEqual(forwards.lines, backwards.lines);
        }),
        { numRuns: 100 },
      );
    });
  } finally {
    await sql.end();
    await database.stop();
  }
});

/** Never below zero, and each sum is exactly that of its parts. */
function assertAddsUp(quote: Quote, lines: PlainLine[], feeMinor: number | null): void {
  const sum = (numbers: number[]) => numbers.reduce((all, one) => all + one, 0);
  const offGoods = sum(quote.lines);
  assert.equal(sum(quote.applied.map(({ amount_minor }) => amount_minor)), quote.saved_minor);
  assert.ok(quote.saved_minor - offGoods >= 0 && quote.saved_minor - offGoods <= (feeMinor ?? 0));
  quote.lines.forEach((off, i) => {
    const { unitPriceMinor, quantity } = lines[i]!;
    assert.ok(off >= 0 && off <= unitPriceMinor * quantity, "no line costs less than nothing");
  });
  if (lines.every(({ unitPriceMinor }) => unitPriceMinor % 100 === 0)) {
    assert.equal(quote.saved_minor % 100, 0, "M-Pesa takes whole shillings");
  }
}

function toLines(wanted: (Omit<PlainLine, "productId"> & { goods: number })[], goods: Goods[]) {
  const byGoods = new Map(wanted.map((line) => [line.goods, line]));
  return [...byGoods.values()].sort((a, b) => a.goods - b.goods).map((line) => ({
    ...line,
    productId: goods[line.goods]!.productId,
  }));
}

/** A code stands for one discount. */
function oneCode(drafts: Drafted[], goods: Goods[]) {
  const coded = drafts.find(({ code }) => code !== null);
  return drafts.filter((one) => one.code === null || one === coded).map((
    { goods: chosen, ...one },
  ) => ({
    ...one,
    products: chosen?.map((i) => goods[i]!.productId) ?? null,
  }));
}

async function quoteOf(
  sql: postgres.Sql,
  { shop, goods, lines, code, feeMinor }: {
    shop: { storeId: string };
    goods: Goods[];
    lines: (PlainLine & { goods: number })[];
    code: string;
    feeMinor: number | null;
  },
): Promise<Quote> {
  const priced = lines.map(({ goods: i, unitPriceMinor, quantity }, position) => ({
    variant_id: goods[i]!.variantId,
    unit_price_minor: unitPriceMinor,
    quantity,
    position,
  }));
  const [row] = await sql`
    select private.quote_discounts(s, ${sql.json(priced)}, ${code}, null, ${[
    feeMinor,
  ]}::bigint[]) as quoted
    from stores as s where s.id = ${shop.storeId}`;
  return row!.quoted.quotes[0];
}
