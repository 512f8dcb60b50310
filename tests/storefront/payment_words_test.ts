import assert from "node:assert/strict";
import { LANGUAGE_CODES, wordsIn } from "@/lib/i18n/mod.ts";
import {
  firstName,
  isTold,
  orderSteps,
  paymentScene,
  sayRetryRefusal,
  type ShopperAttempt,
  type ShopperOrder,
} from "@/lib/orders/shopper.ts";

const words = wordsIn("en");

function anAttempt(overrides: Partial<ShopperAttempt> = {}): ShopperAttempt {
  return {
    gateway: "mpesa",
    state: "pending",
    phone: "+254712345678",
    expectedMinor: 395_000,
    resultCode: null,
    createdAt: "2026-11-23T10:00:00Z",
    ...overrides,
  };
}

function anOrder(overrides: Partial<ShopperOrder> = {}): ShopperOrder {
  return {
    token: "t",
    label: "KK-1048",
    status: "pending",
    fulfilmentStatus: "unfulfilled",
    needsReview: false,
    currency: "KES",
    itemsMinor: 375_000,
    discountMinor: 0,
    discounts: [],
    deliveryMinor: 20_000,
    taxMinor: 0,
    isTaxIncluded: true,
    totalMinor: 395_000,
    paidMinor: 0,
    leftMinor: 395_000,
    leastMinor: 7_900,
    promptedMinor: 0,
    depositMinor: null,
    payBy: null,
    payLink: null,
    contactName: "Wanjiru Kamau",
    contactPhone: "+254712345678",
    deliveryMethod: "delivery",
    deliveryPromise: "Tomorrow",
    pickupPlace: "",
    pickupHours: "",
    area: "Kilimani, Nairobi",
    landmark: "Tumaini Chemist",
    directions: null,
    secondPhone: null,
    note: "",
    pin: null,
    placedAt: "2026-11-23T10:00:00Z",
    paidAt: null,
    expiresAt: "2026-11-23T10:15:00Z",
    endedAt: null,
    handWay: null,
    transferDetails: null,
    refundedMinor: 0,
    refundingMinor: 0,
    items: [],
    files: [],
    attempt: anAttempt(),
    payments: [],
    ...overrides,
  };
}

Deno.test("what is paid by hand says what to do, whatever was tried before, and stops when it is over", () => {
  const scene = (change: Partial<ShopperOrder>) =>
    paymentScene(anOrder({ handWay: "cash", ...change }), words);
  assert.deepEqual([scene({}).kind, scene({}).title], ["byHand", "Cash on delivery"]);
  assert.match(scene({}).sentence, /rider/);
  assert.match(scene({ deliveryMethod: "pickup" }).sentence, /pick the goods up/);
  assert.equal(scene({ handWay: "transfer" }).title, "Send it to this account");
  assert.equal(scene({ status: "expired" }).kind, "stopped");
  assert.equal(scene({ status: "cancelled" }).kind, "done");
});

const sceneOf = (attempt: Partial<ShopperAttempt>) =>
  paymentScene(anOrder({ attempt: anAttempt(attempt) }), words);

Deno.test("a prompt under way waits for the shopper", () => {
  for (const state of ["created", "submitted", "pending"] as const) {
    assert.equal(sceneOf({ state }).kind, "waiting", state);
  }
  assert.equal(sceneOf({}).title, "Check your phone");
});

Deno.test("an unknown payment asks the gateway and warns of paying twice", () => {
  const scene = sceneOf({ state: "unknown" });

  assert.equal(scene.kind, "asking");
  assert.match(scene.sentence, /Do not pay twice/);
});

Deno.test("every failure says that nothing was charged, and why", () => {
  const reasons: [code: string | null, words: RegExp][] = [
    ["1", /balance is too low/],
    ["17", /did not allow/],
    ["26", /busy/],
    ["1001", /another M-Pesa payment/],
    ["1019", /No PIN was entered/],
    ["1025", /could not send/],
    ["1032", /cancelled on the phone/],
    ["1037", /No PIN was entered/],
    ["2001", /PIN was wrong/],
    ["9999", /could not send/],
    ["500.001.1001", /could not send/],
    [null, /could not send/],
  ];
  for (const [resultCode, words] of reasons) {
    const scene = sceneOf({ state: "failed", resultCode });
    assert.equal(scene.kind, "stopped");
    assert.match(scene.sentence, words, String(resultCode));
    assert.match(scene.sentence, /Nothing was charged/, String(resultCode));
  }
  assert.match(sceneOf({ state: "expired" }).sentence, /No PIN was entered/);
});

Deno.test("an order that was closed for not being paid can still be paid", () => {
  const order = anOrder({ status: "expired", attempt: anAttempt({ state: "expired" }) });

  assert.equal(paymentScene(order, words).kind, "stopped");
});

