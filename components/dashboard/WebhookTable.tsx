import { Pill } from "@/components/Status.tsx";
import { formatMoment } from "@/lib/clock.ts";
import type { WebhookEndpoint } from "@/lib/webhooks/mod.ts";
import { endpointState } from "./webhook_words.ts";

export interface WebhookTableProps {
  endpoints: WebhookEndpoint[];
  /** Path of the list; an endpoint's own page is under it. */
  base: string;
  timeZone: string;
}

/** Endpoints as a table, which becomes cards on a phone. */
export function WebhookTable({ endpoints, base, timeZone }: WebhookTableProps) {
  return (
    <div class="card p-0 overflow-hidden">
      <table role="table" class="tbl cards">
        <thead role="rowgroup">
          <tr role="row">
            <th role="columnheader">Address</th>
            <th role="columnheader">Events</th>
            <th role="columnheader">Last delivered</th>
            <th role="columnheader" class="r">State</th>
          </tr>
        </thead>
        <tbody role="rowgroup">
          {endpoints.map((endpoint) => (
            <Row key={endpoint.id} endpoint={endpoint} base={base} timeZone={timeZone} />
          ))}
        </tbody>
      </table>
    </div>
  );
}

function Row(
  { endpoint, base, timeZone }: { endpoint: WebhookEndpoint; base: string; timeZone: string },
) {
  const { id, url, description, events, lastSuccessAt } = endpoint;
  const { tone, text } = endpointState(endpoint);
  return (
    <tr role="row">
      <td role="cell" class="who min-w-0">
        <a class="inline-flex items-center min-h-tap break-all" href={`${base}/${id}`}>
          <bdi dir="ltr">{url}</bdi>
        </a>
        {description && <span class="mut block text-sm break-words">{description}</span>}
      </td>
      <td role="cell" class="text-sm wide">
        {events.length === 1 ? events[0] : `${events.length} events`}
      </td>
      <td role="cell" class="text-sm wide">
        {lastSuccessAt ? formatMoment(lastSuccessAt, { timeZone }) : "Never"}
      </td>
      <td role="cell" class="st r">
        <Pill tone={tone}>{text}</Pill>
      </td>
    </tr>
  );
}
