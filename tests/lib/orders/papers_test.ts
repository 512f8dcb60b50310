import assert from "node:assert/strict";
import { readPapers, slipLines } from "@/lib/orders/merchant.ts";

const read = (query: string) => readPapers(new URLSearchParams(query));

Deno.test("an address names orders, lowest first and once, and which paper", () => {
  assert.deepEqual(read("numbers=1003,1001,1003&paper=invoice"), {
    paper: "invoice",
    numbers: [1001, 1003],
    parcel: null,
  });
  assert.deepEqual(read("numbers=1001&parcel=2"), { paper: "slip", numbers: [1001], parcel: 2 });
});

Deno.test("what is no number is left out, and nobody prints thousands at once", () => {
  assert.deepEqual(read("numbers=x,0,-4,1e9,12345678901&paper=banknote&parcel=x"), {
    paper: "slip",
    numbers: [],
    parcel: null,
  });
  const many = Array.from({ length: 400 }, (_, i) => i + 1).join(",");
  assert.equal(read(`numbers=${many}`).numbers.length, 250);
});

Deno.test("a slip has what goes out: no files, nothing given back before it was packed, one parcel's goods for one", () => {
  const order = {
    items: [
      { id: "basket", quantity: 3, isDigital: false },
      { id: "mug", quantity: 1, isDigital: false },
      { id: "book", quantity: 1, isDigital: true },
    ],
    fulfilments: [{ number: 1, lines: [{ itemId: "basket", quantity: 1 }] }],
    refundedLines: [
      { itemId: "basket", quantity: 1, unsent: 1 },
      { itemId: "mug", quantity: 1, unsent: 1 },
    ],
  } as never;
  assert.deepEqual(slipLines(order, null), [{ itemId: "basket", quantity: 2 }]);
  assert.deepEqual(slipLines(order, 1), [{ itemId: "basket", quantity: 1 }]);
  assert.deepEqual(slipLines(order, 2), []);
});
