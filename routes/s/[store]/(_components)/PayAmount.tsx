import { Field } from "@/components/Field.tsx";
import { Note } from "@/components/Status.tsx";
import { useWords } from "@/components/words.tsx";
import type { Currency } from "@/lib/money.ts";
import { typedAmount } from "@/lib/orders/shopper.ts";

/** What is on other phones at this moment: nobody pays it twice without knowing. */
export function BeingPaid({ minor, currency }: { minor: number; currency: Currency }) {
  const { say, money } = useWords();
  if (minor === 0) return null;
  return <Note icon="clock">{say("payment.beingPaid", { amount: money(minor, currency) })}</Note>;
}

/** A part that stays what it was. */
export function PartInput({ minor, currency }: { minor: number; currency: Currency }) {
  return (
    <>
      <input type="hidden" name="currency" value={currency} />
      <input type="hidden" name="amount" value={typedAmount(minor, currency)} />
    </>
  );
}

export interface AmountFieldProps {
  id: string;
  of: { currency: Currency; leftMinor: number; leastMinor: number };
  /** What is suggested. */
  minor: number;
  typed?: string;
  error?: string;
}

/** How much of what is left somebody pays. */
export function AmountField({ id, of, minor, typed, error }: AmountFieldProps) {
  const { currency, leftMinor, leastMinor } = of;
  const words = useWords();
  const { say, money } = words;
  const sums = { left: money(leftMinor, currency), least: money(leastMinor, currency) };
  return (
    <>
      <input type="hidden" name="currency" value={currency} />
      <Field
        id={id}
        label={`${say("payment.amount")}, ${currency}`}
        name="amount"
        inputMode="decimal"
        autocomplete="off"
        class="ltr"
        hint={say("payment.amountHint", sums)}
        value={typed ?? typedAmount(minor, currency)}
        error={error && words.error(error)}
      />
    </>
  );
}
