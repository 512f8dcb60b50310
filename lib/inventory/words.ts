import type { StockReason } from "@/lib/enums.ts";
import type { AdjustmentReason } from "./changes.ts";
import type { Movement } from "./ledger.ts";
import type { LocationRefusal } from "./locations.ts";

/** Why somebody changes stock, in the order people meet it. */
export const REASON_NAMES: Record<AdjustmentReason, string> = {
  received: "Received",
  returned: "Returned by a customer",
  found: "Found",
  damaged: "Damaged",
  lost: "Lost or stolen",
  correction: "Correction",
};

type Told = Pick<
  Movement,
  "kind" | "reason" | "onHandDelta" | "actorName" | "orderNumber" | "peer"
>;

/** "Sold, order KK-1048", "Counted by amina@afrify.test: 3 fewer". */
export function movementWords(movement: Told, orderPrefix: string): string {
  const { kind, reason, onHandDelta, actorName, orderNumber, peer } = movement;
  const order = orderNumber === null ? "an order" : `order ${orderPrefix}-${orderNumber}`;
  const by = actorName ? ` by ${actorName}` : "";
  const change = moreOrFewer(onHandDelta);
  switch (kind) {
    case "reserved":
      return `Held for ${order}`;
    case "released":
      return `No longer held for ${order}`;
    case "sold":
      return `Sold, ${order}`;
    case "received":
      return `Received${by}: ${change}`;
    case "returned":
      return `Returned by a customer, taken in${by}: ${change}`;
    case "transferred":
      return onHandDelta < 0
        ? `Moved to ${peer}${by}: ${change}`
        : `Came from ${peer}, moved${by}: ${change}`;
    case "adjusted":
      return `${reason ? REASON_VERBS[reason] : "Changed"}${by}: ${change}`;
  }
}

const REASON_VERBS: Record<StockReason, string> = {
  damaged: "Damaged, written off",
  lost: "Lost, written off",
  found: "Found",
  correction: "Corrected",
  counted: "Counted",
};

/** "3 fewer", "1 more". */
export function moreOrFewer(delta: number): string {
  return `${Math.abs(delta)} ${delta < 0 ? "fewer" : "more"}`;
}

/** "+3", "−3" with a real minus. */
export function signed(delta: number): string {
  return delta < 0 ? `\u2212${-delta}` : `+${delta}`;
}

export type StockRefusal =
  | "idempotency_key_reused"
  | "location_closed"
  | "not_enough_stock"
  | "count_over";

/** What a refused change of stock means, by form field; "" is the form as a whole. */
export function stockErrors(code: StockRefusal, available = 0): Record<string, string> {
  switch (code) {
    case "idempotency_key_reused":
      return { "": "This form was sent before. The numbers below are fresh: check them." };
    case "location_closed":
      return { "": "That location is closed. Choose another." };
    case "not_enough_stock":
      return {
        quantity: available > 0
          ? `Only ${available} there are not promised to an order.`
          : "All that is there is promised to orders.",
      };
    case "count_over":
      return { "": "This stock take was applied or cancelled meanwhile." };
  }
}

/** What a refused change of a location means, by form field. */
export function locationErrors(code: LocationRefusal): Record<string, string> {
  switch (code) {
    case "name_taken":
      return { name: "Another location has this name." };
    case "too_many_locations":
      return { "": "50 locations are the most." };
    case "location_default":
      return { "": "The website sells from here. Make another location the one it sells from." };
    case "location_not_empty":
      return { "": "There is stock here, or orders hold some. Move it to another location first." };
    case "location_counting":
      return { "": "Somebody is counting here. Apply or cancel that stock take first." };
    case "location_closed":
      return { "": "It is closed. Open it again first." };
  }
}
