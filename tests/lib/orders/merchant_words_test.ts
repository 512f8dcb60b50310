import assert from "node:assert/strict";
import {
  attemptWords,
  fulfilmentLabel,
  isCancellable,
  ledgerWords,
  type MerchantOrder,
  moneyTruth,
  nextStep,
  type OrderRefund,
  paymentLabel,
  refundWords,
  riderText,
  surplusOf,
  timelineOf,
} from "@/lib/orders/merchant.ts";

const at = () => "10:42";

function anOrder(change: Partial<MerchantOrder> = {}): MerchantOrder {
  return {
    number: 1048,
    version: "1",
    token: "0123456789abcdef0123456789abcdef",
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
    handWay: null,
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
    payLinks: [],
    language: "en",
    languages: ["en"],
    downloads: [],
    fulfilments: [],
    returns: [],
    refundedLines: [],
    ...change,
  };
}

const UNPAID = { status: "pending", paymentStatus: "unpaid", paidMinor: 0 } as const;

Deno.test("a rider reads whom to bring it to, where, and what cash to take", () => {
  const pin = { lat: -1.292066, lng: 36.821946 };
  const order = anOrder({ ...UNPAID, handWay: "cash", pin, secondPhone: "+254722000118" });
  assert.deepEqual(riderText(order, "KK-1042").split("\n"), [
    "KK-1042 for Wanjiru Kamau, 0712 345 678",
    "or call 0722 000 118",
    "Tumaini Chemist, Kilimani, Nairobi",
    "https://www.google.com/maps/search/?api=1&query=-1.292066%2C36.821946",
    "Collect KES 3,950",
  ]);
  assert.doesNotMatch(riderText(anOrder({}), "KK-1042"), /Collect|maps/);
});

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
  const year = new Date().getFullYear();
  const plan = { depositMinor: 118_500, leftMinor: 345_000, lastDay: `${year}-12-12` };
  const part = { ...UNPAID, paymentStatus: "partly_paid", paidMinor: 50_000, plan } as const;
  assert.equal(words(part), "KES 500 of 3,950");
  const deposit = { ...part, paidMinor: 118_500, plan: { ...plan, leftMinor: 276_500 } };
  assert.equal(words(deposit), "Deposit paid, KES 2,765 left until 12 Dec");
  assert.equal(words({ ...deposit, status: "expired" }), "KES 1,185 of 3,950");
  assert.equal(words({ ...UNPAID, attemptState: "pending" }), "Waiting for PIN");
  assert.equal(words({ ...UNPAID, attemptState: "failed" }), "To pay");
  assert.equal(words({ ...UNPAID, status: "expired", attemptState: "pending" }), "Not paid");
});

