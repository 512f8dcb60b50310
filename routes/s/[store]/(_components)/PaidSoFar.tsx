import { Code } from "@/components/Layout.tsx";
import { Price } from "@/components/shop/Price.tsx";
import { SumRow } from "@/components/SumRow.tsx";
import { useWords } from "@/components/words.tsx";
import type { ShopperOrder } from "@/lib/orders/shopper.ts";
import { formatPhone } from "@/lib/phone.ts";

/** The parts in which an order was paid, each with when and by whom, and what is left. */
export function PaidSoFar({ order, at }: { order: ShopperOrder; at: (iso: string) => string }) {
  const { payments, currency, leftMinor } = order;
  const { say } = useWords();
  return (
    <section>
      <h2>{say("order.paidSoFar")}</h2>
      <dl class="sum">
        {payments.map((payment, index) => (
          <SumRow
            key={index}
            label={
              <>
                {at(payment.receivedAt)} {payment.isByOther
                  ? <span class="mut">{say("order.somebody")}</span>
                  : payment.payerPhone && <Code>{formatPhone(payment.payerPhone)}</Code>}
              </>
            }
          >
            <Price minor={payment.amountMinor} currency={currency} />
          </SumRow>
        ))}
        {leftMinor > 0 && (
          <SumRow label={say("order.left")} isTotal>
            <Price minor={leftMinor} currency={currency} />
          </SumRow>
        )}
      </dl>
    </section>
  );
}
