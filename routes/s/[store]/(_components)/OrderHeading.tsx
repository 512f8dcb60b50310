import { Code } from "@/components/Layout.tsx";
import { Pill } from "@/components/Status.tsx";
import { formatMoney } from "@/lib/money.ts";
import { firstName, type ShopperOrder } from "@/lib/orders/shopper.ts";
import { gatewayName } from "@/lib/payments/methods.ts";
import { formatPhone } from "@/lib/phone.ts";

export interface OrderHeadingProps {
  order: ShopperOrder;
  /** A moment in the shop's zone, in words. */
  at: (iso: string) => string;
  /** How one says thanks where the shop is. */
  thanks: string;
}

/** The truth about an order in one look: a state, a sentence, and what proves it. */
export function OrderHeading({ order, at, thanks }: OrderHeadingProps) {
  const { title, pill, sentence } = headingOf(order, thanks);
  const paid = order.payments.find(({ isSurplus }) => !isSurplus);
  return (
    <>
      {pill}
      <h1>{title}</h1>
      <p class="text-[1.0625rem] max-w-[44ch]">{sentence}</p>
      <dl class="meta">
        <div>
          <dt>Order</dt>
          <dd>
            <Code>{order.label}</Code>
          </dd>
        </div>
        {paid?.receipt && (
          <div>
            <dt>{receiptLabel(order)}</dt>
            <dd>
              <Code>{paid.receipt}</Code>
            </dd>
          </div>
        )}
        <div>
          <dt>{paid ? "Paid" : "Placed"}</dt>
          <dd>{at(paid ? paid.receivedAt : order.placedAt)}</dd>
        </div>
        {paid?.payerPhone && (
          <div>
            <dt>From</dt>
            <dd>
              <Code>{formatPhone(paid.payerPhone)}</Code>
            </dd>
          </div>
        )}
      </dl>
    </>
  );
}

/** The last try is the one that paid, unless an earlier one did after all. */
function receiptLabel({ attempt }: ShopperOrder): string {
  return attempt?.state === "succeeded" ? `${gatewayName(attempt.gateway)} receipt` : "Receipt";
}

function headingOf(order: ShopperOrder, thanks: string) {
  const { status, paidMinor, totalMinor, currency, contactPhone } = order;
  const money = (minor: number) => formatMoney(minor, currency);
  if (status === "cancelled") {
    return {
      title: "This order was cancelled.",
      pill: <Pill icon="close">Cancelled</Pill>,
      sentence: paidMinor > 0
        ? `We have your ${money(paidMinor)}. The shop sends it back to you.`
        : "Nothing was charged.",
    };
  }
  if (order.paidAt) {
    return {
      title: `${thanks}, ${firstName(order.contactName)}.`,
      pill: <Pill tone="ok" icon="check">Paid in full</Pill>,
      sentence: (
        <>
          {`We have your ${money(totalMinor)}. `}
          {order.deliveryMethod === "download" ? "Your files wait below" : (
            <>
              {order.deliveryMethod === "pickup" ? "We call " : "The rider calls "}
              <Code>{formatPhone(contactPhone)}</Code>
            </>
          )}
          {paidMinor > totalMinor &&
            `. ${money(paidMinor - totalMinor)} came on top: we send it back`}.
        </>
      ),
    };
  }
  if (paidMinor >= totalMinor) {
    return {
      title: "We have your money.",
      pill: <Pill tone="warn" icon="clock">Paid late</Pill>,
      sentence: `Your ${
        money(paidMinor)
      } came after the order closed. We kept it, and the shop calls you.`,
    };
  }
  if (status === "expired") {
    return {
      title: "Not paid in time.",
      pill: <Pill icon="clock">Closed</Pill>,
      sentence: "Nothing was charged. You can still pay, if it is not sold meanwhile.",
    };
  }
  return {
    title: "Not paid yet.",
    pill: <Pill tone="info" icon="clock">Waiting for payment</Pill>,
    sentence: paidMinor > 0
      ? `${money(paidMinor)} of ${money(totalMinor)} paid. ${money(totalMinor - paidMinor)} left.`
      : "We keep it for you for a little while.",
  };
}
