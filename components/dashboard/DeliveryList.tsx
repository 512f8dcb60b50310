import { Pill } from "@/components/Status.tsx";
import { formatMoment } from "@/lib/clock.ts";
import type { WebhookDelivery } from "@/lib/webhooks/mod.ts";
import { DELIVERY_STATES, errorWords } from "./webhook_words.ts";

export interface DeliveryListProps {
  deliveries: WebhookDelivery[];
  /** Path of the endpoint. */
  base: string;
  timeZone: string;
}

/** The log of an endpoint: what was to be told, and what came of it. */
export function DeliveryList({ deliveries, base, timeZone }: DeliveryListProps) {
  return (
    <div class="card p-0 overflow-hidden">
      <table role="table" class="tbl cards">
        <thead role="rowgroup">
          <tr role="row">
            <th role="columnheader">Event</th>
            <th role="columnheader">When</th>
            <th role="columnheader">Answer</th>
            <th role="columnheader" class="r">State</th>
          </tr>
        </thead>
        <tbody role="rowgroup">
          {deliveries.map((one) => (
            <Row key={one.id} delivery={one} base={base} timeZone={timeZone} />
          ))}
        </tbody>
      </table>
    </div>
  );
}

function Row(
  { delivery, base, timeZone }: { delivery: WebhookDelivery; base: string; timeZone: string },
) {
  const { id, type, sequence, state, isReplay, createdAt, nextAt } = delivery;
  const { tone, text } = DELIVERY_STATES[state];
  const moment = (at: Date) => formatMoment(at, { timeZone });
  return (
    <tr role="row">
      <td role="cell" class="who">
        <a class="inline-flex items-center min-h-tap" href={`${base}/deliveries/${id}`}>
          <bdi dir="ltr">{type || "An event"}</bdi>
        </a>
        <span class="mut block text-sm">
          {[sequence && `No. ${sequence}`, isReplay && "sent again"].filter(Boolean).join(", ")}
        </span>
      </td>
      <td role="cell" class="text-sm no">
        <time dateTime={createdAt.toISOString()}>{moment(createdAt)}</time>
      </td>
      <td role="cell" class="text-sm wide">
        {answerWords(delivery)}
        {state === "pending" && nextAt && <span class="mut block">Next try {moment(nextAt)}</span>}
      </td>
      <td role="cell" class="st r">
        <Pill tone={tone}>{text}</Pill>
      </td>
    </tr>
  );
}

function answerWords({ status, error, attempts }: WebhookDelivery): string {
  if (attempts === 0) return error ? errorWords(error) : "Not tried yet";
  const tries = attempts > 1 ? `, ${attempts} tries` : "";
  return `${status ?? errorWords(error ?? "")}${tries}`;
}
