import type { Sql } from "@/lib/db/mod.ts";
import { ok, refuse, type Result } from "@/lib/result.ts";

export type DeliveryState = "pending" | "succeeded" | "failed";

/** An event on its way to an endpoint, as a line of the log. */
export interface WebhookDelivery {
  id: string;
  eventId: string;
  /** "" where the reader may not know what happened. */
  type: string;
  sequence: number | null;
  state: DeliveryState;
  isReplay: boolean;
  attempts: number;
  status: number | null;
  error: string | null;
  createdAt: Date;
  nextAt: Date | null;
}

/** The same with what was sent and what came back at the last try. */
export interface DeliveryDetail extends WebhookDelivery {
  tries: { at: string; status: number | null; ms: number; error: string | null }[];
  requestHeaders: Record<string, string> | null;
  /** Null before the first try, and for who may not read what it tells. */
  payload: string | null;
  responseHeaders: Record<string, string> | null;
  responseBody: string | null;
}

const PAGE = 25;

/** What goes or went to an endpoint, newest first: a page of it, and the id to go on after. */
export async function listDeliveries(
  sql: Sql,
  place: { storeId: string; endpointId: string },
  { state, after }: { state?: DeliveryState; after?: string },
): Promise<{ deliveries: WebhookDelivery[]; next: string | null }> {
  const deliveries = await sql<WebhookDelivery[]>`
    select ${columns(sql)} from public.webhook_deliveries as d
    left join public.webhook_events as e on e.store_id = d.store_id and e.id = d.event_id
    where d.store_id = ${place.storeId} and d.endpoint_id = ${place.endpointId}
      ${state ? sql`and d.state = ${state}` : sql``} ${after ? sql`and d.id < ${after}` : sql``}
    order by d.id desc limit ${PAGE + 1}`;
  const shown = deliveries.slice(0, PAGE);
  return { deliveries: shown, next: deliveries.length > PAGE ? shown.at(-1)!.id : null };
}

function columns(sql: Sql) {
  return sql`d.id, d.event_id as "eventId", coalesce(e.type, '') as type, e.sequence::int as sequence,
    d.state, d.is_replay as "isReplay", d.attempts, d.response_status as status, d.error,
    d.created_at as "createdAt", d.next_at as "nextAt"`;
}

export async function findDelivery(
  sql: Sql,
  place: { storeId: string; endpointId: string },
  id: string,
): Promise<DeliveryDetail | null> {
  const [row] = await sql<DeliveryDetail[]>`
    select ${columns(sql)}, d.tries, d.request_headers as "requestHeaders", e.payload,
      d.response_headers as "responseHeaders", d.response_body as "responseBody"
    from public.webhook_deliveries as d
    left join public.webhook_events as e on e.store_id = d.store_id and e.id = d.event_id
    where d.store_id = ${place.storeId} and d.endpoint_id = ${place.endpointId} and d.id = ${id}`;
  return row ?? null;
}

/** How an endpoint did lately. */
export interface Health {
  succeeded: number;
  failed: number;
  waiting: number;
  /** Middle of the times that answers took; null where there were none. */
  ms: number | null;
}

/** What became of the deliveries of the last seven days, of an endpoint. */
export async function getHealth(
  sql: Sql,
  { storeId, endpointId }: { storeId: string; endpointId: string },
): Promise<Health> {
  const [row] = await sql<Health[]>`
    select count(*) filter (where d.state = 'succeeded')::int as succeeded,
      count(*) filter (where d.state = 'failed')::int as failed,
      count(*) filter (where d.state = 'pending')::int as waiting,
      round(percentile_cont(0.5) within group (order by (d.tries -> -1 ->> 'ms')::float8)
        filter (where d.state = 'succeeded'))::int as ms
    from public.webhook_deliveries as d
    where d.store_id = ${storeId} and d.endpoint_id = ${endpointId}
      and d.created_at > now() - interval '7 days'`;
  return row!;
}

export type ReplayRefusal = "endpoint_off" | "too_many_events";

/** What to send again: what one delivery told, or what an endpoint wants of a time. */
export type ReplayInput =
  | { delivery_id: string }
  | { from: string; until: string; is_failed_only: boolean };

/** Sends the same bytes under the same ids again; answers how many. What is under way is left to come. */
export async function replay(
  sql: Sql,
  storeId: string,
  endpointId: string,
  input: ReplayInput,
): Promise<Result<number, ReplayRefusal>> {
  const [row] = await sql<{ answer: { ok: boolean; count: number; code: ReplayRefusal } }[]>`
    select public.replay_webhooks(${storeId}, ${endpointId}, ${sql.json(input)}) as answer`;
  const { answer } = row!;
  return answer.ok ? ok(answer.count) : refuse(answer.code);
}

export type TestRefusal = "endpoint_off" | "too_many_tests";

/** Sends an event that means nothing; answers the id of its delivery. */
export async function sendTest(
  sql: Sql,
  storeId: string,
  endpointId: string,
): Promise<Result<string, TestRefusal>> {
  const [row] = await sql<{ answer: { ok: boolean; id: string; code: TestRefusal } }[]>`
    select public.test_webhook(${storeId}, ${endpointId}) as answer`;
  const { answer } = row!;
  return answer.ok ? ok(answer.id) : refuse(answer.code);
}
