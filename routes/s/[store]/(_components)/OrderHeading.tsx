import { Code } from "@/components/Layout.tsx";
import { Pill } from "@/components/Status.tsx";
import { Say, useWords } from "@/components/words.tsx";
import type { Words } from "@/lib/i18n/mod.ts";
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
  const words = useWords();
  const { say } = words;
  const { title, pill, sentence } = headingOf(order, { thanks, at }, words);
  const isCovered = order.paidMinor >= order.totalMinor;
  const paid = isCovered ? order.payments.find(({ isSurplus }) => !isSurplus) : undefined;
  return (
    <>
      {pill}
      <h1>{title}</h1>
      <p class="text-[1.0625rem] max-w-[44ch]">{sentence}</p>
      <Refunds order={order} />
      <dl class="meta">
        <div>
          <dt>{say("order.order")}</dt>
          <dd>
            <Code>{order.label}</Code>
          </dd>
        </div>
        {paid?.receipt && (
          <div>
            <dt>{receiptLabel(order, words)}</dt>
            <dd>
              <Code>{paid.receipt}</Code>
            </dd>
          </div>
        )}
        <div>
          <dt>{paid ? say("order.paid") : say("order.placed")}</dt>
          <dd>{at(paid ? paid.receivedAt : order.placedAt)}</dd>
        </div>
        {paid?.payerPhone && (
          <div>
            <dt>{say("order.from")}</dt>
            <dd>
              <Code>{formatPhone(paid.payerPhone)}</Code>
            </dd>
          </div>
        )}
      </dl>
    </>
  );
}

/** What went back of an order that goes on, and what is on its way. */
function Refunds({ order }: Pick<OrderHeadingProps, "order">) {
  const { say, money } = useWords();
  const { refundedMinor, refundingMinor, currency } = order;
  return (
    <>
      {refundedMinor > 0 && !isAllBack(order) && (
        <p>{say("order.wentBack", { amount: money(refundedMinor, currency) })}</p>
      )}
      {refundingMinor > 0 && (
        <p>{say("order.goingBack", { amount: money(refundingMinor, currency) })}</p>
      )}
    </>
  );
}

function isAllBack({ paidMinor, refundedMinor }: ShopperOrder): boolean {
  return refundedMinor > 0 && refundedMinor >= paidMinor;
}

/** The last try is the one that paid, unless an earlier one did after all. */
function receiptLabel({ attempt }: ShopperOrder, { say }: Words): string {
  return attempt?.state === "succeeded"
    ? say("message.receipt", { gateway: gatewayName(attempt.gateway) })
    : say("order.receiptOnly");
}

/** It is agreed how it will be paid: nothing is wrong yet. */
function handHeading(
  order: ShopperOrder,
  thanks: string,
  { say, money }: Pick<Words, "say" | "money">,
) {
  const title = say("order.thanksName", { thanks, name: firstName(order.contactName) });
  const amount = money(order.totalMinor, order.currency);
  if (order.handWay === "cash") {
    const pill = <Pill tone="info" icon="clock">{say("payment.cash")}</Pill>;
    return { title, pill, sentence: say("payment.haveReady", { amount }) };
  }
  const pill = <Pill tone="info" icon="clock">{say("order.waiting")}</Pill>;
  return { title, pill, sentence: say("payment.sendAmount", { amount, order: order.label }) };
}

function headingOf(
  order: ShopperOrder,
  { thanks, at }: Pick<OrderHeadingProps, "thanks" | "at">,
  { say, money: write }: Words,
) {
  const { status, paidMinor, refundedMinor, totalMinor, leftMinor, payBy, currency } = order;
  const money = (minor: number) => write(minor, currency);
  if (isAllBack(order)) {
    return {
      title: say("message.refunded"),
      pill: <Pill icon="undo">{say("order.isRefunded")}</Pill>,
      sentence: say("order.wentBack", { amount: money(refundedMinor) }),
    };
  }
  if (status === "cancelled") {
    return {
      title: say("order.wasCancelled"),
      pill: <Pill icon="close">{say("order.cancelled")}</Pill>,
      sentence: paidMinor > refundedMinor
        ? say("order.sentBack", { amount: money(paidMinor - refundedMinor) })
        : say("order.nothingCharged"),
    };
  }
  if (order.paidAt) {
    const name = firstName(order.contactName);
    return {
      title: say("order.thanksName", { thanks, name }),
      pill: <Pill tone="ok" icon="check">{say("order.paidInFull")}</Pill>,
      sentence: (
        <>
          {order.deliveryMethod === "download"
            ? say("order.filesBelow", { amount: money(totalMinor) })
            : order.fulfilmentStatus === "delivered"
            ? say("message.haveTotal", { total: money(totalMinor) })
            : (
              <Say
                text={order.deliveryMethod === "pickup" ? "order.weCall" : "order.riderCalls"}
                amount={money(totalMinor)}
                phone={<Code>{formatPhone(order.contactPhone)}</Code>}
              />
            )}
          {paidMinor - refundedMinor > totalMinor &&
            ` ${say("order.surplus", { amount: money(paidMinor - refundedMinor - totalMinor) })}`}
        </>
      ),
    };
  }
  if (paidMinor >= totalMinor) {
    return {
      title: say("order.haveMoney"),
      pill: <Pill tone="warn" icon="clock">{say("order.paidLate")}</Pill>,
      sentence: say("order.keptLate", { amount: money(paidMinor) }),
    };
  }
  const sums = {
    paid: money(totalMinor - leftMinor),
    total: money(totalMinor),
    left: money(leftMinor),
  };
  const isPartPaid = leftMinor < totalMinor;
  if (status === "expired") {
    return {
      title: say("order.notInTime"),
      pill: <Pill icon="clock">{say("order.closed")}</Pill>,
      sentence: isPartPaid ? say("order.lapsed", sums) : say("order.stillPay"),
    };
  }
  if (order.handWay && !isPartPaid) return handHeading(order, thanks, { say, money: write });
  const rest = payBy && isPartPaid ? ` ${say("order.restBy", { day: at(payBy) })}` : "";
  return {
    title: isPartPaid ? say("payment.partlyPaid") : say("order.notPaid"),
    pill: <Pill tone="info" icon="clock">{say("order.waiting")}</Pill>,
    sentence: isPartPaid ? say("payment.paidOf", sums) + rest : say("order.keptAWhile"),
  };
}
