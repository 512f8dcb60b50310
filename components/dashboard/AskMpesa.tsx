import { Button } from "@/components/Button.tsx";
import { Field } from "@/components/Field.tsx";
import { Form } from "@/components/Form.tsx";
import { Card, Code } from "@/components/Layout.tsx";
import { can } from "@/lib/auth/mod.ts";
import { formatMoment } from "@/lib/clock.ts";
import type { FormErrors } from "@/lib/http/mod.ts";
import {
  type ReceiptQuestion,
  type ReceiptQuestions,
  receiptWords,
} from "@/lib/orders/merchant.ts";
import type { MyStore } from "@/lib/tenants/mod.ts";

interface Props extends ReceiptQuestions {
  csrf: string;
  store: MyStore;
  typed: string;
  errors: FormErrors;
}

/** A buyer shows a code and there is no payment: M-Pesa knows. */
export function AskMpesa({ csrf, store, canAsk, questions, typed, errors }: Props) {
  const base = `/dashboard/${store.slug}`;
  return (
    <Card class="mt-6 max-w-2xl">
      <div class="ch">
        <h2>A buyer has a code?</h2>
      </div>
      <p class="mut text-sm mb-4">
        {canAsk
          ? "When somebody shows an M-Pesa message and their payment is not here, M-Pesa can be asked about the code in it."
          : "With the keys for refunds, M-Pesa can be asked about the code in a buyer's message."}
      </p>
      {canAsk && can(store, "orders.manage") && (
        <Form csrf={csrf} action="" noValidate>
          <Field
            name="receipt"
            label="M-Pesa code"
            value={typed}
            error={errors.receipt}
            autocomplete="off"
            maxlength={20}
            spellcheck={false}
          />
          <p class="mt-4">
            <Button kind="line">Ask M-Pesa</Button>
          </p>
        </Form>
      )}
      {!canAsk && can(store, "settings.manage") && (
        <a href={`${base}/settings/payments/mpesa`}>Add the keys</a>
      )}
      {questions.length > 0 && (
        <dl class="mt-4">
          {questions.map((question) => (
            <Asked key={question.askedAt.getTime()} {...{ question, store, base }} />
          ))}
        </dl>
      )}
    </Card>
  );
}

function Asked(
  { question, store, base }: { question: ReceiptQuestion; store: MyStore; base: string },
) {
  const { receipt, askedAt, orderNumber, arrivalId } = question;
  return (
    <div class="py-1.5">
      <dt class="flex flex-wrap justify-between gap-x-4">
        <strong>
          <Code>{receipt}</Code>
        </strong>
        <span class="mut text-sm">{formatMoment(askedAt, { timeZone: store.timeZone })}</span>
      </dt>
      <dd class="mut text-sm break-words">
        {receiptWords(question)} {orderNumber
          ? <a href={`${base}/orders/${orderNumber}`}>Open its order</a>
          : arrivalId && <a href={`${base}/arrivals/${arrivalId}`}>Look at it</a>}
      </dd>
    </div>
  );
}
