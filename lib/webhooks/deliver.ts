import type { Sql } from "@/lib/db/mod.ts";
import type { Sealer } from "@/lib/sealed.ts";
import type { Reach } from "./address.ts";
import { nextWait, readRetryAfter } from "./backoff.ts";
import { keepPayload, type WebhookEvent } from "./payload.ts";
import { type Answer, post } from "./post.ts";
import { type Dns, resolveTarget } from "./resolve.ts";
import { openSecrets } from "./secrets.ts";
import { signedHeaders } from "./sign.ts";

/** From looking up the name to the end of what is kept of the answer. */
const PATIENCE_MS = 15_000;

export interface DeliverDeps {
  /** Runs as service_role. */
  sql: Sql;
  sealer: Sealer;
  dns: Dns;
  reach: Reach;
  signal: AbortSignal;
  /** Another clock and another patience, for tests. */
  now?: () => Date;
  patienceMs?: number;
}

/** What became of a try. */
export interface Tried {
  state: "pending" | "succeeded" | "failed";
  next_at?: string | null;
}

interface Due extends WebhookEvent {
  url: string;
  endpoint_id: string;
  attempts: number;
}

/**
 * Tries to deliver one event to one endpoint, and notes what came of it and when the next try is; null
 * when there is nothing to do any more. At least once: a crash between the answer and the note sends the
 * same message again, under the same id.
 */
export async function deliverWebhook(
  deliveryId: string,
  deps: DeliverDeps,
): Promise<Tried | null> {
  const { sql, now = () => new Date() } = deps;
  const due = await findDue(sql, deliveryId);
  if (!due) return null;
  const body = await keepPayload(sql, due);
  const at = now();
  const headers: Record<string, string> = {
    ...await signedHeaders({ id: due.id, at, body }, await secretsOf(due, at, deps)),
    "content-type": "application/json",
    "user-agent": "Afrify-Webhooks/1",
  };
  const tried = headers["webhook-signature"]
    ? await attempt(due, { headers, body }, deps)
    : noAnswer("secret_unreadable", 0);
  const count = due.attempts + 1;
  const asked = readRetryAfter(tried.response_headers?.["retry-after"] ?? null, at);
  const input = {
    ...tried,
    attempt: count,
    wait: nextWait(count, { asked }),
    request_headers: headers,
  };
  const [row] = await sql<{ noted: Tried | null }[]>`
    select private.record_webhook_try(${deliveryId}, ${
    sql.json(input as never)
  }, ${now()}) as noted`;
  return row!.noted;
}

/** None where no key opens them: that is noted as any other failure, and nothing goes out unsigned. */
async function secretsOf({ endpoint_id }: Due, at: Date, deps: DeliverDeps): Promise<string[]> {
  return await openSecrets(deps, endpoint_id, at).catch(() => []);
}

/** Null also when its endpoint was switched off or deleted meanwhile. */
async function findDue(sql: Sql, deliveryId: string): Promise<Due | undefined> {
  const [due] = await sql<Due[]>`
    select v.id, v.store_id, v.type, v.subject_id, v.sequence::int as sequence, v.created_at, v.payload,
      e.url, e.id as endpoint_id, d.attempts
    from public.webhook_deliveries as d
    join public.webhook_events as v on v.store_id = d.store_id and v.id = d.event_id
    join public.webhook_endpoints as e on e.store_id = d.store_id and e.id = d.endpoint_id
    where d.id = ${deliveryId} and d.state = 'pending' and e.is_enabled`;
  return due;
}

async function attempt(
  { url }: Due,
  message: { headers: Record<string, string>; body: string },
  deps: DeliverDeps,
) {
  const { signal, patienceMs = PATIENCE_MS } = deps;
  const patience = AbortSignal.timeout(patienceMs);
  const limits = AbortSignal.any([signal, patience]);
  const started = performance.now();
  const ms = () => Math.round(performance.now() - started);
  try {
    const target = await resolveTarget(url, { ...deps, signal: limits });
    if (!target.ok) return noAnswer(target.code, ms());
    return readAnswer(await post(target.value, { ...message, signal: limits }), ms());
  } catch (error) {
    // The worker stops: the job is tried again by the next one.
    if (signal.aborted) throw error;
    return noAnswer(patience.aborted ? "timed_out" : reasonOf(error), ms());
  }
}

function readAnswer({ status, headers, body }: Answer, ms: number) {
  const isOk = status >= 200 && status < 300;
  return {
    outcome: isOk ? "ok" : status === 410 ? "gone" : "failed",
    status,
    ms,
    error: isOk ? null : status >= 300 && status < 400 ? "redirected" : "answered_badly",
    response_headers: headers as Record<string, string> | null,
    response_body: body as string | null,
  };
}

function noAnswer(error: string, ms: number) {
  return {
    outcome: "failed",
    status: null,
    ms,
    error,
    response_headers: null,
    response_body: null,
  };
}

/** In words of ours: those of the system say too much of where we run. */
function reasonOf(error: unknown): string {
  const { code = "", message = "" } = error as { code?: string; message?: string };
  const text = `${code} ${message}`;
  if (/ECONNREFUSED|refused/i.test(text)) return "connection_refused";
  if (/cert|altname|self-signed|ssl|tls/i.test(text)) return "certificate_not_good";
  if (/resolve|dns|ENOTFOUND/i.test(text)) return "name_not_found";
  return "connection_broken";
}
