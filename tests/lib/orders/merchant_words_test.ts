import assert from "node:assert/strict";
import {
  attemptWords,
  fulfilmentLabel,
  type MerchantOrder,
  moneyTruth,
  paymentLabel,
  timelineOf,
} from "@/lib/orders/merchant.ts";

const at = () => "10:42";

function anOrder(change: Partial<MerchantOrder> = {}): MerchantOrder {
  return {
    number: 1048,
    status: "paid",
    paymentStatus: "paid",
    fulfilmentStatus: "unfulfilled",
    needsReview: false,
    deliveryMethod: "delivery",
    currency: "KES",
    totalMinor: 395_000,
    paidMinor: 395_000,
    attemptState: "succeeded",
    attemptGateway: "mpesa",
    refundedMinor: 0,
    refundingMinor: 0,
    disputedMinor: 0,
    itemsMinor: 375_000,
    discounts: [],
    deliveryMinor: 20_000,
    taxMinor: 54_483,
    isTaxIncluded: true,
    contactName: "Wanjiru Kamau",
    contactPhone: "+254712345678",
    contactEmail: null,
    area: "Kilimani, Nairobi",
    landmark: "Tumaini Chemist",
    directions: null,
    secondPhone: null,
    pin: null,
    deliveryPromise: "Tomorrow",
    pickupPlace: "",
    note: "",
    placedAt: "2026-11-23T07:41:00Z",
    paidAt: null,
    expiresAt: "2026-11-23T07:56:00Z",
    customer: { orders: 1, paidMinor: 395_000 },
    items: [],
    attempts: [{
      id: "a",
      gateway: "mpesa",
      state: "succeeded",
      phone: "+254712345678",
      resultCode: "0",
      createdAt: "2026-11-23T07:41:00Z",
    }],
    payments: [],
    refunds: [],
    ledger: [],
    events: [],
    downloads: [],
    ...change,
  };
}

const UNPAID = { status: "pending", paymentStatus: "unpaid", paidMinor: 0 } as const;

Deno.test("what is true of the money is said first", () => {
  const cases: [Partial<MerchantOrder>, string, RegExp][] = [
    [{}, "Paid in full.", /KES 3,950 arrived by M-Pesa/],
    [
      { paidMinor: 790_000, paymentStatus: "overpaid", needsReview: true },
      "Paid too much.",
      /KES 7,900 came for an order of KES 3,950. KES 3,950 should go back/,
    ],
    [{ status: "expired", needsReview: true }, "Paid late.", /closed by then/],
    [
      { ...UNPAID, paymentStatus: "partly_paid", paidMinor: 50_000 },
      "KES 500 paid.",
      /KES 3,450 is left/,
    ],
    [{ ...UNPAID, attemptState: "pending" }, "Waiting for the PIN.", /0712 345678|0712 345 678/],
    [{ ...UNPAID, attemptState: "unknown" }, "Not known yet.", /keep asking/],
    [{ ...UNPAID, attemptState: "failed" }, "Not paid yet.", /held until 10:42/],
    [{ ...UNPAID, status: "expired", attemptState: "expired" }, "Not paid.", /back on the shelf/],
    [{ ...UNPAID, status: "cancelled" }, "Not paid.", /cancelled/],
  ];

  for (const [change, truth, detail] of cases) {
    const said = moneyTruth(anOrder(change), at);
    assert.equal(said[0], truth);
    assert.match(said[1], detail);
  }
});

Deno.test("a pill says in a word what the payment is, and a review comes before all else", () => {
  const words = (change: Partial<MerchantOrder>) => paymentLabel(anOrder(change)).text;

  assert.equal(words({}), "Paid");
  assert.equal(words({ needsReview: true }), "Needs review");
  assert.equal(
    words({ ...UNPAID, paymentStatus: "partly_paid", paidMinor: 50_000 }),
    "KES 500 of 3,950",
  );
  assert.equal(words({ ...UNPAID, attemptState: "pending" }), "Waiting for PIN");
  assert.equal(words({ ...UNPAID, attemptState: "failed" }), "To pay");
  assert.equal(words({ ...UNPAID, status: "expired", attemptState: "pending" }), "Not paid");
});

Deno.test("a pill says where the goods are", () => {
  const words = (change: Partial<MerchantOrder>) => fulfilmentLabel(anOrder(change)).text;

  assert.equal(words({}), "To pack");
  assert.equal(words(UNPAID), "On hold");
  assert.equal(words({ fulfilmentStatus: "packed" }), "Packed");
  assert.equal(words({ fulfilmentStatus: "packed", deliveryMethod: "pickup" }), "Ready");
  assert.equal(words({ status: "fulfilled", fulfilmentStatus: "delivered" }), "Delivered");
});

Deno.test("a failed prompt says why, and a reason that we do not know is not made up", () => {
  assert.equal(
    attemptWords({ gateway: "mpesa", state: "failed", resultCode: "1032" }),
    "Refused on the phone.",
  );
  assert.equal(
    attemptWords({ gateway: "mpesa", state: "failed", resultCode: "1" }),
    "The balance was too low.",
  );
  assert.equal(
    attemptWords({ gateway: "mpesa", state: "failed", resultCode: "toString" }),
    "It did not go through.",
  );
  assert.equal(
    attemptWords({ gateway: "mpesa", state: "unknown", resultCode: null }),
    "No answer from M-Pesa yet.",
  );
});

Deno.test("the timeline starts with what the order waits for", () => {
  const events = [
    { kind: "paid", data: {}, at: "" },
    { kind: "prompt_failed", data: { code: "1037", phone: "+254712345678" }, at: "" },
    { kind: "placed", data: {}, at: "" },
  ];

  const steps = timelineOf(anOrder({ events }), at);

  assert.deepEqual(steps.map(({ title, state }) => [title, state]), [
    ["Waiting to be packed", "now"],
    ["Paid KES 3,950", "done"],
    ["Prompt ended. No PIN was entered.", "later"],
    ["Order placed", "done"],
  ]);
});

Deno.test("what is paid on a page speaks of the page, and of who runs it", () => {
  const words = (state: "pending" | "failed" | "expired" | "unknown", resultCode: string | null) =>
    attemptWords({ gateway: "paystack", state, resultCode });
  assert.equal(words("pending", null), "The page is open.");
  assert.equal(words("expired", "abandoned"), "Nobody paid there in time.");
  assert.equal(words("unknown", null), "No answer from Paystack yet.");
  assert.equal(words("failed", "failed"), "The payment was declined.");
  assert.equal(words("failed", "constructor"), "It did not go through.");
});
