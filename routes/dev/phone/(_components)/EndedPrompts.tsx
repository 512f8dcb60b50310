import { Card, Code } from "@/components/Layout.tsx";
import { Pill, type Tone } from "@/components/Status.tsx";
import { gatewayName } from "@/lib/payments/methods.ts";
import { formatPhone } from "@/lib/phone.ts";
import type { ShownPrompt } from "./shown_prompt.ts";
import { Sum } from "./Sum.tsx";

const ENDS: Record<string, [Tone, string]> = {
  "0": ["ok", "Paid"],
  "1": ["warn", "Balance too low"],
  "1032": ["plain", "Refused"],
  "1037": ["plain", "Timed out"],
  "2001": ["warn", "Wrong PIN"],
  paid: ["ok", "Paid"],
  cancelled: ["plain", "Refused"],
  expired: ["plain", "Timed out"],
  declined: ["warn", "Wrong PIN"],
  low_balance: ["warn", "Balance too low"],
};

const CALLBACKS = {
  due: "The shop is about to be told.",
  delivered: "The shop was told.",
  discarded: "The shop did not listen.",
  dropped: "The shop was not told.",
};

/** What became of earlier prompts. */
export function EndedPrompts({ prompts }: { prompts: ShownPrompt[] }) {
  if (prompts.length === 0) return null;
  return (
    <section class="mt-8">
      <h2 class="mb-3">Earlier</h2>
      <ul>
        {prompts.map((prompt) => <EndedPrompt key={prompt.id} prompt={prompt} />)}
      </ul>
    </section>
  );
}

function EndedPrompt({ prompt }: { prompt: ShownPrompt }) {
  const { callbackState, gateway, phone, reference } = prompt;
  const { at, code, receipt } = prompt.end!;
  const [tone, word] = ENDS[code] ?? ["warn", `Ended with ${code}`];
  const time = new Date(at);
  return (
    <li class="mb-3">
      <Card>
        <p class="flex flex-wrap items-center gap-x-3 gap-y-1">
          <Pill tone={tone}>{word}</Pill>
          <Sum {...prompt} />
          <span class="mut text-sm">
            {gatewayName(gateway)}, <Code>{reference}</Code> from{" "}
            <Code>{formatPhone(`+${phone}`)}</Code>,{" "}
            <time dateTime={time.toISOString()}>{time.toTimeString().slice(0, 8)}</time>
          </span>
        </p>
        <p class="mut text-sm mt-1">
          {receipt && (
            <>
              Receipt <Code>{receipt}</Code>.{" "}
            </>
          )}
          {callbackState && CALLBACKS[callbackState]}
        </p>
      </Card>
    </li>
  );
}
