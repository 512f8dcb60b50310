import { Button } from "@/components/Button.tsx";
import { Checkbox, OptionCard } from "@/components/Choice.tsx";
import { ErrorSummary } from "@/components/ErrorSummary.tsx";
import { Field, Select } from "@/components/Field.tsx";
import { Form } from "@/components/Form.tsx";
import { Card } from "@/components/Layout.tsx";
import { CLASS_WORDS, type DiscountDraft, type Target } from "@/lib/discounts/mod.ts";
import { DISCOUNT_CLASSES, DISCOUNT_KINDS, type DiscountKind } from "@/lib/enums.ts";
import type { Currency } from "@/lib/money.ts";
import { TargetFields } from "./TargetFields.tsx";

export interface DiscountFormProps {
  csrf: string;
  /** Minted with the form of a new one. */
  id: string;
  draft: DiscountDraft;
  errors: Record<string, string>;
  targets: Target[];
  search: string;
  currency: Currency;
  isReadOnly: boolean;
}

const KINDS: Record<DiscountKind, string> = {
  percent: "A percentage off",
  amount: "An amount off",
  free_delivery: "Free delivery",
  buy_get: "Buy some, get some cheaper",
};

/** What a discount does, for which goods, who gets it, when, and beside which others. */
export function DiscountForm(props: DiscountFormProps) {
  const { csrf, id, draft, errors, isReadOnly } = props;
  return (
    <Form guarded csrf={csrf} noValidate>
      <fieldset disabled={isReadOnly} class="grid gap-4 min-w-0">
        <ErrorSummary errors={errors} />
        <input type="hidden" name="id" value={id} autocomplete="off" />
        {/* The first button of a form is the one that Enter presses. */}
        <button
          type="submit"
          class="vh"
          name="intent"
          value="save"
          tabIndex={-1}
          aria-hidden="true"
        >
          Save
        </button>
        <Effect {...props} />
        <Access draft={draft} errors={errors} />
        <Needs {...props} />
        <Limits draft={draft} errors={errors} />
        <Card>
          <fieldset>
            <legend class="font-bold text-lg mb-1">Together with others</legend>
            <p class="mut text-sm mb-2">
              Both have to allow it. Where they do not go together, the shopper gets whichever saves
              more.
            </p>
            {DISCOUNT_CLASSES.map((one) => (
              <Checkbox
                key={one}
                name="combinesWith"
                value={one}
                checked={draft.combinesWith.includes(one)}
              >
                May go with {CLASS_WORDS[one]}
              </Checkbox>
            ))}
          </fieldset>
        </Card>
        {!isReadOnly && (
          <p>
            <Button name="intent" value="save">Save</Button>
          </p>
        )}
      </fieldset>
    </Form>
  );
}

function Effect({ draft, errors, targets, search, currency }: DiscountFormProps) {
  return (
    <Card>
      <h2 class="mb-3">What it does</h2>
      <Select name="kind" label="Kind" error={errors.kind}>
        {DISCOUNT_KINDS.map((kind) => (
          <option key={kind} value={kind} selected={kind === draft.kind}>{KINDS[kind]}</option>
        ))}
      </Select>
      <Field
        class="for-percent"
        name="percent"
        label="Percent off"
        inputMode="decimal"
        placeholder="10"
        value={draft.percent}
        error={errors.percent}
      />
      <Field
        class="for-amount"
        name="amount"
        label={`Amount off, in ${currency}`}
        inputMode="decimal"
        placeholder="500"
        value={draft.amount}
        error={errors.amount}
      />
      <div class="for-buy_get pair mt-4">
        <Field
          name="buy"
          label="They buy"
          inputMode="numeric"
          value={draft.buy}
          error={errors.buy}
        />
        <Field
          name="get"
          label="They get"
          inputMode="numeric"
          value={draft.get}
          error={errors.get}
        />
      </div>
      <Field
        class="for-buy_get"
        name="getPercent"
        label="At so many percent off"
        hint="100 is free. It is the cheapest of what they put together."
        inputMode="decimal"
        value={draft.getPercent}
        error={errors.getPercent}
      />
      <TargetFields draft={draft} error={errors.targets} targets={targets} search={search} />
    </Card>
  );
}

type PartProps = Pick<DiscountFormProps, "draft" | "errors">;

function Access({ draft, errors }: PartProps) {
  return (
    <Card>
      <fieldset id="how">
        <legend class="font-bold text-lg mb-2">Who gets it</legend>
        <OptionCard
          name="how"
          value="code"
          checked={draft.how !== "automatic"}
          title="Whoever types a code"
        />
        <OptionCard
          name="how"
          value="automatic"
          checked={draft.how === "automatic"}
          title="Everybody, by itself"
        />
      </fieldset>
      <div class="for-code flex flex-wrap items-end gap-2 mt-4">
        <Field
          class="flex-1"
          name="code"
          label="Code"
          value={draft.code}
          error={errors.code}
          placeholder="KARIBU"
          maxlength={30}
          autocomplete="off"
          autocapitalize="characters"
          spellcheck={false}
        />
        <Button kind="line" name="intent" value="generate">Make one up</Button>
      </div>
      <Field
        class="mt-4"
        name="name"
        label="Name"
        hint="Shoppers read it in the cart and on the receipt."
        value={draft.name}
        error={errors.name}
        placeholder="Karibu discount"
        maxlength={60}
      />
    </Card>
  );
}

function Needs({ draft, errors, currency }: DiscountFormProps) {
  return (
    <Card>
      <h2>What they need to buy</h2>
      <p class="mut text-sm mt-1 mb-3">
        Of the goods that it is for, at their full price. Empty: any amount.
      </p>
      <div class="pair one">
        <Field
          name="minAmount"
          label={`At least, in ${currency}`}
          optional
          inputMode="decimal"
          value={draft.minAmount}
          error={errors.minAmount}
        />
        <Field
          name="minQuantity"
          label="At least so many items"
          optional
          inputMode="numeric"
          value={draft.minQuantity}
          error={errors.minQuantity}
        />
      </div>
    </Card>
  );
}

function Limits({ draft, errors }: PartProps) {
  return (
    <Card>
      <h2 class="mb-3">When, and how often</h2>
      <div class="pair one">
        <Field
          name="startsAt"
          label="Starts"
          optional
          hint="On the clocks of your shop. Empty: now."
          type="datetime-local"
          value={draft.startsAt}
          error={errors.startsAt}
        />
        <Field
          name="endsAt"
          label="Ends"
          optional
          hint="Empty: when you end it."
          type="datetime-local"
          value={draft.endsAt}
          error={errors.endsAt}
        />
        <Field
          name="usageLimit"
          label="Orders in all"
          optional
          inputMode="numeric"
          value={draft.usageLimit}
          error={errors.usageLimit}
        />
        <Field
          name="customerLimit"
          label="Orders a customer"
          optional
          hint="By phone number."
          inputMode="numeric"
          value={draft.customerLimit}
          error={errors.customerLimit}
        />
      </div>
    </Card>
  );
}
