import { z } from "zod";
import type { Sql } from "@/lib/db/mod.ts";
import { type Permission, PERMISSIONS } from "@/lib/enums.ts";
import type { Result } from "@/lib/result.ts";

/** A program's key as the people of a shop see it; its secret was shown once. */
export interface ApiKey {
  id: string;
  name: string;
  /** How the secret begins, so that a key in use can be told from another. */
  prefix: string;
  permissions: Permission[];
  /** An email, or "Afrify"; null when that account is gone. */
  createdBy: string | null;
  createdAt: Date;
  /** To five minutes. */
  lastUsedAt: Date | null;
  expiresAt: Date | null;
  revokedAt: Date | null;
}

/** What a key may be allowed: everything but making other people members. */
export const KEY_PERMISSIONS = PERMISSIONS.filter((one) => one !== "staff.manage");

/** Days that a key lives; "never" until it is revoked. */
export const KEY_LIVES = ["30", "90", "365", "never"] as const;

/** Name of the box that allows this. One each, so that a form that is shown again has them all. */
export function permissionField(permission: Permission): string {
  return `may.${permission}`;
}

/** The form of a new key. */
export const ApiKeyForm = z.looseObject({
  name: z.string().overwrite((text) => text.replace(/\s+/g, " ").trim())
    .min(1, "Name the program that will use it.")
    .max(80, "Keep the name under 80 letters."),
  life: z.enum(KEY_LIVES, "Choose how long it works."),
}).transform(({ name, life, ...boxes }) => ({
  name,
  life,
  permissions: KEY_PERMISSIONS.filter((one) => permissionField(one) in boxes),
})).refine(({ permissions }) => permissions.length > 0, {
  path: ["permissions"],
  message: "Tick at least one thing that the key may do.",
});
export type ApiKeyForm = z.output<typeof ApiKeyForm>;

/** Keys of a store, newest first. */
export async function listApiKeys(sql: Sql, storeId: string): Promise<ApiKey[]> {
  return await sql<ApiKey[]>`
    select k.id, k.name, k.prefix, k.permissions, k.created_by as "createdBy",
      k.created_at as "createdAt", k.last_used_at as "lastUsedAt", k.expires_at as "expiresAt",
      k.revoked_at as "revokedAt"
    from public.list_api_keys(${storeId}) as k`;
}

/** Makes a key and answers its secret, which nobody can read again. */
export async function createApiKey(
  sql: Sql,
  storeId: string,
  { name, permissions, life }: ApiKeyForm,
): Promise<Result<{ id: string; secret: string }, "permission_not_held">> {
  const expiresAt = life === "never"
    ? null
    : new Date(Date.now() + Number(life) * 86_400_000).toISOString();
  const input = { name, permissions, expires_at: expiresAt };
  const [row] = await sql`select public.create_api_key(${storeId}, ${sql.json(input)}) as made`;
  const { made } = row!;
  return made.ok ? { ok: true, value: { id: made.id, secret: made.secret } } : made;
}

export type ReplaceRefusal = "key_over" | "key_replaced" | "permission_not_held";

/**
 * Makes a key like this one and answers its secret; the old one works for some hours more. Rejects with AF404
 * when it is not of this caller.
 */
export async function replaceApiKey(
  sql: Sql,
  keyId: string,
  overlapHours: number,
): Promise<Result<{ id: string; secret: string }, ReplaceRefusal>> {
  const [row] = await sql`select public.replace_api_key(${keyId}, ${overlapHours}) as made`;
  const { ok, code, id, secret } = row!.made;
  return ok ? { ok: true, value: { id, secret } } : { ok: false, code };
}

/** From the next request on the key opens nothing. Rejects with AF404 when it is not of this caller. */
export async function revokeApiKey(sql: Sql, keyId: string): Promise<void> {
  await sql`select public.revoke_api_key(${keyId})`;
}

/** "works", or why a key does not. */
export function keyState({ revokedAt, expiresAt }: ApiKey, now = new Date()) {
  if (revokedAt) return "revoked" as const;
  return expiresAt && expiresAt <= now ? "over" as const : "works" as const;
}
