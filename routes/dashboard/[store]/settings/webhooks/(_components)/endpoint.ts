import { type FreshContext, HttpError } from "$fresh/server.ts";
import { z } from "zod";
import { can } from "@/lib/auth/mod.ts";
import type { Sql } from "@/lib/db/mod.ts";
import type { DashboardState, MyStore } from "@/lib/tenants/mod.ts";
import {
  findEndpoint,
  permissionOf,
  WEBHOOK_EVENT_TYPES,
  type WebhookEndpoint,
  type WebhookEventType,
} from "@/lib/webhooks/mod.ts";
import { assertManager } from "../../(_components)/owners_only.ts";

/** Events of which this member may have something told: what they may read themselves. */
export function offeredTo(store: MyStore): WebhookEventType[] {
  return WEBHOOK_EVENT_TYPES.filter((type) => can(store, permissionOf(type)));
}

/** Why an endpoint was not saved, at the field. */
export const REFUSAL_WORDS: Record<
  "permission_not_held" | "too_many_endpoints",
  Record<string, string>
> = {
  permission_not_held: { events: "You cannot have told what your own role does not show you." },
  too_many_endpoints: { "": "A shop has ten endpoints at most. Delete one first." },
};

/** Runs with an endpoint of this shop; one of another is not there, also for somebody who manages both. */
export function withEndpoint<Page>(
  { state, params }: FreshContext<DashboardState, Page>,
  run: (sql: Sql, store: MyStore, endpoint: WebhookEndpoint) => Promise<Response>,
): Promise<Response> {
  return state.inStore(async (sql, store) => {
    assertManager(store);
    return await run(sql, store, await find(sql, store, params.id));
  });
}

async function find(sql: Sql, store: MyStore, id: string | undefined): Promise<WebhookEndpoint> {
  const endpoint = isId(id) ? await findEndpoint(sql, store.id, id) : null;
  if (!endpoint) throw new HttpError(404);
  return endpoint;
}

export function isId(text: string | null | undefined): text is string {
  return z.uuid().safeParse(text).success;
}
