import type { TextKey, Words } from "@/lib/i18n/mod.ts";
import type { AddressRefusal } from "./changes.ts";
import type { CodeRefusal, SessionRefusal } from "./codes.ts";
import type { OrderCard } from "./pages.ts";

/** Where a refusal is said: at a field of the form, or "" for the form as a whole. */
export interface Said {
  field: string;
  sentence: string;
}

/** Why no code was sent. */
export function sayCodeRefusal(code: CodeRefusal, { say }: Words): string {
  return say(code === "too_many_codes" ? "account.manyCodes" : "account.shopGone");
}

/** Why a code opened nothing. */
export function sayWrongCode(
  code: SessionRefusal | "too_many_tries",
  { say, count }: Words,
  triesLeft = 0,
): string {
  if (code === "too_many_tries") return say("account.manyTries");
  if (code === "wrong_code" && triesLeft > 0) return count("account.wrongCode", triesLeft);
  return say("account.codeOver");
}

type ToldRefusal = Exclude<AddressRefusal, "signed_out" | "address_not_found">;

const ADDRESSES = {
  name_needed: { field: "name", text: "errors.name" },
  address_exists: { field: "landmark", text: "account.addressExists" },
  too_many_addresses: { field: "", text: "account.manyAddresses" },
  area_not_served: { field: "area", text: "checkout.notServed" },
} as const satisfies Record<ToldRefusal, { field: string; text: TextKey }>;

/** Why an address was not kept. */
export function sayAddressRefusal(code: ToldRefusal, { say }: Words): Said {
  const { field, text } = ADDRESSES[code];
  return { field, sentence: say(text) };
}

export interface OrderState {
  tone: "ok" | "info" | "warn" | "plain";
  icon: "check" | "clock" | "close" | "box" | "truck" | "store";
  text: string;
}

/** How far an order is, in one to three words. */
export function sayOrderState(order: OrderCard, { say }: Words): OrderState {
  const { status, paidAt, paidMinor, totalMinor, fulfilmentStatus, deliveryMethod } = order;
  if (status === "cancelled") return { tone: "plain", icon: "close", text: say("order.cancelled") };
  const isOut = status === "pending" && fulfilmentStatus !== "unfulfilled";
  if (!paidAt && !isOut) {
    if (paidMinor >= totalMinor) {
      return { tone: "warn", icon: "clock", text: say("order.paidLate") };
    }
    if (status === "expired") {
      return { tone: "plain", icon: "clock", text: say("order.wasNotPaid") };
    }
    if (order.handWay === "cash" && paidMinor === 0) {
      return { tone: "info", icon: "clock", text: say("payment.cash") };
    }
    return {
      tone: "info",
      icon: "clock",
      text: say(paidMinor > 0 ? "account.partPaid" : "payment.notPaid"),
    };
  }
  if (deliveryMethod === "download") {
    return { tone: "ok", icon: "check", text: say("account.filesReady") };
  }
  const isPickup = deliveryMethod === "pickup";
  switch (fulfilmentStatus) {
    case "unfulfilled":
      return { tone: "ok", icon: "check", text: say("order.paid") };
    case "partly":
      return { tone: "ok", icon: "box", text: say("account.partly") };
    case "packed":
      return isPickup
        ? { tone: "info", icon: "store", text: say("order.ready") }
        : { tone: "ok", icon: "box", text: say("account.packed") };
    case "shipped":
      return { tone: "info", icon: "truck", text: say("order.onTheWay") };
    case "delivered":
      return {
        tone: "ok",
        icon: "check",
        text: say(isPickup ? "order.pickedUp" : "account.delivered"),
      };
  }
}
