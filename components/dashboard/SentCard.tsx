import { Button } from "@/components/Button.tsx";
import { Form } from "@/components/Form.tsx";
import { Code } from "@/components/Layout.tsx";
import { Pill } from "@/components/Status.tsx";
import { formatMoment } from "@/lib/clock.ts";
import {
  formatCost,
  isResendable,
  maskRecipient,
  type SentMessage,
} from "@/lib/notifications/merchant.ts";
import type { MyStore } from "@/lib/tenants/mod.ts";
import { CHANNEL_NAMES, kindName, SENT_STATES } from "./message_words.ts";

export interface SentCardProps {
  message: SentMessage;
  store: MyStore;
  csrf: string;
  canResend: boolean;
}

/** One message that went out, or was to: to whom, when, what it said and what it cost. */
export function SentCard({ message, store, csrf, canResend }: SentCardProps) {
  const { id, kind, channel, recipient, at, body, subject, error, orderNumber } = message;
  const { tone, text } = SENT_STATES[message.state];
  return (
    <li class="card" id={`m-${id}`}>
      <div class="flex flex-wrap items-start justify-between gap-2">
        <div class="min-w-0 break-words">
          <h2 class="text-md">
            {kindName(kind)}
            {message.isTest && " (a test)"}
          </h2>
          <p class="mut text-sm">
            {CHANNEL_NAMES[channel]} to <Code>{maskRecipient(recipient)}</Code>,{" "}
            <time dateTime={at.toISOString()}>
              {formatMoment(at, { timeZone: store.timeZone })}
            </time>
          </p>
        </div>
        <Pill tone={tone}>{text}</Pill>
      </div>
      {error && <p class="text-sm mt-2">{error}</p>}
      {costWords(message) && <p class="mut text-sm mt-2">{costWords(message)}</p>}
      {body && (
        <details class="more mt-2">
          <summary>What it said</summary>
          {subject && <p class="font-medium mt-1 break-words">{subject}</p>}
          <p class="whitespace-pre-line break-words text-sm mt-1">{body}</p>
        </details>
      )}
      <div class="flex flex-wrap items-center gap-3 mt-2">
        {orderNumber && (
          <a
            class="inline-flex items-center min-h-tap"
            href={`/dashboard/${store.slug}/orders/${orderNumber}`}
          >
            <Code>{store.orderPrefix}-{orderNumber}</Code>
          </a>
        )}
        {canResend && isResendable(message) && (
          <Form csrf={csrf} action={`/dashboard/${store.slug}/messages/sent/${id}/resend`}>
            <input type="hidden" name="order" value={orderNumber!} autocomplete="off" />
            <Button kind="text" small>
              Send it again<span class="vh">: {kindName(kind)}</span>
            </Button>
          </Form>
        )}
      </div>
    </li>
  );
}

/** "2 messages, KES 1.60"; empty where nothing is known. */
function costWords({ parts, costMicros, costCurrency }: SentMessage): string {
  const counted = parts && parts > 1 ? `${parts} messages` : "";
  const cost = costMicros !== null && costCurrency ? formatCost(costMicros, costCurrency) : "";
  return [counted, cost].filter(Boolean).join(", ");
}
