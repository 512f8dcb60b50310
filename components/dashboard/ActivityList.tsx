import { Code } from "@/components/Layout.tsx";
import {
  actionWords,
  actorWords,
  type AuditEvent,
  type Change,
  changesOf,
  subjectOf,
} from "@/lib/audit/mod.ts";
import { formatMoment } from "@/lib/clock.ts";
import type { Currency } from "@/lib/money.ts";

export interface ActivityListProps {
  events: AuditEvent[];
  timeZone: string;
  /** Of amounts whose row does not name one. */
  currency?: Currency;
  /** Emails of the platform's own people by id; for themselves. */
  admins?: Record<string, string>;
  /** Where to read about a shop; without it the shop of an event is not shown. */
  storeHref?: (slug: string) => string;
}

/** Who did what to what, from where and when, newest first. */
export function ActivityList({ events, ...rest }: ActivityListProps) {
  return (
    <ol class="card p-0 overflow-hidden log">
      {events.map((event) => <Line key={event.id} event={event} {...rest} />)}
    </ol>
  );
}

function Line(
  { event, timeZone, currency, admins, storeHref }:
    & Omit<ActivityListProps, "events">
    & { event: AuditEvent },
) {
  const { at, ip, store, actorId } = event;
  const admin = actorId === null ? undefined : admins?.[actorId];
  const subject = subjectOf(event);
  return (
    <li>
      <div class="min-w-0">
        <b>{actionWords(event)}</b>
        {subject && <span class="mut">: {subject}</span>}
        {storeHref && store && (
          <a class="block text-sm py-1" href={storeHref(store.slug)}>{store.name}</a>
        )}
      </div>
      <time class="when mut text-sm" dateTime={at.toISOString()}>
        {formatMoment(at, { timeZone })}
      </time>
      <div class="who text-sm">
        {actorWords(event)}
        {admin && <span class="mut">&nbsp;{admin}</span>}
        {ip && (
          <span class="mut block">
            from <Code>{ip}</Code>
          </span>
        )}
      </div>
      <Details changes={changesOf(event, currency)} userAgent={event.userAgent} />
    </li>
  );
}

function Details({ changes, userAgent }: { changes: Change[]; userAgent: string | null }) {
  if (changes.length === 0 && !userAgent) return null;
  return (
    <details>
      <summary>Details</summary>
      <dl>
        {changes.map(({ field, before, after }) => (
          <div key={field}>
            <dt>{field}</dt>
            <dd>
              {before && <span class="was">{before}</span>}
              {before && after && " "}
              {after || (before ? "removed" : "empty")}
            </dd>
          </div>
        ))}
        {userAgent && (
          <div>
            <dt>Device</dt>
            <dd>{userAgent}</dd>
          </div>
        )}
      </dl>
    </details>
  );
}
