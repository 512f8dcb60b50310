import type { Gateway } from "@/lib/enums.ts";
import type { Words } from "@/lib/i18n/mod.ts";
import type { Currency } from "@/lib/money.ts";
import { gatewayName, methodsOf } from "@/lib/payments/methods.ts";

/** How one pays at a shop, before anything is asked. */
export interface PayFact {
  /** "Pay by M-Pesa, card or bank". */
  title: string;
  /** What happens then, in the way that is offered first. */
  detail: string;
  /** "Order with your phone number. Pay by M-Pesa, card or bank." */
  sentence: string;
}

/** What a shop with these gateways says of paying; null while it takes no payment. */
export function payFact(
  { gateways, store: { currency } }: { gateways: Gateway[]; store: { currency: Currency } },
  { say }: Words,
): PayFact | null {
  const methods = methodsOf(gateways, currency);
  const [first] = methods;
  if (!first) return null;
  const names = methods.toSorted((a, b) => Number(a.kind === "page") - Number(b.kind === "page"))
    .map(({ kind, title }) => kind === "page" ? say("goods.cardOrBank") : title);
  const ways = [...new Set(names)].join(", ");
  const detail = first.kind === "page"
    ? say("payment.pageDetail", { gateway: gatewayName(first.gateway) })
    : say("goods.promptComes");
  return {
    title: say("goods.payBy", { ways }),
    detail,
    sentence: say("goods.orderAndPay", { ways }),
  };
}
