import { priceStyle } from "@/components/words.tsx";
import type { CheckoutTotalProps, TotalWords } from "@/islands/Checkout.tsx";
import {
  buyableLines,
  type CheckoutPage,
  feesWith,
  itemsMinor,
  quoteFor,
} from "@/lib/checkout/mod.ts";
import { fill, type Words } from "@/lib/i18n/mod.ts";
import type { HandMethod, Method } from "@/lib/payments/methods.ts";
import { priceForm } from "./checkout_code.ts";

interface Shown {
  page: CheckoutPage;
  /** The ways to pay that the page offers. */
  methods: (Method | HandMethod)[];
  /** Whether a deposit may be paid first. */
  isInParts: boolean;
  /** Fields by name, as they were typed. */
  typed: Record<string, string>;
}

/** All that the parts of the page are given that show what the order costs. */
export function totalProps(
  { page, methods, isInParts, typed }: Shown,
  words: Words,
): CheckoutTotalProps {
  const { store, zones, discounts } = page;
  const [first] = methods;
  const isOpen = isInParts || methods.some(({ kind }) => kind === "hand");
  const gateway = !isInParts && methods.length === 1 && first!.kind === "prompt"
    ? first!.title
    : "";
  return {
    words: totalWords(words, { gateway, isOpen }),
    price: priceStyle(words),
    itemsMinor: itemsMinor(buyableLines(page.lines)),
    savedMinor: quoteFor(discounts, null).savedMinor,
    zones: feesWith(discounts, zones),
    place: priceForm(page, typed).place,
    taxRateBp: store.taxRateBp,
    isTaxIncluded: store.isTaxIncluded,
    currency: store.currency,
  };
}

/**
 * All that the total says once scripts run; `gateway` is the one way to pay, where there is no choice. Where
 * one may pay by hand, or less than all of it, the button orders: it does not know what will be chosen.
 */
function totalWords(
  words: Words,
  { gateway, isOpen }: { gateway: string; isOpen: boolean },
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
      pay: raw(isOpen ? "checkout.orderFor" : "order.pay"),
      payShort: raw(isOpen ? "checkout.justOrder" : "checkout.justPay"),
    };
}
