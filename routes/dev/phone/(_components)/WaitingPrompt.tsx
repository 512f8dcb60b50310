import { Button } from "@/components/Button.tsx";
import { Field } from "@/components/Field.tsx";
import { Card, Code } from "@/components/Layout.tsx";
import { Price } from "@/components/Price.tsx";
import type { LocalPrompt } from "@/lib/payments/local_phone.ts";
import { formatPhone } from "@/lib/phone.ts";

const TRIES = 3;

/** A prompt that nobody answered yet. `shown` is the phone that the page is narrowed to. */
export function WaitingPrompt({ prompt, shown }: { prompt: LocalPrompt; shown: string }) {
  const { checkoutId, reference, shillings, shortCode, secondsLeft, wrongPins } = prompt;
  const action = (verb: string) =>
    `/dev/phone/${encodeURIComponent(checkoutId)}/${verb}?phone=${encodeURIComponent(shown)}`;
  const left = TRIES - wrongPins;
  const error = wrongPins > 0
    ? `That is not the PIN. ${left} ${left === 1 ? "try" : "tries"} left.`
    : undefined;
  return (
    <Card class="mb-4">
      <p class="mut text-sm">
        On <Code>{formatPhone(`+${prompt.phone}`)}</Code>, {secondsLeft} seconds left
      </p>
      <h2 class="text-lg mt-1 mb-4">
        Pay <Price minor={shillings * 100} currency="KES" /> to <Code>{shortCode}</Code>, account
        {" "}
        <Code>{reference}</Code>?
      </h2>
      <form method="post" action={action("approve")}>
        <Field
          id={`pin-${checkoutId}`}
          name="pin"
          label="M-Pesa PIN"
          type="password"
          inputMode="numeric"
          autocomplete="off"
          maxLength={4}
          required
          error={error}
        />
        <div class="flex flex-wrap items-center gap-2 mt-4">
          <Button>Approve</Button>
          <Button kind="line" formAction={action("refuse")} formNoValidate>Refuse</Button>
          <Button kind="text" formAction={action("timeout")} formNoValidate>Let it time out</Button>
        </div>
      </form>
    </Card>
  );
}
