import { z } from "zod";
import type { Sql } from "@/lib/db/mod.ts";
import { PERMISSIONS } from "@/lib/enums.ts";
import { ok, refuse } from "@/lib/result.ts";
import {
  createApiKey,
  KEY_LIVES,
  KEY_PERMISSIONS,
  listApiKeys,
  replaceApiKey,
  revokeApiKey,
} from "@/lib/tenants/mod.ts";
import { inStore } from "../in_store.ts";
import { id, moment, text } from "../kinds.ts";
import type { Operation } from "../operation.ts";

const tag = "API keys";

const fields = {
  id,
  name: z.string(),
  prefix: z.string().describe("How its secret begins."),
  permissions: z.array(z.enum(PERMISSIONS)),
  created_by: z.string().nullable(),
  created_at: moment,
  last_used_at: moment.nullable().describe("To five minutes."),
  expires_at: moment.nullable(),
  revoked_at: moment.nullable(),
};

const ApiKey = z.strictObject(fields).meta({ id: "ApiKey" });
type ApiKey = z.output<typeof ApiKey>;

const MadeApiKey = z.strictObject({
  ...fields,
  secret: z.string().describe("Kept nowhere: it is never shown again."),
}).meta({ id: "MadeApiKey" });

const NewApiKey = z.strictObject({
  name: text(80, 1),
  permissions: z.array(z.enum(KEY_PERMISSIONS)).min(1).max(40),
  days: z.enum(KEY_LIVES).default("365").describe("How long it works."),
}).meta({ id: "NewApiKey" });

const Replacement = z.strictObject({
  overlap_hours: z.int().min(0).max(168).default(24)
    .describe("How long the old one works beside the new one."),
}).meta({ id: "ApiKeyReplacement" });

/** Keys make no keys: what one holds would outlive its being revoked. */
const REFUSALS = {
  person_needed: { status: 403, title: "Only a person makes, replaces and revokes keys." },
  permission_not_held: { status: 403, title: "A key may do no more than whoever makes it." },
};

async function list(sql: Sql, storeId: string) {
  return (await listApiKeys(sql, storeId)).map(({ id, name, prefix, permissions, ...key }) => ({
    id,
    name,
    prefix,
    permissions,
    created_by: key.createdBy,
    created_at: key.createdAt,
    last_used_at: key.lastUsedAt,
    expires_at: key.expiresAt,
    revoked_at: key.revokedAt,
  }));
}

/** A key that was just made, with its secret. */
async function show(sql: Sql, storeId: string, { id, secret }: { id: string; secret: string }) {
  const key = (await list(sql, storeId)).find((one) => one.id === id)!;
  return ok({ ...key, secret });
}

export const apiKeys: Operation[] = [
  inStore({
    id: "list_api_keys",
    tag,
    summary: "Keys of a store, newest first, without their secrets",
    method: "GET",
    path: "/api-keys",
    permission: "settings.manage",
    item: ApiKey,
    isList: true,
    run: async ({ sql, store }) => ok({ data: await list(sql, store.id), next: null }),
  }),
  inStore({
    id: "create_api_key",
    tag,
    summary: "Make a key and read its secret, once",
    method: "POST",
    path: "/api-keys",
    permission: "settings.manage",
    body: NewApiKey,
    item: MadeApiKey,
    status: 201,
    refusals: REFUSALS,
    example: { body: { name: "Till", permissions: ["orders.view", "orders.manage"] } },
    async run({ sql, store, body: { name, permissions, days }, isPerson }) {
      if (!isPerson) return refuse("person_needed");
      const made = await createApiKey(sql, store.id, { name, permissions, life: days });
      return made.ok ? await show(sql, store.id, made.value) : refuse(made.code);
    },
  }),
  inStore({
    id: "replace_api_key",
    tag,
    summary: "Make a key like this one, which works on for a while",
    method: "POST",
    path: "/api-keys/{id}/replace",
    permission: "settings.manage",
    row: "api_keys",
    body: Replacement,
    item: MadeApiKey,
    status: 201,
    refusals: {
      ...REFUSALS,
      key_over: { status: 409, title: "It is revoked or over. Make a new one." },
      key_replaced: { status: 409, title: "Another key took its place." },
    },
    async run({ sql, store, id, body, isPerson }) {
      if (!isPerson) return refuse("person_needed");
      const made = await replaceApiKey(sql, id, body.overlap_hours);
      return made.ok ? await show(sql, store.id, made.value) : refuse(made.code);
    },
  }),
  inStore({
    id: "revoke_api_key",
    tag,
    summary: "Revoke a key: from the next request on it opens nothing",
    method: "DELETE",
    path: "/api-keys/{id}",
    permission: "settings.manage",
    row: "api_keys",
    refusals: { person_needed: REFUSALS.person_needed },
    async run({ sql, id, isPerson }) {
      if (!isPerson) return refuse("person_needed");
      await revokeApiKey(sql, id);
      return ok(null);
    },
  }),
];
