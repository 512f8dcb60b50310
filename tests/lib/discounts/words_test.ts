import assert from "node:assert/strict";
import type { DiscountRule } from "@/lib/discounts/discounts.ts";
import { discountSentence } from "@/lib/discounts/mod.ts";

const SHOP = { currency: "KES", timeZone: "Africa/Nairobi" } as const;
const NOW = new Date("2026-11-20T09:00:00Z");

const RULE: DiscountRule = {
  name: "Karibu",
  code: null,
  kind: "percent",
  percentBp: 1000,
  amountMinor: null,
  buyQuantity: null,
  getQuantity: null,
  minMinor: null,
  minQuantity: null,
  startsAt: "2026-11-01T09:00:00Z",
  endsAt: null,
  usageLimit: null,
  customerLimit: null,
  combinesWith: [],
};

const say = (rule: Partial<DiscountRule>, names: string[] | null = null) =>
  discountSentence({ ...RULE, ...rule }, names, SHOP, NOW);

Deno.test("a discount says in a sentence what it does", () => {
  assert.equal(say({}), "10 % off the whole order");
  assert.equal(
    say({ code: "KARIBU", minQuantity: 2, endsAt: "2026-12-05T20:00:00Z" }, ["Baskets"]),
    "10 % off Baskets when they buy 2 or more, with code KARIBU, until 5 Dec",
  );
  assert.equal(
    say({
      kind: "amount",
      percentBp: null,
      amountMinor: 50_000,
      minMinor: 300_000,
      customerLimit: 1,
    }),
    "KES 500 off the whole order when they spend KES 3,000 or more, once a customer",
  );
  assert.equal(
    say({
      kind: "free_delivery",
      percentBp: null,
      usageLimit: 100,
      startsAt: "2026-12-24T21:30:00Z",
    }),
    "Free delivery, from 25 Dec, for the first 100 orders",
  );
  assert.equal(
    say({ kind: "buy_get", percentBp: 10_000, buyQuantity: 2, getQuantity: 1 }, ["Soap", "Oil"]),
    "Buy 2 of Soap and Oil, get 1 free (the cheapest)",
  );
  assert.equal(say({}, ["A", "B", "C", "D", "E"]), "10 % off A, B, C and 2 more");
  assert.equal(say({}, []), "10 % off nothing (its goods are gone)");
});
