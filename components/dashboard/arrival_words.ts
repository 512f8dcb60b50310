import type { Arrival } from "@/lib/orders/merchant.ts";

/** Who paid, as far as the gateway says; a hash of a number tells people nothing. */
export function payerWords({ payer, payerName }: Pick<Arrival, "payer" | "payerName">): string {
  const number = /^[0-9a-f]{64}$/i.test(payer) ? "" : payer;
  return [payerName, number].filter(Boolean).join(", ") || "Not said";
}
