import { Code } from "@/components/Layout.tsx";
import { Icon } from "@/components/Icon.tsx";
import { formatMinor } from "@/lib/money.ts";
import {
  type LedgerLine,
  ledgerWords,
  type MerchantOrder,
  type OrderRefund,
  refundWords,
} from "@/lib/orders/merchant.ts";
import { methodOf } from "@/lib/payments/methods.ts";
import { formatPhone } from "@/lib/phone.ts";

interface Props {
  order: MerchantOrder;
  at: (iso: string) => string;
}

/** Lines of a `<dl class="led">`: money that went back, is on its way, or could not go. */
export function RefundLines({ order, at }: Props) {
  return (
    <>
      {order.refunds.map((refund) => (
        <div key={refund.id}>
          <dt>
            <Icon name={refund.state === "failed" ? "alert" : "undo"} size="s" />
            <span>
              <b class="font-medium">
                Refund{whereTo(refund)}
              </b>
              <span class="mut text-sm break-words">
                {at(refund.createdAt)}. {refundWords(refund)} For: {refund.reason}
              </span>
            </span>
          </dt>
          <dd class={refund.state === "done" ? "font-bold tabular-nums" : "mut tabular-nums"}>
            {refund.state === "failed"
              ? "0"
              : `−${formatMinor(refund.amountMinor, order.currency)}`}
          </dd>
        </div>
      ))}
    </>
  );
}

function whereTo({ gateway, phone }: OrderRefund) {
  if (!gateway || methodOf(gateway).kind === "page" || !phone) return null;
  return (
    <>
      {" to "}
      <Code>{formatPhone(phone)}</Code>
    </>
  );
}

/** Every transfer that the order caused, oldest first, and what the shop has of it. */
export function LedgerLines({ order, at }: Props) {
  if (order.ledger.length === 0) return null;
  return (
    <details class="more">
      <summary>
        <Icon name="card" size="s" />
        Ledger
      </summary>
      <dl class="led">
        {order.ledger.map((line, i) => <Line key={i} line={line} at={at} />)}
      </dl>
    </details>
  );
}

function Line({ line, at }: { line: LedgerLine; at: Props["at"] }) {
  const { title, sign } = ledgerWords(line);
  const amount = formatMinor(line.amountMinor, line.currency);
  return (
    <div>
      <dt>
        <span>
          <b class="font-medium">{title}</b>
          <span class="mut text-sm break-words">
            {at(line.at)}.{line.transactionRef && (
              <>
                {" "}
                <Code>{line.transactionRef}</Code>
              </>
            )}
          </span>
        </span>
      </dt>
      <dd class={sign === "" ? "mut tabular-nums" : "tabular-nums"}>
        {sign === "-" ? "−" : sign}
        {amount} {line.currency}
      </dd>
    </div>
  );
}

/** "Paystack kept KES 59 of it." Null where no gateway kept anything. */
export function feesOf({ ledger, currency }: MerchantOrder): number | null {
  const fees = ledger.filter((line) => line.kind === "fee" && line.currency === currency);
  return fees.length === 0 ? null : fees.reduce((sum, { amountMinor }) => sum + amountMinor, 0);
}
