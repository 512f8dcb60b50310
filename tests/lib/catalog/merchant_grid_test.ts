import assert from "node:assert/strict";
import fc from "fast-check";
import {
  changePrices,
  checkGrid,
  type GridRow,
  readGridRows,
  readPercent,
} from "@/lib/catalog/merchant.ts";
import { parseMinor } from "@/lib/money.ts";

function aRow(change: Partial<GridRow> = {}): GridRow {
  return {
    id: crypto.randomUUID(),
    name: "Basket",
    price: "2,450",
    compareAt: "",
    cost: "1,200",
    sku: "KSB",
    barcode: "",
    was: JSON.stringify([245_000, null, 120_000, "KSB", null]),
    ...change,
  };
}

Deno.test("only rows that differ from what they were shown with are changes", () => {
  const dearer = aRow({ price: "2,500" });
  const same = { sku: "", was: JSON.stringify([245_000, null, 120_000, null, null]) };
  const { changes, errors } = checkGrid(
    [aRow(same), dearer, aRow({ ...same, price: "2450" })],
    "KES",
  );
  assert.deepEqual(errors, {});
  assert.deepEqual(changes, [{
    id: dearer.id,
    was: [245_000, null, 120_000, "KSB", null],
    wanted: [250_000, null, 120_000, "KSB", null],
  }]);
});

Deno.test("a mistake in a cell stands at that cell", () => {
  const { errors } = checkGrid(
    [
      aRow({ price: "" }),
      aRow({ compareAt: "2,000", sku: "A" }),
      aRow({ sku: "x".repeat(65) }),
      aRow({ sku: " A " }),
    ],
    "KES",
  );
  assert.deepEqual(Object.keys(errors).sort(), [
    "rows.0.price",
    "rows.1.compareAt",
    "rows.2.sku",
    "rows.3.sku",
  ]);
});

Deno.test("percent are read as people write them, and prices follow in whole amounts", () => {
  assert.deepEqual(["-10", " 7,5 %", "7.5%"].map(readPercent), [-10, 7.5, 7.5]);
  for (const broken of ["", "-100", "ten", "1e9", "%"]) assert.equal(readPercent(broken), null);
  const prices = (percent: number) =>
    changePrices([aRow({ price: "1,999" }), aRow({ price: "cheap" })], percent, "KES")
      .map(({ price }) => price);
  assert.deepEqual(prices(-10), ["1,799", "cheap"]);
  assert.deepEqual(prices(50), ["2,999", "cheap"]);
});

Deno.test("a price that was changed is always one that can be paid", () => {
  fc.assert(
    fc.property(
      fc.integer({ min: 1, max: 9_999_999 }),
      fc.integer({ min: -99, max: 500 }),
      (shillings, percent) => {
        const [row] = changePrices([aRow({ price: String(shillings) })], percent, "KES");
        const minor = parseMinor(row!.price, "KES")!;
        assert.equal(minor % 100, 0);
        assert.ok(Math.abs(minor - shillings * (100 + percent)) <= 50);
      },
    ),
  );
});

Deno.test("any fields at all read as rows", () => {
  const fields = new URLSearchParams([["rows.0.id", "x"], ["rows.0.was", "{"], ["rows.2.id", "y"]]);
  const rows = readGridRows(fields);
  assert.equal(rows.length, 1);
  assert.deepEqual(checkGrid(rows, "KES").changes, []);
});