Deno.test("an order that is paid, cancelled or covered has nothing to pay", () => {
  for (const status of ["paid", "fulfilled", "completed", "cancelled"] as const) {
    assert.equal(paymentScene(anOrder({ status }), words).kind, "done", status);
  }
  assert.equal(
    paymentScene(anOrder({ status: "expired", paidMinor: 395_000, leftMinor: 0 }), words).kind,
    "done",
  );
});

Deno.test("a part that came says how much is left", () => {
  const attempt = anAttempt({ state: "failed", resultCode: "1032" });
  const scene = paymentScene(anOrder({ paidMinor: 50_000, leftMinor: 345_000, attempt }), words);

  assert.equal(scene.sentence, "KES 500 of KES 3,950 paid. KES 3,450 left.");
  const paid = anAttempt({ state: "succeeded", expectedMinor: 50_000 });
  const next = paymentScene(
    anOrder({ paidMinor: 50_000, leftMinor: 345_000, attempt: paid }),
    words,
  );
  assert.deepEqual([next.kind, next.sentence], ["stopped", scene.sentence]);
});

Deno.test("a live prompt says when the next one can go out", () => {
  const refusal = { code: "prompt_live", retryAfterS: 42, currency: "KES" } as const;

  assert.match(sayRetryRefusal(refusal, words), /in 42 seconds/);
  assert.equal(isTold("already_paid"), false);
});

const around = { at: (iso: string) => iso.slice(11, 16), pickupAddress: "Gitanga Rd" };
const stepsOf = (overrides: Partial<ShopperOrder>) => orderSteps(anOrder(overrides), around, words);

Deno.test("the steps of an order end where it is received", () => {
  const paidAt = "2026-11-23T10:05:00Z";
  const states = (fulfilmentStatus: ShopperOrder["fulfilmentStatus"]) =>
    stepsOf({ status: "paid", paidAt, fulfilmentStatus }).map(({ state }) => state).join(" ");

  assert.equal(states("unfulfilled"), "done done now later later");
  assert.equal(states("packed"), "done done done now later");
  assert.equal(states("shipped"), "done done done done now");
  assert.equal(states("delivered"), "done done done done done");
  const pickup = stepsOf({ status: "paid", paidAt, deliveryMethod: "pickup" });
  assert.deepEqual(pickup.at(-1), {
    title: "Picked up",
    detail: "Gitanga Rd",
    icon: "pin",
    state: "later",
  });
});

Deno.test("the steps of every kind of order say where it stands, and when", () => {
  const endedAt = "2026-11-23T11:00:00Z";
  const paidAt = "2026-11-23T10:05:00Z";
  const paid = { paidAt, paidMinor: 395_000 };
  const said = (overrides: Partial<ShopperOrder>) =>
    stepsOf(overrides).map(({ title, detail }) => `${title} ${detail}`.trim());

  const ordered = "Ordered 10:00";
  assert.deepEqual(said({}), [ordered, "Waiting for payment Held for you until 10:15"]);
  assert.deepEqual(said({ status: "expired", endedAt }), [ordered, "Not paid in time 11:00"]);
  assert.deepEqual(said({ status: "cancelled", endedAt }), [ordered, "Cancelled 11:00"]);
  assert.deepEqual(said({ status: "cancelled", endedAt, ...paid }), [
    ordered,
    "Paid 10:05",
    "Cancelled 11:00",
  ]);
  assert.deepEqual(said({ status: "expired", paidMinor: 395_000, endedAt }), [
    ordered,
    "Paid late The shop looks at it",
  ]);
  assert.deepEqual(said({ status: "paid", ...paid }).slice(0, 2), [ordered, "Paid 10:05"]);
});

Deno.test("a greeting uses the first name only", () => {
  assert.equal(firstName("  Wanjiru  Kamau "), "Wanjiru");
  assert.equal(firstName("Pelé"), "Pelé");
});

Deno.test("a prompt of another gateway speaks of that one, in every language", () => {
  for (const language of LANGUAGE_CODES) {
    const inWords = wordsIn(language);
    for (const resultCode of ["NOT_ENOUGH_FUNDS", "SERVICE_UNAVAILABLE", "nobody knows this"]) {
      const attempt = anAttempt({ gateway: "mtn", state: "failed", resultCode });
      const { sentence } = paymentScene(anOrder({ attempt }), inWords);
      assert.match(sentence, /MTN MoMo/, language);
      assert.doesNotMatch(sentence, /M-Pesa|[{}]/, language);
    }
  }
  const attempt = anAttempt({ gateway: "mtn", state: "failed", resultCode: "EXPIRED" });
  assert.match(paymentScene(anOrder({ attempt }), words).sentence, /^No PIN was entered/);
});
