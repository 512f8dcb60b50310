import { Button } from "@/components/Button.tsx";
import { Form } from "@/components/Form.tsx";
import { Card } from "@/components/Layout.tsx";
import { SumRow } from "@/components/SumRow.tsx";
import { type Currency, formatMoney } from "@/lib/money.ts";
import { addField, type GoodsToAdd, type WriteAnswer } from "@/lib/orders/merchant.ts";

export interface NewOrderConfirmProps {
  csrf: string;
  currency: Currency;
  answer: WriteAnswer;
  /** What was typed. */
  values: Record<string, string>;
  added: GoodsToAdd[];
}

/** What a new order comes to, and a yes. */
export function NewOrderConfirm({ csrf, currency, answer, values, added }: NewOrderConfirmProps) {
  const money = (minor: number) => formatMoney(minor, currency);
  const { step: _, csrf: __, add: ___, ...kept } = values;
  const lines = added.filter(({ variantId }) => Number(values[addField(variantId)]) > 0);
  return (
    <Card>
      <h2 class="text-xl mb-1">Write this order down?</h2>
      <p class="mut mb-4">
        {values.name} has {values.days === "1" ? "a day" : `${values.days} days`}{" "}
        to pay by its link.
      </p>
      <dl class="sum mb-4">
        {lines.map(({ variantId, name }) => (
          <SumRow key={variantId} label={name}>× {values[addField(variantId)]}</SumRow>
        ))}
        <SumRow label="Items">{money(answer.itemsMinor)}</SumRow>
        {answer.discountMinor > 0 && <SumRow label="Off">−{money(answer.discountMinor)}</SumRow>}
        {answer.deliveryMinor > 0 && <SumRow label="Delivery">{money(answer.deliveryMinor)}
        </SumRow>}
        <SumRow label="Total" isTotal>{money(answer.totalMinor)}</SumRow>
      </dl>
      <Form csrf={csrf} class="flex flex-wrap gap-3">
        {Object.entries(kept).map(([name, value]) => (
          <input key={name} type="hidden" name={name} value={value} autocomplete="off" />
        ))}
        <Button name="step" value="save">Write it down</Button>
        <Button kind="line" name="step" value="change">Back to the form</Button>
      </Form>
    </Card>
  );
}
