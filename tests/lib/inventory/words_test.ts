import assert from "node:assert/strict";
import type { Movement } from "@/lib/inventory/mod.ts";
import { movementWords, signed } from "@/lib/inventory/mod.ts";

type Told = Parameters<typeof movementWords>[0];

const told = (movement: Partial<Movement>): Told => ({
  kind: "adjusted",
  reason: null,
  onHandDelta: -3,
  actorName: "amina@afrify.test",
  orderNumber: null,
  peer: null,
  ...movement,
});

const order = { actorName: null, orderNumber: 1048 };

const LINES: [Partial<Movement>, string][] = [
  [{ ...order, kind: "reserved", onHandDelta: 0 }, "Held for order KK-1048"],
  [{ ...order, kind: "released", onHandDelta: 0 }, "No longer held for order KK-1048"],
  [{ ...order, kind: "sold" }, "Sold, order KK-1048"],
  [{ kind: "sold", actorName: null }, "Sold, an order"],
  [{ kind: "received", onHandDelta: 5 }, "Received by amina@afrify.test: 5 more"],
  [{ kind: "received", onHandDelta: 5, actorName: null }, "Received: 5 more"],
  [
    { kind: "returned", onHandDelta: 1 },
    "Returned by a customer, taken in by amina@afrify.test: 1 more",
  ],
  [{ kind: "transferred", peer: "Stall" }, "Moved to Stall by amina@afrify.test: 3 fewer"],
  [
    { kind: "transferred", peer: "Main", onHandDelta: 3 },
    "Came from Main, moved by amina@afrify.test: 3 more",
  ],
  [{ reason: "counted" }, "Counted by amina@afrify.test: 3 fewer"],
  [{ reason: "damaged" }, "Damaged, written off by amina@afrify.test: 3 fewer"],
  [{ reason: "lost" }, "Lost, written off by amina@afrify.test: 3 fewer"],
  [{ reason: "found", onHandDelta: 2 }, "Found by amina@afrify.test: 2 more"],
  [{ reason: "correction" }, "Corrected by amina@afrify.test: 3 fewer"],
  [{ reason: null }, "Changed by amina@afrify.test: 3 fewer"],
];

for (const [movement, words] of LINES) {
  Deno.test(`the ledger says "${words}"`, () => {
    assert.equal(movementWords(told(movement), "KK"), words);
  });
}

Deno.test("a change carries its sign", () => {
  assert.deepEqual([signed(3), signed(-3)], ["+3", "\u22123"]);
});
