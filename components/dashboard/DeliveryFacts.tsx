import { Card } from "@/components/Layout.tsx";
import { Pill } from "@/components/Status.tsx";
import { formatMoment } from "@/lib/clock.ts";
import type { DeliveryDetail } from "@/lib/webhooks/mod.ts";
import { DELIVERY_STATES, errorWords } from "./webhook_words.ts";

export interface DeliveryFactsProps {
  delivery: DeliveryDetail;
  url: string;
  timeZone: string;
}

/** One message to one endpoint: each try, what was sent and what came back. */
export function DeliveryFacts({ delivery, url, timeZone }: DeliveryFactsProps) {
  const { requestHeaders, responseHeaders, responseBody, payload, status, error } = delivery;
  return (
    <div class="grid gap-4">
      <Tries delivery={delivery} timeZone={timeZone} />
      <Card>
        <h2>What we sent</h2>
        {requestHeaders
          ? <Text label="Request" text={`POST ${url}\n${headerLines(requestHeaders)}`} />
          : <p class="mut mt-1">Nothing yet.</p>}
        {payload && <Text label="Body of the request" text={pretty(payload)} />}
      </Card>
      <Card>
        <h2>What came back</h2>
        {status === null
          ? <p class="mut mt-1">{error ? `${errorWords(error)}.` : "Nothing yet."}</p>
          : (
            <>
              <Text label="Answer" text={`${status}\n${headerLines(responseHeaders ?? {})}`} />
              {responseBody && <Text label="Body of the answer" text={responseBody} />}
            </>
          )}
      </Card>
    </div>
  );
}

function Tries({ delivery, timeZone }: { delivery: DeliveryDetail; timeZone: string }) {
  const { tries, state, nextAt, isReplay, sequence, eventId } = delivery;
  const { tone, text } = DELIVERY_STATES[state];
  const moment = (at: Date | string) => formatMoment(at, { timeZone });
  return (
    <Card>
      <div class="flex flex-wrap items-start justify-between gap-2">
        <h2>Tries</h2>
        <Pill tone={tone}>{text}</Pill>
      </div>
      <p class="mut text-sm break-all">
        Event <bdi dir="ltr">{eventId}</bdi>
        {sequence && `, number ${sequence} of this shop`}
        {isReplay && ", sent again by hand"}
      </p>
      {tries.length === 0
        ? <p class="mt-2">{delivery.error ? `${errorWords(delivery.error)}.` : "None yet."}</p>
        : (
          <ol class="mt-2 grid gap-1">
            {tries.map(({ at, status, ms, error }) => (
              <li key={at} class="text-sm">
                <time dateTime={at}>{moment(at)}</time>: {status ?? errorWords(error ?? "")}, {ms}
                {" "}
                ms
              </li>
            ))}
          </ol>
        )}
      {state === "pending" && nextAt && <p class="mt-2">Next try {moment(nextAt)}.</p>}
    </Card>
  );
}

/** Text of programs: left to right, and scrolled rather than wide. */
function Text({ label, text }: { label: string; text: string }) {
  return (
    <div class="mt-3">
      <h3 class="text-sm mut">{label}</h3>
      <pre
        dir="ltr"
        class="text-sm whitespace-pre-wrap break-all max-h-[480px] overflow-y-auto mt-1"
        role="region"
        aria-label={label}
        tabIndex={0}
      >
        {text}
      </pre>
    </div>
  );
}

function headerLines(headers: Record<string, string>): string {
  return Object.entries(headers).map(([name, value]) => `${name}: ${value}`).join("\n");
}

/** On lines, for who reads it; what went out has none. */
function pretty(payload: string): string {
  try {
    return JSON.stringify(JSON.parse(payload), null, 2);
  } catch {
    return payload;
  }
}
