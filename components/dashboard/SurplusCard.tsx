import { Button, ButtonLink } from "@/components/Button.tsx";
import { Form } from "@/components/Form.tsx";
import { Note } from "@/components/Status.tsx";
import { formatDecimal, formatMoney } from "@/lib/money.ts";
import { goesBackByGateway, type MerchantOrder, surplusOf } from "@/lib/orders/merchant.ts";

/** Money that the shop should not keep without asking, and one click that gives it back. */
export function SurplusCard(
  { order, csrf, canRefund, base, isByHand }: {
    order: MerchantOrder;
    csrf: string;
    canRefund: boolean;
    /** The address of the order. */
    base: string;
    /** Whether a gateway was asked and does not do it. */
    isByHand: boolean;
  },
) {
  const surplusMinor = surplusOf(order);
  if (surplusMinor === 0) return null;
  const amount = formatMoney(surplusMinor, order.currency);
  const isLate = order.status === "expired" || order.status === "cancelled";
  const typed = formatDecimal(surplusMinor, order.currency).replace(/\.0+$/, "");
  return (
    <Note tone="warn" class="mb-4">
      <p>
        <b>
          {isLate
            ? `${amount} is here, and the order is closed.`
            : `${amount} more came than the order costs.`}
        </b>
        {isByHand && " The gateway cannot send it back: give it by hand, and note it."}
      </p>
      {canRefund && (
        isByHand || !goesBackByGateway(order)
          ? (
            <ButtonLink class="mt-3" icon="undo" href={`${base}/refund?by=hand&amount=${typed}`}>
              {`Give back ${amount} by hand`}
            </ButtonLink>
          )
          : (
            <Form csrf={csrf} action={`${base}/give-back`} class="mt-3">
              <input type="hidden" name="key" value={crypto.randomUUID()} autocomplete="off" />
              <input type="hidden" name="amountMinor" value={surplusMinor} autocomplete="off" />
              <Button icon="undo">{`Give back ${amount}`}</Button>
            </Form>
          )
      )}
    </Note>
  );
}
