import type { TextKey, Words } from "@/lib/i18n/mod.ts";
import { gatewayName, type HandMethod, type Method, methodOf } from "@/lib/payments/methods.ts";
import type { Country } from "@/lib/phone.ts";
import type { Currency } from "@/lib/money.ts";
import type { RetryDetails, ShopperAttempt, ShopperOrder } from "./shopper_order.ts";

/** What the payment page says and offers. */
export interface PaymentScene {
  /** waiting: for the shopper. asking: for the gateway. byHand: what to do instead. stopped: for another try. done: see the order. */
  kind: "waiting" | "asking" | "byHand" | "stopped" | "done";
  title: string;
  sentence: string;
  /** Instead of the sentence: what is said around the gateway's name and the number it prompts. */
  prompt?: "payment.shownOn" | "payment.sentTo";
}

/** By the code that a gateway ends a prompt with; no two use the same one. M-Pesa's are numbers. */
const FAILURES: Record<string, TextKey & `payment.${string}`> = {
  "1": "payment.lowBalance",
  "17": "payment.notAllowed",
  "26": "payment.busy",
  "1001": "payment.phoneBusy",
  "1019": "payment.noPin",
  "1032": "payment.cancelled",
  "1037": "payment.noPin",
  "2001": "payment.wrongPin",
  APPROVAL_REJECTED: "payment.cancelled",
  EXPIRED: "payment.noPin",
  COULD_NOT_PERFORM_TRANSACTION: "payment.noPin",
  NOT_ENOUGH_FUNDS: "payment.lowBalance",
  PAYER_LIMIT_REACHED: "payment.notAllowed",
  NOT_ALLOWED: "payment.notAllowed",
  INTERNAL_PROCESSING_ERROR: "payment.notAllowed",
  SERVICE_UNAVAILABLE: "payment.busy",
  DP00800001002: "payment.wrongPin",
  DP00800001003: "payment.notAllowed",
  DP00800001005: "payment.noPin",
  DP00800001007: "payment.lowBalance",
  DP00800001008: "payment.cancelled",
  DP00800001024: "payment.noPin",
  DP00800001029: "payment.noPin",
  TE: "payment.noPin",
  TF: "payment.notAllowed",
  TR: "payment.reversed",
  earlier_under_way: "payment.underWay",
  less_left: "payment.lessLeft",
};

/** The same for pages, by the status that the gateway gives, or by what went wrong before. */
const PAGE_FAILURES: Record<string, TextKey & `payment.${string}`> = {
  failed: "payment.declined",
  reversed: "payment.reversed",
  earlier_under_way: "payment.underWay",
  less_left: "payment.lessLeft",
};

/** Where the payment of an order stands, in words. What is paid by hand is never waited for here. */
export function paymentScene(order: ShopperOrder, words: Words): PaymentScene {
  const { attempt, leftMinor, totalMinor, currency } = order;
  if (!isPayable(order)) return { kind: "done", title: "", sentence: "" };
  const { say } = words;
  if (order.handWay) return handScene(order, words);
  const scene = attempt
    ? attemptScene(attempt, words)
    : stopped(say("payment.notPaid"), say("payment.sendAgainAsk"));
  const keptMinor = totalMinor - leftMinor;
  // What this try brought is a part of it.
  const isPart = scene.kind === "stopped" || attempt?.state === "succeeded";
  if (keptMinor <= 0 || !isPart) return scene;
  const money = (minor: number) => words.money(minor, currency);
  const sums = {
    paid: money(keptMinor),
    total: money(totalMinor),
    left: money(leftMinor),
  };
  return stopped(say("payment.partlyPaid"), say("payment.paidOf", sums));
}

function handScene(
  { handWay, status, deliveryMethod }: ShopperOrder,
  { say }: Words,
): PaymentScene {
  if (status === "expired") return stopped(say("order.notInTime"), say("order.stillPay"));
  if (handWay === "transfer") {
    return {
      kind: "byHand",
      title: say("payment.sendTransfer"),
      sentence: say("payment.transferSeen"),
    };
  }
  const sentence = say(deliveryMethod === "pickup" ? "payment.payAtPickup" : "payment.payRider");
  return { kind: "byHand", title: say("payment.cash"), sentence };
}

/** Whether there is still something to pay, and a way to. */
export function isPayable(
  { status, leftMinor, paidMinor, totalMinor }: ShopperOrder,
): boolean {
  const isOpen = status === "pending" || (status === "expired" && paidMinor < totalMinor);
  return isOpen && leftMinor > 0;
}

