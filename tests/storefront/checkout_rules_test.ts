import assert from "node:assert/strict";
import { wordsIn } from "@/lib/i18n/mod.ts";
import {
  buyableLines,
  cutLines,
  itemsMinor,
  type PricedLine,
  problemOf,
  sayMissing,
  sayPriceChange,
  sayProblem,
  sayRefusal,
  sayUnavailable,
  totalsOf,
} from "@/lib/checkout/mod.ts";

const words = wordsIn("en");

const A = "0192f0c1-2b3c-7d4e-8f50-61728394a5b6";
const B = "0192f0c1-2b3c-7d4e-8f50-61728394a5b7";

function aLine(
  { stock = null, ...line }: Partial<PricedLine> & { stock?: number | null } = {},
): PricedLine {
  return {
    putInMinor: null,
    variantId: A,
    quantity: 1,
    goods: {
      product: "basket",
      title: "Sisal basket",
      variantTitle: "Large",
      priceMinor: 245_000,
      stock,
      isDigital: false,
      picture: null,
    },
    ...line,
  };
}

const ZONES = [
  { areas: ["Kilimani, Nairobi", "South B, Nairobi"], feeMinor: 20_000 },
  { areas: ["Nakuru"], feeMinor: 35_000 },
];
const INCLUDED = { isTaxIncluded: true, currency: "KES" } as const;
const at = (area: string) => ({ method: "delivery" as const, area });

Deno.test("the total is items and the fee of the area", () => {
  const total = (area: string) =>
    totalsOf(375_000, { zones: ZONES, place: at(area), taxRateBp: 0, ...INCLUDED });

  assert.equal(total("South B, Nairobi").totalMinor, 395_000);
  assert.equal(total("Nakuru").totalMinor, 410_000);
});

Deno.test("the total is unknown while the fee depends on an area that is not chosen", () => {
  const { deliveryMinor, totalMinor, itemsMinor } = totalsOf(375_000, {
    zones: ZONES,
    place: at(""),
    taxRateBp: 1600,
    ...INCLUDED,
  });

  assert.deepEqual([itemsMinor, deliveryMinor, totalMinor], [375_000, null, null]);
});

Deno.test("where every zone costs the same, the total is known before the area", () => {
  const zones = [{ areas: ["Osu"], feeMinor: 2_500 }, { areas: ["Tema"], feeMinor: 2_500 }];

  assert.equal(
    totalsOf(10_000, { zones, place: at(""), taxRateBp: 0, ...INCLUDED }).totalMinor,
    12_500,
  );
});

Deno.test("a pick up costs nothing on top", () => {
  const place = { method: "pickup" as const, area: "" };

  assert.equal(
    totalsOf(375_000, { zones: ZONES, place, taxRateBp: 0, ...INCLUDED }).totalMinor,
    375_000,
  );
});

Deno.test("tax on top is in the total, in whole shillings", () => {
  const pricing = { taxRateBp: 1600, isTaxIncluded: false, currency: "KES" } as const;

  const known = totalsOf(375_500, { zones: ZONES, place: at("Nakuru"), ...pricing });
  const open = totalsOf(375_500, { zones: ZONES, place: at(""), ...pricing });

  // 16 % of 4,105 shillings is 656.80.
  assert.deepEqual([known.taxMinor, known.totalMinor], [65_700, 410_500 + 65_700]);
  assert.equal(open.totalMinor, null);
});

Deno.test("tax is what the total includes of it", () => {
  const { taxMinor } = totalsOf(375_000, {
    zones: ZONES,
    place: at("Nakuru"),
    taxRateBp: 1600,
    ...INCLUDED,
  });

  assert.equal(taxMinor, 56_552);
});

Deno.test("a line is bought as far as there is stock, and not at all when it is gone", () => {
  const cases: [stock: number | null, quantity: number, buyable: number][] = [
    [null, 999, 999],
    [5, 20, 20], // 5 means five or more: the order itself finds out
    [2, 3, 2],
    [2, 2, 2],
    [0, 1, 0],
  ];
  for (const [stock, quantity, expected] of cases) {
    const line = aLine({ stock, quantity });
    assert.equal(buyableLines([line])[0]?.quantity ?? 0, expected, `${quantity} of ${stock}`);
    assert.equal(itemsMinor([line]), expected * 245_000);
    assert.equal(problemOf(line) === null, expected === quantity);
  }
  assert.deepEqual(buyableLines([aLine({ goods: null })]), []);
  assert.equal(problemOf(aLine({ goods: null })), "gone");
});

Deno.test("lines that somebody else bought are cut to what is left", () => {
  const lines = [{ variantId: A, quantity: 3 }, { variantId: B, quantity: 1 }];
  const unavailable = { variantId: A, title: "Basket", variantTitle: null, available: 2 };

  assert.deepEqual(cutLines(lines, [unavailable]), [
    { variantId: A, quantity: 2 },
    { variantId: B, quantity: 1 },
  ]);
  assert.deepEqual(cutLines(lines, [{ ...unavailable, available: 0 }]), [
    { variantId: B, quantity: 1 },
  ]);
});

Deno.test("what is sold out meanwhile is said with the name of the thing", () => {
  const line = { variantId: A, title: "Sisal basket", variantTitle: "Large", available: 0 };

  assert.equal(
    sayUnavailable(line, words),
    "Someone bought the last Sisal basket (Large). It is not in this order.",
  );
  assert.equal(
    sayUnavailable({ ...line, variantTitle: null, available: 2 }, words),
    "Only 2 of Sisal basket left. This order has 2.",
  );
  assert.match(sayUnavailable({ ...line, title: null }, words), /not sold any more/);
  assert.equal(sayProblem(aLine({ stock: 3 }), words), null);
  assert.match(sayProblem(aLine({ stock: 1, quantity: 2 }), words) ?? "", /Only 1 of/);
});

Deno.test("each refusal is said in words, at the field that can mend it", () => {
  assert.equal(sayRefusal("area_not_served", words).field, "area");
  assert.equal(sayRefusal("pickup_not_offered", words).field, "method");
  assert.match(sayRefusal("total_changed", words).sentence, /Nothing was charged/);
  assert.match(sayRefusal("store_not_found", words).sentence, /closed/);
});

Deno.test("a price that changed since it was put in is told, dearer or cheaper", () => {
  const said = (putInMinor: number | null) => sayPriceChange(aLine({ putInMinor }), "KES", words);

  assert.equal(said(null), null);
  assert.equal(said(245_000), null);
  assert.match(
    said(230_000)!.replaceAll("\u00a0", " "),
    /^Sisal basket \(Large\) costs KES 2,450 now\. It was KES 2,300 when you put it in/,
  );
  assert.match(said(260_000)!.replaceAll("\u00a0", " "), /It was KES 2,600/);
  assert.equal(sayPriceChange(aLine({ goods: null, putInMinor: 1 }), "KES", words), null);
});

Deno.test("what of an order cannot be bought again is told by the name it had", () => {
  const said = (line: Parameters<typeof aLine>[0]) =>
    sayMissing({ ...aLine(line), orderedAs: "Sisal basket, Large" }, words);

  assert.equal(said({}), null);
  assert.equal(said({ stock: 1, quantity: 3 }), null);
  assert.equal(said({ goods: null }), "Sisal basket, Large is not sold any more.");
  assert.equal(said({ stock: 0 }), "Sisal basket, Large is sold out for now.");
});
