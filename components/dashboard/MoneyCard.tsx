import { Icon } from "@/components/Icon.tsx";
import { feesOf, LedgerLines, RefundLines } from "@/components/dashboard/RefundList.tsx";
import { Code } from "@/components/Layout.tsx";
import { Price } from "@/components/Price.tsx";
import { formatMinor, formatMoney } from "@/lib/money.ts";
import {
  attemptWords,
  type MerchantOrder,
  moneyTruth,
  type OrderAttempt,
} from "@/lib/orders/merchant.ts";
import { gatewayName, methodOf } from "@/lib/payments/methods.ts";
import { formatPhone } from "@/lib/phone.ts";

/** The truth about an order's money in words, the tries it took, and what is left to pay. */
export function MoneyCard({ order, at }: { order: MerchantOrder; at: (iso: string) => string }) {
  const { currency, totalMinor, paidMinor, refundedMinor, refundingMinor } = order;
  const fees = feesOf(order);
  const [truth, detail] = moneyTruth(order, at);
  const left = Math.max(0, totalMinor - paidMinor);
  return (
    <section class="card" aria-labelledby="money">
      <h2 id="money" class="text-base">The money</h2>
      <p class="text-xl mt-2 mb-4">
        <b>{truth}</b> <span class="mut">{detail}</span>
      </p>
      {order.attempts.length + order.refunds.length > 0 && (
        <dl class="led">
          {order.attempts.map((attempt) => (
            <Try key={attempt.id} attempt={attempt} order={order} at={at} />
          ))}
          <RefundLines order={order} at={at} />
        </dl>
      )}
      <dl class="sum border-t border-line pt-2">
        <div>
          <dt class="mut">Order total</dt>
          <dd>{formatMinor(totalMinor, currency)}</dd>
        </div>
        <div>
          <dt class="mut">Received</dt>
          <dd>{formatMinor(paidMinor, currency)}</dd>
        </div>
        {refundedMinor > 0 && (
          <div>
            <dt class="mut">Went back</dt>
            <dd>−{formatMinor(refundedMinor, currency)}</dd>
          </div>
        )}
        {refundingMinor > 0 && (
          <div>
            <dt class="mut">On its way back</dt>
            <dd>−{formatMinor(refundingMinor, currency)}</dd>
          </div>
        )}
        <div class="tot">
          <dt>Left to pay</dt>
          <dd>
            <Price minor={left} currency={currency} />
          </dd>
        </div>
      </dl>
      {fees !== null && (
        <p class="mut text-sm mt-2">The gateway kept {formatMoney(fees, currency)} of it.</p>
      )}
      <LedgerLines order={order} at={at} />
    </section>
  );
}

function Try(
  { attempt, order, at }: {
    attempt: OrderAttempt;
    order: MerchantOrder;
    at: (iso: string) => string;
  },
) {
  const isPage = methodOf(attempt.gateway).kind === "page";
  const payment = order.payments.find(({ attemptId }) => attemptId === attempt.id);
  return (
    <div>
      <dt>
        <Icon name={isPage ? "card" : "phone"} size="s" />
        <span>
          <b class="font-medium">
            {isPage ? gatewayName(attempt.gateway) : (
              <>
                Prompt to <Code>{formatPhone(attempt.phone)}</Code>
              </>
            )}
          </b>
          <span class="mut text-sm">
            {at(payment?.receivedAt ?? attempt.createdAt)}. {payment?.receipt
              ? (
                <>
                  Receipt <Code>{payment.receipt}</Code>.
                </>
              )
              : attemptWords(attempt)}
            {payment?.isSurplus && " More than the order asked."}
          </span>
        </span>
      </dt>
      <dd class={payment ? "font-bold tabular-nums" : "mut tabular-nums"}>
        {payment ? `+${formatMinor(payment.amountMinor, order.currency)}` : "0"}
      </dd>
    </div>
  );
}