/** The same for one try, whoever made it. */
export function attemptScene(attempt: ShopperAttempt, words: Words): PaymentScene {
  const { state, resultCode } = attempt;
  const { say } = words;
  const gateway = gatewayName(attempt.gateway);
  // Those that do not name the gateway leave its name out.
  const sayFailure = (key: TextKey) => say(key as "payment.busy", { gateway });
  if (methodOf(attempt.gateway).kind === "page") return pageScene(attempt, words);
  switch (state) {
    case "created":
      return {
        kind: "waiting",
        title: say("payment.sending"),
        sentence: "",
        prompt: "payment.shownOn",
      };
    case "submitted":
    case "pending":
      return {
        kind: "waiting",
        title: say("payment.checkPhone"),
        sentence: "",
        prompt: "payment.sentTo",
      };
    case "unknown":
    case "succeeded":
      return {
        kind: "asking",
        title: say("payment.notHeard", { gateway }),
        sentence: say("payment.askAgain"),
      };
    case "expired":
      return stopped(say("payment.notPaid"), say("payment.noPin"));
    case "failed":
      return stopped(
        say("payment.notPaid"),
        sayFailure(FAILURES[resultCode ?? ""] ?? "payment.notSent"),
      );
  }
}

function pageScene(attempt: ShopperAttempt, { say, raw }: Words): PaymentScene {
  const { state, resultCode } = attempt;
  const gateway = gatewayName(attempt.gateway);
  switch (state) {
    case "created":
    case "submitted":
      return {
        kind: "waiting",
        title: say("payment.opening", { gateway }),
        sentence: say("payment.openingMore", { gateway }),
      };
    case "pending":
      return {
        kind: "waiting",
        title: say("payment.waitingPay"),
        sentence: say("payment.payThere", { gateway }),
      };
    case "unknown":
    case "succeeded":
      return {
        kind: "asking",
        title: say("payment.notHeard", { gateway }),
        sentence: say("payment.askAgain"),
      };
    case "expired":
      return stopped(say("payment.notPaid"), say("payment.expiredPage", { gateway }));
    case "failed": {
      const failure = PAGE_FAILURES[resultCode ?? ""];
      return stopped(
        say("payment.notPaid"),
        failure ? raw(failure) : say("payment.notOpened", { gateway }),
      );
    }
  }
}

function stopped(title: string, sentence: string): PaymentScene {
  return { kind: "stopped", title, sentence };
}

/** Refusals of another try that the payment page tells; the order page shows the others. */
const TOLD = [
  "prompt_live",
  "too_many_prompts",
  "part_too_big",
  "part_too_small",
  "payment_not_available",
  "cash_too_much",
  "lines_unavailable",
  "discount_used_up",
] as const;
export type ToldRefusal = typeof TOLD[number];

export function isTold(code: string): code is ToldRefusal {
  return TOLD.some((told) => told === code);
}

/** Refusals that belong to what was typed as an amount, and those that belong to the phone. */
export function fieldOf(code: ToldRefusal): "amount" | "phone" | null {
  if (code === "part_too_big" || code === "part_too_small") return "amount";
  return code === "too_many_prompts" ? "phone" : null;
}

/** Why nothing was tried again. */
export function sayRetryRefusal(
  { code, retryAfterS = 0, leftMinor = 0, leastMinor = 0, currency }:
    & { code: ToldRefusal; currency: Currency }
    & Partial<RetryDetails>,
  { say, count, money }: Words,
): string {
  if (code === "prompt_live") return count("payment.promptLive", retryAfterS);
  if (code === "too_many_prompts") return say("payment.tooManyPrompts");
  if (code === "part_too_big") {
    return say("payment.partTooBig", { left: money(leftMinor, currency) });
  }
  if (code === "part_too_small") {
    return say("payment.partTooSmall", { least: money(leastMinor, currency) });
  }
  if (code === "discount_used_up") return say("discount.payAgain");
  if (code === "cash_too_much") return say("payment.cashTooMuch");
  return say(code === "payment_not_available" ? "payment.notThatWay" : "payment.soldMeanwhile");
}

/** A way to pay, as a shopper meets it. */
export function sayMethod(method: Method | HandMethod, { say }: Words) {
  if (method.kind === "hand") {
    return method.handWay === "cash"
      ? { title: say("payment.cash"), detail: say("payment.cashDetail") }
      : { title: say("payment.transfer"), detail: say("payment.transferDetail") };
  }
  const { gateway, kind, title } = method;
  return kind === "prompt" ? { title, detail: say("checkout.mpesaDetail") } : {
    title: say(gateway === "paystack" ? "payment.cardOrBank" : "payment.cardOrMobile"),
    detail: say("payment.pageDetail", { gateway: gatewayName(gateway) }),
  };
}

/** "Wanjiru" of "Wanjiru Kamau". */
export function firstName(name: string): string {
  return name.trim().split(/\s+/)[0] ?? "";
}

/** How a shop in this country says thanks: among English words some greet in their own. */
export function thanksIn(country: Country, { language, say }: Words): string {
  const isSwahili = language === "en" && (country === "KE" || country === "TZ");
  return isSwahili ? "Asante" : say("order.thanks");
}
