import type { Sql } from "@/lib/db/mod.ts";
import { ok, refuse, type Result } from "@/lib/result.ts";
import type { Sealer } from "@/lib/sealed.ts";
import type { WebhookEventType } from "./events.ts";
import { sealSecret } from "./secrets.ts";
import { makeSecret } from "./sign.ts";

/** An endpoint as those see it who manage the shop; its secret is shown once and never read back. */
export interface WebhookEndpoint {
  id: string;
  url: string;
  description: string;
  events: WebhookEventType[];
  isEnabled: boolean;
  disabledAt: Date | null;
  disabledWhy: "by_hand" | "gone" | "failing" | null;
  failingSince: Date | null;
  lastSuccessAt: Date | null;
  lastFailureAt: Date | null;
  createdAt: Date;
}

/** What a member says of an endpoint. */
export interface EndpointInput {
  url: string;
  description: string;
  events: readonly WebhookEventType[];
  is_enabled?: boolean;
}

export type EndpointRefusal = "permission_not_held" | "too_many_endpoints";

/** Endpoints of a store, oldest first: there are ten at most. */
export async function listEndpoints(sql: Sql, storeId: string): Promise<WebhookEndpoint[]> {
  return await sql<WebhookEndpoint[]>`
    select ${columns(sql)} from public.webhook_endpoints as e
    where e.store_id = ${storeId} order by e.id`;
}

export async function findEndpoint(
  sql: Sql,
  storeId: string,
  id: string,
): Promise<WebhookEndpoint | null> {
  const [row] = await sql<WebhookEndpoint[]>`
    select ${columns(sql)} from public.webhook_endpoints as e
    where e.store_id = ${storeId} and e.id = ${id}`;
  return row ?? null;
}

function columns(sql: Sql) {
  return sql`e.id, e.url, e.description, e.events, e.is_enabled as "isEnabled",
    e.disabled_at as "disabledAt", e.disabled_why as "disabledWhy", e.failing_since as "failingSince",
    e.last_success_at as "lastSuccessAt", e.last_failure_at as "lastFailureAt", e.created_at as "createdAt"`;
}

interface Deps {
  sql: Sql;
  sealer: Sealer;
}

/** Makes an endpoint and answers its secret, which nobody can read again. */
export async function createEndpoint(
  { sql, sealer }: Deps,
  storeId: string,
  input: EndpointInput,
): Promise<Result<{ id: string; secret: string }, EndpointRefusal>> {
  const secret = makeSecret();
  const sealed = await sealSecret(sealer, storeId, secret);
  const saved = await save(sql, storeId, null, { ...input, secret: sealed });
  return saved.ok ? ok({ id: saved.value, secret }) : saved;
}

/** Changes an endpoint, which keeps its secret. Switched on again, it has failed nothing. */
export function updateEndpoint(
  sql: Sql,
  storeId: string,
  { id, ...input }: EndpointInput & { id: string },
): Promise<Result<string, EndpointRefusal>> {
  return save(sql, storeId, id, input);
}

async function save(
  sql: Sql,
  storeId: string,
  id: string | null,
  input: object,
): Promise<Result<string, EndpointRefusal>> {
  const [row] = await sql<{ saved: { ok: boolean; id: string; code: EndpointRefusal } }[]>`
    select public.save_webhook_endpoint(${storeId}, ${id}, ${sql.json(input as never)}) as saved`;
  const { saved } = row!;
  return saved.ok ? ok(saved.id) : refuse(saved.code);
}

/** Takes it away, with its log. */
export async function deleteEndpoint(sql: Sql, storeId: string, id: string): Promise<void> {
  await sql`select public.delete_webhook_endpoint(${storeId}, ${id})`;
}

/** Signs with a new secret from now on, and for a day with the one before as well. */
export async function rotateSecret(
  { sql, sealer }: Deps,
  storeId: string,
  id: string,
): Promise<{ secret: string; oldUntil: Date }> {
  const secret = makeSecret();
  const sealed = await sealSecret(sealer, storeId, secret);
  const [row] = await sql<{ until: Date }[]>`
    select public.rotate_webhook_secret(${storeId}, ${id}, ${sql.json(sealed as never)}) as until`;
  return { secret, oldUntil: row!.until };
}
