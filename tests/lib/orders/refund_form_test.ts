import assert from "node:assert/strict";
import fc from "fast-check";
import {
  BY_HAND,
  paidFor,
  quantityName,
  readRefund,
  type RefundChoices,
} from "@/lib/orders/merchant.ts";

const ITEM = {
  id: "0190a000-0000-7000-8000-000000000001",
  title: "Sisal basket",
  variantTitle: "Small",
  paidMinor: 735_000,
  quantity: 3,
  left: 2,
};

const CHOICES: RefundChoices = {
  number: 1048,
  currency: "KES",
  leftMinor: 300_000,
  payments: [
    {
      id: "paid",
      gateway: "mpesa",
      phone: "+254712345678",
      receipt: "SJK4H7T2QX",
      leftMinor: 250_000,
      canRefund: true,
    },
    {
      id: "stuck",
      gateway: "mpesa",
      phone: "+254712345678",
      receipt: null,
      leftMinor: 50_000,
      canRefund: false,
    },
  ],
  items: [ITEM],
};

const FIELDS = { key: "a-key-of-mine", way: "paid", amount: "500", reason: "Late" };

Deno.test("an amount goes back the way it came", () => {
  const read = readRefund(FIELDS, CHOICES);
  assert.ok(read.ok);
  assert.deepEqual(read.input, {
    amountMinor: 50_000,
    paymentId: "paid",
    reference: "",
    reason: "Late",
    lines: [],
    isRestocked: false,
    returnNumber: null,
    key: "a-key-of-mine",
  });
});

Deno.test("goods without an amount are refunded at their price, and stock moves only with goods", () => {
  const goods = { ...FIELDS, amount: "", [quantityName(ITEM)]: " 1 ", restock: "1" };
  const read = readRefund(goods, CHOICES);
  assert.ok(read.ok);
  assert.deepEqual([read.input.amountMinor, read.input.lines, read.input.isRestocked], [
    245_000,
    [{ orderItemId: ITEM.id, quantity: 1 }],
    true,
  ]);
  const none = readRefund({ ...FIELDS, restock: "1" }, CHOICES);
  assert.ok(none.ok && !none.input.isRestocked);
});

Deno.test("M-Pesa sends whole shillings; by hand cents may go back", () => {
  const [sent, given] = ["paid", BY_HAND].map((way) =>
    readRefund({ ...FIELDS, way, amount: "10.50", reference: "Cash" }, CHOICES)
  );
  assert.ok(!sent!.ok && /multiple of KES 1/.test(sent!.errors.amount!));
  assert.ok(given!.ok && given!.input.amountMinor === 1_050);
});

Deno.test("each mistake is said at its field, in the order of the page", () => {
  const read = readRefund({ [quantityName(ITEM)]: "3", way: "stuck" }, CHOICES);
  assert.ok(!read.ok);
  assert.deepEqual(Object.keys(read.errors), [
    "",
    quantityName(ITEM),
    "amount",
    "reason",
    "way",
  ]);
  const byHand = readRefund({ ...FIELDS, way: BY_HAND, reference: " " }, CHOICES);
  assert.ok(!byHand.ok && byHand.errors.reference);
  const tooMuch = readRefund({ ...FIELDS, amount: "2500.01" }, CHOICES);
  assert.ok(!tooMuch.ok && /At most KES 2,500/.test(tooMuch.errors.amount!));
});

Deno.test("whatever is typed, nothing is asked for that the order does not allow", () => {
  const typed = fc.record({
    key: fc.constant("a-key-of-mine"),
    way: fc.constantFrom("paid", "stuck", BY_HAND, ""),
    amount: fc.oneof(fc.string(), fc.nat(5_000).map(String)),
    reason: fc.string(),
    reference: fc.string(),
    restock: fc.constantFrom("", "1"),
    [quantityName(ITEM)]: fc.oneof(fc.string(), fc.nat(4).map(String)),
  });
  fc.assert(fc.property(typed, (fields) => {
    const read = readRefund(fields as Record<string, string>, CHOICES);
    if (!read.ok) return;
    const { amountMinor, lines, paymentId, reason, reference } = read.input;
    const most = paymentId ? 250_000 : 300_000;
    assert.ok(Number.isSafeInteger(amountMinor) && amountMinor > 0 && amountMinor <= most);
    assert.ok(lines.every(({ quantity }) => quantity >= 1 && quantity <= 2));
    assert.ok(reason.length >= 1 && reason.length <= 200);
    assert.ok((paymentId === "paid") === (reference === ""));
  }));
});

Deno.test("whatever a line cost, its pieces come to no more, in whole shillings", () => {
  const line = fc.record({
    paidMinor: fc.nat(10_000_000),
    quantity: fc.integer({ min: 1, max: 99 }),
  });
  fc.assert(
    fc.property(line, fc.infiniteStream(fc.integer({ min: 1, max: 9 })), (bought, steps) => {
      let [left, sum] = [bought.quantity, 0];
      for (const step of steps) {
        if (left === 0) break;
        const pieces = Math.min(step, left);
        const minor = paidFor({ ...bought, left }, pieces, 100);
        assert.ok(minor >= 0 && minor % 100 === 0);
        sum += minor;
        left -= pieces;
      }
      assert.equal(sum, Math.floor(bought.paidMinor / 100) * 100);
    }),
  );
});
