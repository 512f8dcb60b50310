import type { TotalWords } from "@/islands/Checkout.tsx";
import { fill, type Words } from "@/lib/i18n/mod.ts";

/**
 * All that the total says once scripts run; `gateway` is the one way to pay, where there is no choice. Where
 * one may pay by hand, the button orders: it does not know what will be chosen.
 */
export function totalWords(
  words: Words,
  { gateway, isByHand }: { gateway: string; isByHand: boolean },
): TotalWords {
  const { raw } = words;
  const texts = words.pick(
    "cart.items",
    "cart.total",
    "checkout.delivery",
    "checkout.chooseArea",
    "checkout.free",
    "checkout.totalBefore",
    "checkout.totalBeforeTax",
    "checkout.before",
    "checkout.tax",
    "checkout.includesTax",
    "checkout.toGateway",
    "checkout.pay",
    "checkout.continue",
    "checkout.payShort",
    "discount.saved",
  );
  return gateway
    ? {
      ...texts,
      toGateway: fill(texts.toGateway, { gateway }),
      pay: fill(texts.pay, { gateway }),
      payShort: fill(texts.payShort, { gateway }),
    }
    : {
      ...texts,
      toGateway: texts.continue,
      pay: raw(isByHand ? "checkout.orderFor" : "order.pay"),
      payShort: raw(isByHand ? "checkout.justOrder" : "checkout.justPay"),
    };
}
