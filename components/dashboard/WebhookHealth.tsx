import { Button, ButtonLink } from "@/components/Button.tsx";
import { Form } from "@/components/Form.tsx";
import { Card } from "@/components/Layout.tsx";
import { Note, Pill } from "@/components/Status.tsx";
import { formatMoment } from "@/lib/clock.ts";
import type { Health, WebhookEndpoint } from "@/lib/webhooks/mod.ts";
import { endpointState } from "./webhook_words.ts";

export interface WebhookHealthProps {
  csrf: string;
  endpoint: WebhookEndpoint;
  health: Health;
  /** Path of the endpoint. */
  base: string;
  timeZone: string;
}

/** How an endpoint does, and what one can do about it. */
export function WebhookHealth({ csrf, endpoint, health, base, timeZone }: WebhookHealthProps) {
  const { tone, text } = endpointState(endpoint);
  const moment = (at: Date) => formatMoment(at, { timeZone });
  return (
    <Card>
      <div class="flex flex-wrap items-start justify-between gap-2">
        <h2>Health</h2>
        <Pill tone={tone}>{text}</Pill>
      </div>
      <WhyOff endpoint={endpoint} moment={moment} />
      <p class="mt-2">
        {health.succeeded} delivered, {health.failed} failed, {health.waiting}{" "}
        under way in the last 7 days.
        {health.ms !== null && ` It answers in ${health.ms} ms.`}
      </p>
      <p class="mut text-sm mt-1">
        Last delivered: {endpoint.lastSuccessAt ? moment(endpoint.lastSuccessAt) : "never"}.{" "}
        It hears of {endpoint.events.join(", ")}.
      </p>
      <div class="flex flex-wrap items-center gap-3 mt-4">
        <Form csrf={csrf} action={base}>
          <Button kind="line" small>Send a test</Button>
        </Form>
        <ButtonLink kind="line" small href={`${base}/replay`}>Send again</ButtonLink>
        <ButtonLink kind="line" small href={`${base}/secret`}>New secret</ButtonLink>
        <ButtonLink kind="text" small href={`${base}/delete`}>Delete</ButtonLink>
      </div>
    </Card>
  );
}

function WhyOff(
  { endpoint, moment }: { endpoint: WebhookEndpoint; moment: (at: Date) => string },
) {
  const { disabledAt, disabledWhy, failingSince, isEnabled } = endpoint;
  if (isEnabled) {
    return failingSince && (
      <Note tone="warn" class="mt-3">
        <b>Nothing came through since {moment(failingSince)}.</b>{" "}
        We try for three days, ever more seldom. After five days without a success it is switched
        off.
      </Note>
    );
  }
  if (disabledWhy === "by_hand") return null;
  return (
    <Note tone="danger" class="mt-3">
      <b>Switched off {disabledAt && moment(disabledAt)}.</b> {disabledWhy === "gone"
        ? "It answered 410 Gone, by which a program says that it wants no more."
        : "Nothing came through for five days."}{" "}
      Mend it, switch it on under Edit, then send again what it missed.
    </Note>
  );
}
