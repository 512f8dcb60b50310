import type { AddressRefusal } from "./changes.ts";
import type { CodeRefusal, SessionRefusal } from "./codes.ts";
import type { OrderCard } from "./pages.ts";

/** Where a refusal is said: at a field of the form, or "" for the form as a whole. */
export interface Said {
  field: string;
  sentence: string;
}

/** Why no code was sent. */
export function sayCodeRefusal(code: CodeRefusal): string {
  return code === "too_many_codes"
    ? "That were many codes. Wait an hour, or call the shop."
    : "This shop is not there any more.";
}

/** Why a code opened nothing. */
export function sayWrongCode(
  code: SessionRefusal | "too_many_tries",
  triesLeft = 0,
): string {
  if (code === "too_many_tries") return "That were many tries. Wait 15 minutes.";
  if (code === "wrong_code" && triesLeft > 0) {
    const left = triesLeft === 1 ? "One try is left." : `${triesLeft} tries are left.`;
    return `That is not the code in the SMS. ${left}`;
  }
  return "This code is over. Ask for another.";
}

const ADDRESSES: Record<Exclude<AddressRefusal, "signed_out" | "address_not_found">, Said> = {
  name_needed: { field: "name", sentence: "Add your name, for the rider and the receipt." },
  address_exists: { field: "landmark", sentence: "You have this landmark in your list already." },
  too_many_addresses: {
    field: "",
    sentence: "You keep 20 addresses already. Remove one that you do not use.",
  },
  area_not_served: { field: "area", sentence: "Choose an area from the list." },
};

/** Why an address was not kept. */
export function sayAddressRefusal(
  code: Exclude<AddressRefusal, "signed_out" | "address_not_found">,
): Said {
  return ADDRESSES[code];
}

export interface OrderState {
  tone: "ok" | "info" | "warn" | "plain";
  icon: "check" | "clock" | "close" | "box" | "truck" | "store";
  words: string;
}

/** How far an order is, in one to three words. */
export function sayOrderState(order: OrderCard): OrderState {
  const { status, paidAt, paidMinor, totalMinor, fulfilmentStatus, deliveryMethod } = order;
  if (status === "cancelled") return { tone: "plain", icon: "close", words: "Cancelled" };
  if (!paidAt) {
    if (paidMinor >= totalMinor) return { tone: "warn", icon: "clock", words: "Paid late" };
    if (status === "expired") return { tone: "plain", icon: "clock", words: "Not paid in time" };
    return { tone: "info", icon: "clock", words: paidMinor > 0 ? "Part paid" : "Not paid yet" };
  }
  if (deliveryMethod === "download") return { tone: "ok", icon: "check", words: "Files ready" };
  const isPickup = deliveryMethod === "pickup";
  switch (fulfilmentStatus) {
    case "unfulfilled":
      return { tone: "ok", icon: "check", words: "Paid" };
    case "packed":
      return isPickup
        ? { tone: "info", icon: "store", words: "Ready to pick up" }
        : { tone: "ok", icon: "box", words: "Packed" };
    case "shipped":
      return { tone: "info", icon: "truck", words: "On the way" };
    case "delivered":
      return { tone: "ok", icon: "check", words: isPickup ? "Picked up" : "Delivered" };
  }
}
