import { OptionCard } from "@/components/Choice.tsx";
import { FieldError } from "@/components/Field.tsx";
import { useWords } from "@/components/words.tsx";
import { type CheckoutTotalProps, DepositNow } from "@/islands/Checkout.tsx";
import type { DepositOffer } from "@/lib/checkout/mod.ts";

export interface HowMuchNowProps {
  offer: DepositOffer;
  total: CheckoutTotalProps;
  timeZone: string;
  /** Fields by name, as they were typed. */
  typed: Record<string, string>;
  error?: string;
}

/** All of it now, or a deposit now and the rest until a day. */
export function HowMuchNow({ offer, total, timeZone, typed, error }: HowMuchNowProps) {
  const { say, raw, moment } = useWords();
  const isInParts = typed.parts === "1";
  return (
    <fieldset class="mt-4" aria-describedby={error ? "parts-error" : undefined}>
      <legend>{say("checkout.howMuch")}</legend>
      <OptionCard
        id="parts-all"
        name="parts"
        value=""
        checked={!isInParts}
        title={say("checkout.payAll")}
      />
      <OptionCard
        id="parts"
        name="parts"
        value="1"
        checked={isInParts}
        title={<DepositNow {...total} percent={offer.percent} text={raw("checkout.payDeposit")} />}
        detail={say("checkout.restBy", { day: moment(offer.payBy, timeZone) })}
      />
      <input type="hidden" name="shownLastDay" value={offer.lastDay} />
      {error && <FieldError id="parts" error={error} />}
    </fieldset>
  );
}
