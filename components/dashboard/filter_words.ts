import { GATEWAYS } from "@/lib/enums.ts";
import { gatewayName } from "@/lib/payments/methods.ts";

export const GATEWAY_NAMES: Record<string, string> = Object.fromEntries(
  GATEWAYS.map((gateway) => [gateway, gatewayName(gateway)]),
);

/** What filters call the values of each field. */
export const WORDS: Record<
  "status" | "payment" | "goods" | "method" | "delivery",
  Record<string, string>
> = {
  status: {
    pending: "Waiting for money",
    paid: "Paid, not done",
    fulfilled: "Done",
    completed: "Completed",
    cancelled: "Cancelled",
    expired: "Closed unpaid",
  },
  payment: {
    unpaid: "Not paid",
    partly_paid: "Partly paid",
    paid: "Paid",
    overpaid: "Paid too much",
    partly_refunded: "Partly refunded",
    refunded: "Refunded",
    refunding: "Refund under way",
    disputed: "Disputed",
  },
  goods: {
    unfulfilled: "Not packed",
    packed: "Packed",
    shipped: "With rider",
    delivered: "Delivered",
  },
  method: { ...GATEWAY_NAMES, cash: "Cash", transfer: "Bank transfer" },
  delivery: { delivery: "Delivery", pickup: "Pick up", download: "Download" },
};
