import { Button } from "@/components/Button.tsx";
import { Form } from "@/components/Form.tsx";
import { Timeline, type TimelineStep } from "@/components/Timeline.tsx";
import { formatMoment } from "@/lib/clock.ts";
import type { CustomerEvent } from "@/lib/customers/mod.ts";
import { happeningOf } from "@/lib/customers/words.ts";
import { formatPhone } from "@/lib/phone.ts";
import type { MyStore } from "@/lib/tenants/mod.ts";

export interface CustomerTimelineProps {
  events: CustomerEvent[];
  store: MyStore;
  /** Of the page; links and forms start there. */
  path: string;
  csrf: string;
  /** Theirs; with several, each line says whose it is and one can be picked. */
  phones: string[];
  phone?: string;
  /** Whose notes may be taken away. */
  canDelete(event: CustomerEvent): boolean;
}

/** What happened between the shop and a customer, newest first. */
export function CustomerTimeline(props: CustomerTimelineProps) {
  const { events, phones, phone: here, path } = props;
  return (
    <section class="card" aria-labelledby="timeline">
      <h2 id="timeline" class="text-base mb-3">What happened</h2>
      {phones.length > 1 && (
        <nav class="flex flex-wrap gap-2 mb-4" aria-label="Phones">
          {[undefined, ...phones].map((phone) => (
            <a
              key={phone ?? "all"}
              class="btn btn-line min-h-tap px-3.5 text-md"
              aria-current={phone === here ? "true" : undefined}
              href={phone
                ? `${path}?phone=${encodeURIComponent(phone)}#timeline`
                : `${path}#timeline`}
            >
              {phone ? formatPhone(phone) : "All phones"}
            </a>
          ))}
        </nav>
      )}
      {events.length === 0
        ? <p class="mut">Nothing yet.</p>
        : <Timeline steps={events.map((event) => stepOf(event, props))} />}
    </section>
  );
}

function stepOf(event: CustomerEvent, props: CustomerTimelineProps): TimelineStep {
  const { store, phones, path, csrf } = props;
  const { title, detail, icon, number, noteId } = happeningOf(
    event,
    (number) => `${store.orderPrefix}-${number}`,
  );
  const whose = phones.length > 1 && event.phone ? formatPhone(event.phone) : "";
  const at = formatMoment(event.at, { timeZone: store.timeZone });
  return {
    icon,
    state: "later",
    title: number === null
      ? title
      : <a href={`/dashboard/${store.slug}/orders/${number}`}>{title}</a>,
    detail: (
      <>
        {detail && <span class="block whitespace-pre-line break-words">{detail}</span>}
        <span class="block">{[at, whose].filter(Boolean).join(" · ")}</span>
        {noteId && props.canDelete(event) && (
          <Form csrf={csrf} action={`${path}/notes/${noteId}`}>
            <Button kind="text" small>
              Delete<span class="vh">&nbsp;the note of {at}</span>
            </Button>
          </Form>
        )}
      </>
    ),
  };
}
