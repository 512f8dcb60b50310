import { Button } from "@/components/Button.tsx";
import { Field } from "@/components/Field.tsx";
import { Card, Code } from "@/components/Layout.tsx";
import { Sum } from "./Sum.tsx";
import { gatewayName } from "@/lib/payments/methods.ts";
import { formatPhone } from "@/lib/phone.ts";

import type { ShownPrompt } from "./shown_prompt.ts";

const TRIES = 3;

/** A prompt that nobody answered yet. `shown` is the phone that the page is narrowed to. */
export function WaitingPrompt({ prompt, shown }: { prompt: ShownPrompt; shown: string }) {
  const { id, gateway, reference, payee, secondsLeft, wrongPins } = prompt;
  const action = (verb: string) =>
    `/dev/phone/${encodeURIComponent(id)}/${verb}?${new URLSearchParams({
      gateway,
      phone: shown,
    })}`;
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
        Pay <Sum {...prompt} /> to <Code>{payee}</Code>, account <Code>{reference}</Code>?
      </h2>
      <form method="post" action={action("approve")}>
        <Field
          id={`pin-${id}`}
          name="pin"
          label={`${gatewayName(gateway)} PIN`}
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
