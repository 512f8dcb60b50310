import { Button } from "@/components/Button.tsx";
import { Form } from "@/components/Form.tsx";
import { Card } from "@/components/Layout.tsx";
import { SumRow } from "@/components/SumRow.tsx";
import { formatMoney } from "@/lib/money.ts";
import type { EditAnswer, MerchantOrder } from "@/lib/orders/merchant.ts";

export interface EditConfirmProps {
  csrf: string;
  order: MerchantOrder;
  answer: EditAnswer;
  /** What was typed. */
  values: Record<string, string>;
}

/** What an order would come to, and a yes. */
export function EditConfirm({ csrf, order, answer, values }: EditConfirmProps) {
  const money = (minor: number) => formatMoney(minor, order.currency);
  const { step: _, csrf: __, add: ___, ...kept } = values;
  return (
    <Card>
      <h2 class="text-xl mb-1">Change the order like this?</h2>
      <p class="mut mb-4">{whatFollows(answer, money)}</p>
      <dl class="sum mb-4">
        {answer.changes.map(({ title, before, after }) => (
          <SumRow key={title} label={title}>
            {after === 0
              ? "taken out"
              : before === 0
              ? `+ ${after}`
              : `${after} instead of ${before}`}
          </SumRow>
        ))}
        <SumRow label="Items">{money(answer.itemsMinor)}</SumRow>
        {answer.discountMinor > 0 && <SumRow label="Off">−{money(answer.discountMinor)}</SumRow>}
        {answer.deliveryMinor > 0 && <SumRow label="Delivery">{money(answer.deliveryMinor)}
        </SumRow>}
        <SumRow label="Total so far">{money(answer.fromMinor)}</SumRow>
        <SumRow label="New total" isTotal>{money(answer.totalMinor)}</SumRow>
      </dl>
      <Form csrf={csrf} class="flex flex-wrap gap-3">
        {Object.entries(kept).map(([name, value]) => (
          <input key={name} type="hidden" name={name} value={value} autocomplete="off" />
        ))}
        <Button name="step" value="save">Change the order</Button>
        <Button kind="line" name="step" value="change">Back to the form</Button>
      </Form>
    </Card>
  );
}

function whatFollows(
  { dueMinor, backMinor }: EditAnswer,
  money: (minor: number) => string,
): string {
  if (backMinor > 0) return `${money(backMinor)} should go back: the next page sends it.`;
  return dueMinor > 0
    ? `${money(dueMinor)} is left to pay, on the page of the order.`
    : "What came pays for it.";
}
