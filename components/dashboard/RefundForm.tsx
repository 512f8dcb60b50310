import { Button } from "@/components/Button.tsx";
import { Checkbox, OptionCard } from "@/components/Choice.tsx";
import { ErrorSummary } from "@/components/ErrorSummary.tsx";
import { Field, FieldError } from "@/components/Field.tsx";
import { Form } from "@/components/Form.tsx";
import { Card } from "@/components/Layout.tsx";
import { formatMoney, payableUnit } from "@/lib/money.ts";
import {
  BY_HAND,
  paidFor,
  quantityName,
  type RefundableItem,
  type RefundablePayment,
  type RefundChoices,
} from "@/lib/orders/merchant.ts";
import { gatewayName, methodOf } from "@/lib/payments/methods.ts";
import { formatPhone } from "@/lib/phone.ts";

export interface RefundFormProps {
  csrf: string;
  choices: RefundChoices;
  /** As typed. */
  values: Record<string, string>;
  errors: Record<string, string>;
}

/** What goes back: goods or an amount, which way, and why. The next page asks for a yes. */
export function RefundForm({ csrf, choices, values, errors }: RefundFormProps) {
  const items = choices.items.filter(({ left }) => left > 0);
  return (
    <Form guarded csrf={csrf} class="grid gap-4" noValidate>
      <ErrorSummary errors={errors} />
      <input type="hidden" name="key" value={values.key} autocomplete="off" />
      <input type="hidden" name="step" value="check" />
      {values.return && <input type="hidden" name="return" value={values.return} />}
      {items.length > 0 && <Goods items={items} {...{ choices, values, errors }} />}
      <Card>
        <Field
          name="amount"
          label={`Amount in ${choices.currency}`}
          hint={`Up to ${
            formatMoney(choices.leftMinor, choices.currency)
          }. Left empty: the price of the goods above.`}
          value={values.amount}
          error={errors.amount}
          inputMode="decimal"
          autocomplete="off"
          maxlength={16}
        />
        <Field
          name="reason"
          label="Why"
          hint="The buyer reads it in the message about the refund."
          value={values.reason}
          error={errors.reason}
          autocomplete="off"
          maxlength={200}
        />
      </Card>
      <Ways {...{ choices, values, errors }} />
      <p>
        <Button>Check and confirm</Button>
      </p>
    </Form>
  );
}

type PartProps = Omit<RefundFormProps, "csrf">;

function Goods({ items, choices, values, errors }: PartProps & { items: RefundableItem[] }) {
  return (
    <Card>
      <fieldset>
        <legend>Goods that it is for</legend>
        {items.map((item) => {
          const name = quantityName(item);
          const { currency } = choices;
          const price = formatMoney(paidFor(item, 1, payableUnit(currency)), currency);
          return (
            <Field
              key={item.id}
              name={name}
              label={[item.title, item.variantTitle].filter(Boolean).join(", ")}
              hint={`${price} was paid for each. Up to ${item.left}.`}
              value={values[name] ?? ""}
              error={errors[name]}
              inputMode="numeric"
              autocomplete="off"
              maxlength={3}
              optional
            />
          );
        })}
        {values.return
          ? <p class="mut text-sm">The return says where these goods are.</p>
          : (
            <Checkbox name="restock" value="1" checked={values.restock === "1"}>
              Put them back in stock
            </Checkbox>
          )}
      </fieldset>
    </Card>
  );
}

function Ways({ choices, values, errors }: PartProps) {
  const { payments, currency } = choices;
  const ways = payments.filter(({ leftMinor }) => leftMinor > 0);
  const first = ways.find(({ canRefund }) => canRefund)?.id ?? BY_HAND;
  const chosen = values.way ?? first;
  return (
    <Card>
      <fieldset class="mb-4">
        <legend>How it goes back</legend>
        {ways.map((payment) => (
          <OptionCard
            key={payment.id}
            name="way"
            id={payment.id === first ? "way" : undefined}
            value={payment.id}
            title={wayTitle(payment)}
            detail={wayDetail(payment, formatMoney(payment.leftMinor, currency))}
            checked={chosen === payment.id}
            disabled={!payment.canRefund}
          />
        ))}
        <OptionCard
          name="way"
          id={first === BY_HAND ? "way" : undefined}
          value={BY_HAND}
          title="By hand"
          detail="You gave it back already: in cash, or by a transfer of your own."
          checked={chosen === BY_HAND}
        />
        {errors.way && <FieldError id="way" error={errors.way} />}
      </fieldset>
      <Field
        name="reference"
        label="How you gave it back"
        hint="Only by hand: “cash”, or the code of your transfer."
        value={values.reference}
        error={errors.reference}
        autocomplete="off"
        maxlength={80}
        optional
      />
    </Card>
  );
}

/** "By M-Pesa to 0712 345 678". */
export function wayTitle({ gateway, phone }: RefundablePayment): string {
  const name = gatewayName(gateway);
  return methodOf(gateway).kind === "page"
    ? `By ${name}, the way it was paid`
    : `By ${name} to ${formatPhone(phone)}`;
}

function wayDetail({ receipt, canRefund }: RefundablePayment, left: string): string {
  if (!canRefund) return "This account has no keys to pay out with. See Settings, Payments.";
  return `${receipt ? `Receipt ${receipt}. ` : ""}Up to ${left}.`;
}
