import { Button } from "@/components/Button.tsx";
import { wayTitle } from "@/components/dashboard/RefundForm.tsx";
import { Form } from "@/components/Form.tsx";
import { Card } from "@/components/Layout.tsx";
import { SumRow } from "@/components/SumRow.tsx";
import { formatMoney } from "@/lib/money.ts";
import type { RefundChoices, RefundInput } from "@/lib/orders/merchant.ts";

export interface RefundConfirmProps {
  csrf: string;
  choices: RefundChoices;
  /** What was typed, and what it means. */
  values: Record<string, string>;
  input: RefundInput;
}

/** Says what will happen and asks for a yes: money that went back does not come again. */
export function RefundConfirm({ csrf, choices, values, input }: RefundConfirmProps) {
  const amount = formatMoney(input.amountMinor, choices.currency);
  const payment = choices.payments.find(({ id }) => id === input.paymentId);
  const sentences = {
    title: payment ? `Send ${amount} back?` : `Note ${amount} as given back?`,
    detail: payment
      ? "It leaves your account with the gateway. It cannot be called back."
      : "Nothing is sent: you say that you gave it back yourself.",
  };
  const { step: _, csrf: __, ...kept } = values;
  return (
    <Card>
      <h2 class="text-xl mb-1">{sentences.title}</h2>
      <p class="mut mb-4">{sentences.detail}</p>
      <dl class="sum mb-4">
        <SumRow label="How">{payment ? wayTitle(payment) : `By hand: ${input.reference}`}</SumRow>
        <SumRow label="Why">
          <span class="break-words">{input.reason}</span>
        </SumRow>
        {input.lines.map(({ orderItemId, quantity }) => (
          <SumRow key={orderItemId} label={titleOf(choices, orderItemId)}>× {quantity}</SumRow>
        ))}
        {input.lines.length > 0 && input.returnNumber === null && (
          <SumRow label="Stock">
            {input.isRestocked ? "They go back on the shelf" : "They do not come back"}
          </SumRow>
        )}
        <SumRow label="Amount" isTotal>{amount}</SumRow>
      </dl>
      <Form csrf={csrf} class="flex flex-wrap gap-3">
        {Object.entries(kept).map(([name, value]) => (
          <input key={name} type="hidden" name={name} value={value} autocomplete="off" />
        ))}
        <Button name="step" value="send">
          {payment ? `Send ${amount} back` : "Note it"}
        </Button>
        <Button kind="line" name="step" value="change">Change it</Button>
      </Form>
    </Card>
  );
}

function titleOf({ items }: RefundChoices, itemId: string): string {
  const item = items.find(({ id }) => id === itemId)!;
  return [item.title, item.variantTitle].filter(Boolean).join(", ");
}
