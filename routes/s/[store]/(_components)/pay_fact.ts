import type { Way } from "@/lib/enums.ts";
import type { Words } from "@/lib/i18n/mod.ts";
import type { Currency } from "@/lib/money.ts";
import { gatewayName, type HandMethod, type Method, waysToPay } from "@/lib/payments/methods.ts";

/** How one pays at a shop, before anything is asked. */
export interface PayFact {
  /** "Pay by M-Pesa, card or bank". */
  title: string;
  /** What happens then, in the way that is offered first. */
  detail: string;
  /** "Order with your phone number. Pay by M-Pesa, card or bank." */
  sentence: string;
}

/** What a shop with these ways to pay says of paying; null while it takes no payment. */
export function payFact(
  { ways: offered, store: { currency } }: { ways: Way[]; store: { currency: Currency } },
  words: Words,
): PayFact | null {
  const { say } = words;
  const methods = waysToPay(offered, currency);
  const [first] = methods;
  if (!first) return null;
  const names = methods.toSorted((a, b) => ORDER[a.kind] - ORDER[b.kind])
    .map((method) => nameOf(method, words));
  const ways = [...new Set(names)].join(", ");
  const detail = detailOf(first, words);
  return {
    title: say("goods.payBy", { ways }),
    detail,
    sentence: say("goods.orderAndPay", { ways }),
  };
}

/** Names that stand well in the middle of a sentence come last. */
const ORDER = { prompt: 0, page: 1, hand: 2 };

function nameOf(method: Method | HandMethod, { say }: Words): string {
  if (method.kind === "hand") {
    return say(method.handWay === "cash" ? "goods.byCash" : "goods.byTransfer");
  }
  return method.kind === "page" ? say("goods.cardOrBank") : method.title;
}

function detailOf(method: Method | HandMethod, { say }: Words): string {
  if (method.kind === "hand") {
    return say(method.handWay === "cash" ? "payment.cashDetail" : "payment.transferDetail");
  }
  return method.kind === "page"
    ? say("payment.pageDetail", { gateway: gatewayName(method.gateway) })
    : say("goods.promptComes");
}