Deno.test("what is paid by hand says so, and goods of cash orders go on unpaid", () => {
  const cash = { ...UNPAID, handWay: "cash", attemptState: null, attemptGateway: null } as const;
  const transfer = { ...cash, handWay: "transfer" } as const;
  const pills = (change: Partial<MerchantOrder>) => [
    paymentLabel(anOrder(change)).text,
    fulfilmentLabel(anOrder(change)).text,
    nextStep(anOrder(change))?.text,
  ];
  assert.deepEqual(pills(cash), ["Cash on delivery", "To pack", "Packed"]);
  assert.deepEqual(pills({ ...cash, deliveryMethod: "pickup", fulfilmentStatus: "packed" }), [
    "Cash at pickup",
    "Ready",
    "Picked up",
  ]);
  assert.deepEqual(pills({ ...cash, fulfilmentStatus: "delivered" }), [
    "Cash on delivery",
    "Delivered",
    undefined,
  ]);
  assert.deepEqual(pills(transfer), ["Waiting for transfer", "On hold", undefined]);
  assert.equal(moneyTruth(anOrder(cash), at)[0], "Cash on delivery.");
  assert.equal(isCancellable(anOrder(cash)), true);
  assert.equal(isCancellable(anOrder()), true, "its money goes back");
  assert.equal(isCancellable(anOrder({ status: "fulfilled" })), false);
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

function aRefund(change: Partial<OrderRefund> = {}): OrderRefund {
  return {
    id: "r",
    number: 1,
    gateway: "mpesa",
    phone: "+254712345678",
    state: "pending",
    amountMinor: 50_000,
    reason: "Late",
    handRef: null,
    receipt: null,
    resultCode: null,
    resultText: null,
    createdAt: "2026-11-23T08:00:00Z",
    ...change,
  };
}

Deno.test("what went back is said, and what is on its way, and what somebody holds back", () => {
  const truth = (change: Partial<MerchantOrder>) => moneyTruth(anOrder(change), at).join(" ");
  assert.match(
    truth({ paymentStatus: "refunding", refundingMinor: 50_000 }),
    /under way\. KES 500 is on its way/,
  );
  assert.match(truth({ paymentStatus: "refunded", refundedMinor: 395_000 }), /KES 3,950 went back/);
  assert.match(
    truth({ paymentStatus: "partly_refunded", refundedMinor: 50_000 }),
    /KES 500 of KES 3,950 went back/,
  );
  assert.match(truth({ paymentStatus: "disputed", disputedMinor: 100 }), /KES 1 is held back/);
  assert.match(
    truth({ paidMinor: 396_000, refundedMinor: 1_000 }),
    /Paid in full\. KES 10 that came on top went back/,
  );
  assert.match(
    truth({ paymentStatus: "overpaid", paidMinor: 400_000, refundedMinor: 1_000 }),
    /KES 40 more should go back/,
  );
});

Deno.test("money that came by hand is said to have come by hand", () => {
  const line = {
    ...{ kind: "cash", from: "buyer", to: "hand", amountMinor: 395_000, currency: "KES" } as const,
    ...{ gateway: null, transactionRef: null, note: "Cash", at: "2026-11-23T08:00:00Z" },
  };
  assert.match(moneyTruth(anOrder({ ledger: [line] }), at)[1], /KES 3,950 arrived by hand\./);
  assert.deepEqual(ledgerWords(line), { title: "By hand: Cash", sign: "+" });
});

Deno.test("a refunded order has nothing to send and waits for nothing", () => {
  const order = anOrder({ paymentStatus: "refunded", refundedMinor: 395_000 });
  assert.equal(paymentLabel(order).text, "Refunded");
  assert.equal(fulfilmentLabel(order).text, "Nothing to send");
  assert.deepEqual(timelineOf(order, at), []);
});

Deno.test("every state of a refund has its words, and a failure its reason", () => {
  const words = (change: Partial<OrderRefund>) => refundWords(aRefund(change));
  assert.equal(words({}), "Sent, waiting for M-Pesa.");
  assert.equal(words({ state: "sending" }), "Being sent.");
  assert.match(words({ state: "unknown" }), /No answer from M-Pesa yet/);
  assert.equal(words({ state: "done", receipt: "TJ1" }), "Done. M-Pesa calls it TJ1.");
  assert.match(words({ state: "failed", resultCode: "1" }), /too little in it/);
  assert.match(words({ state: "failed", resultCode: "77", resultText: "No" }), /M-Pesa says: No/);
  assert.match(words({ gateway: "paystack", resultCode: "needs-attention" }), /bank details/);
  assert.equal(words({ gateway: null, state: "done", handRef: "Cash" }), "By hand: Cash.");
});

Deno.test("the timeline tells of a refund from its asking to its end", () => {
  const refunds = [aRefund({ state: "failed", resultCode: "1" })];
  const events = ["refund_failed", "refund_sent", "refund_requested"].map((kind) => ({
    kind,
    data: { refund_id: "r" },
    at: "2026-11-23T08:00:00Z",
  }));
  const titles = timelineOf(anOrder({ refunds, events }), at).map(({ title }) => title);
  assert.deepEqual(titles.slice(1), [
    "Refund of KES 500. It failed. The account that pays out has too little in it.",
    "Refund of KES 500 sent",
    "Refund of KES 500 asked for",
  ]);
});

Deno.test("what is on top, or came after the end, should not be kept without asking", () => {
  const surplus = (change: Partial<MerchantOrder>) => surplusOf(anOrder(change));
  assert.equal(surplus({}), 0);
  assert.equal(surplus({ paidMinor: 415_000 }), 20_000);
  assert.equal(
    surplus({ paidMinor: 415_000, refundedMinor: 5_000, refundingMinor: 5_000 }),
    10_000,
  );
  assert.equal(surplus({ paidMinor: 415_000, disputedMinor: 415_000 }), 0);
  assert.equal(surplus({ status: "pending", paidMinor: 50_000 }), 0);
  for (const status of ["expired", "cancelled"] as const) {
    assert.equal(surplus({ status, paidMinor: 50_000, refundedMinor: 20_000 }), 30_000);
  }
});
