import type { Sql } from "@/lib/db/mod.ts";
import { ok, refuse } from "@/lib/result.ts";
import { createSealer } from "@/lib/sealed.ts";
import {
  ADDRESS_WORDS,
  createEndpoint,
  deleteEndpoint,
  type Reach,
  readEndpointUrl,
  rotateSecret,
  updateEndpoint,
} from "@/lib/webhooks/mod.ts";
import { inStore } from "../in_store.ts";
import { invalid, type Operation } from "../operation.ts";
import {
  MadeWebhookEndpoint,
  NewWebhookEndpoint,
  NewWebhookSecret,
  WebhookEndpoint,
  WebhookEndpointChange,
} from "./webhook_schema.ts";

const tag = "Webhooks";
const permission = "settings.manage" as const;
const row = "webhook_endpoints";

const REFUSALS = {
  permission_not_held: {
    status: 403,
    title: "Some of these events tell what the caller may not read.",
  },
  too_many_endpoints: { status: 409, title: "A store has ten endpoints at most." },
};

/** Columns of `WebhookEndpoint` for `public.webhook_endpoints as e`. */
function columns(sql: Sql) {
  return sql`e.id, e.store_id, e.url, e.description, e.events, e.is_enabled, e.disabled_at,
    e.disabled_why, e.failing_since, e.last_success_at, e.last_failure_at, e.created_at, e.updated_at`;
}

async function read(
  { sql, store, id }: { sql: Sql; store: { id: string }; id: string },
): Promise<WebhookEndpoint | null> {
  const [found] = await sql<WebhookEndpoint[]>`
    select ${columns(sql)} from public.webhook_endpoints as e
    where e.store_id = ${store.id} and e.id = ${id}`;
  return found ?? null;
}

/** The address as it is kept. Throws Refused at the field. */
function checkedUrl(url: string, reach: Reach): string {
  const checked = readEndpointUrl(url, reach);
  if (checked.ok) return checked.value.href;
  throw invalid([{ field: "url", message: ADDRESS_WORDS[checked.code] }]);
}

export const webhooks: Operation[] = [
  inStore({
    id: "list_webhooks",
    tag,
    summary: "Webhook endpoints of a store, oldest first: ten at most",
    method: "GET",
    path: "/webhooks",
    permission,
    item: WebhookEndpoint,
    isList: true,
    async run({ sql, store }) {
      const data = await sql<WebhookEndpoint[]>`
        select ${columns(sql)} from public.webhook_endpoints as e
        where e.store_id = ${store.id} order by e.id`;
      return ok({ data, next: null });
    },
  }),
  inStore({
    id: "create_webhook",
    tag,
    summary: "Add a webhook endpoint",
    description: "The answer holds the secret, this once. Messages follow Standard Webhooks: " +
      "check the signature with one of its libraries, and answer 2xx within 15 seconds.",
    method: "POST",
    path: "/webhooks",
    permission,
    body: NewWebhookEndpoint,
    item: MadeWebhookEndpoint,
    status: 201,
    refusals: REFUSALS,
    example: {
      body: { url: "https://example.com/webhooks", events: ["order.paid", "order.refunded"] },
    },
    async run({ sql, store, body, config }) {
      const url = checkedUrl(body.url, config.webhookReach);
      const sealer = createSealer(config.credentialsKeys);
      const input = { url, description: body.description ?? "", events: body.events };
      const made = await createEndpoint({ sql, sealer }, store.id, input);
      if (!made.ok) return made;
      const { id, secret } = made.value;
      return ok({ ...await read({ sql, store, id }), secret });
    },
  }),
  inStore({
    id: "get_webhook",
    tag,
    summary: "One webhook endpoint",
    method: "GET",
    path: "/webhooks/{id}",
    permission,
    row,
    item: WebhookEndpoint,
    async run(call) {
      const endpoint = await read(call);
      return endpoint ? ok(endpoint) : refuse("not_found");
    },
  }),
  inStore({
    id: "update_webhook",
    tag,
    summary: "Change a webhook endpoint",
    description: "What is left out stays. Switching it on again forgets that it failed.",
    method: "PATCH",
    path: "/webhooks/{id}",
    permission,
    row,
    body: WebhookEndpointChange,
    item: WebhookEndpoint,
    read,
    refusals: REFUSALS,
    async run({ sql, store, id, body, config }) {
      const current = await read({ sql, store, id });
      if (!current) return refuse("not_found");
      const { url, description, events, is_enabled } = { ...current, ...body };
      const saved = await updateEndpoint(sql, store.id, {
        id,
        url: body.url === undefined ? url : checkedUrl(url, config.webhookReach),
        description,
        events,
        is_enabled,
      });
      return saved.ok ? ok(await read({ sql, store, id })) : saved;
    },
  }),
  inStore({
    id: "delete_webhook",
    tag,
    summary: "Delete a webhook endpoint, with its log",
    method: "DELETE",
    path: "/webhooks/{id}",
    permission,
    row,
    read,
    async run({ sql, store, id }) {
      await deleteEndpoint(sql, store.id, id);
      return ok(null);
    },
  }),
  inStore({
    id: "rotate_webhook_secret",
    tag,
    summary: "Make a new secret",
    description: "For 24 hours messages are signed with both. The answer holds it, this once.",
    method: "POST",
    path: "/webhooks/{id}/secret",
    permission,
    row,
    item: NewWebhookSecret,
    async run({ sql, store, id, config }) {
      const sealer = createSealer(config.credentialsKeys);
      const { secret, oldUntil } = await rotateSecret({ sql, sealer }, store.id, id);
      return ok({ secret, old_secret_until_at: oldUntil });
    },
  }),
];
