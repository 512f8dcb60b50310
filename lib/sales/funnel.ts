import type { Sales } from "./sales.ts";
import { addUp } from "./sums.ts";

export interface Step {
  name: string;
  count: number;
  before: number;
}

/** From a visit to a sale: how many came how far, of those who came and of orders placed on these days. */
export function funnelOf({ visitors, visitorsBefore, days, before }: Sales): Step[] {
  const [now, then] = [addUp(days), addUp(before)];
  const visits = (stage: keyof Sales["visitors"]) => ({
    count: visitors[stage] ?? 0,
    before: visitorsBefore[stage] ?? 0,
  });
  return [
    { name: "Came to the shop", ...visits("shop") },
    { name: "Looked at a product", ...visits("product") },
    { name: "Put something into the cart", ...visits("cart") },
    { name: "Opened the checkout", ...visits("checkout") },
    { name: "Ordered", count: now.placed, before: then.placed },
    { name: "Paid", count: now.converted, before: then.converted },
  ];
}
