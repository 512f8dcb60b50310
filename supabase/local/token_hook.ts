import { decodeJwt, decodeProtectedHeader, SignJWT } from "jose";
import type postgres from "postgres";

/** What a Postgres function makes of the claims of a token, as hosted Auth lets it. */
export interface TokenHook {
  schema: string;
  name: string;
}

/** The function that `[auth.hook.custom_access_token]` names; null when there is none. */
export function readTokenHook(auth: Record<string, unknown>): TokenHook | null {
  const hooks = auth.hook as Record<string, { enabled?: boolean; uri?: string }> | undefined;
  const hook = hooks?.custom_access_token;
  const match = /^pg-functions:\/\/postgres\/([a-z_]+)\/([a-z_]+)$/.exec(hook?.uri ?? "");
  return hook?.enabled && match ? { schema: match[1]!, name: match[2]! } : null;
}

/** The token, signed anew with the claims that the hook answers. */
export async function applyTokenHook(
  sql: postgres.Sql,
  { schema, name }: TokenHook,
  { token, jwtSecret }: { token: string; jwtSecret: string },
): Promise<string> {
  const claims = decodeJwt(token);
  const event = { user_id: claims.sub, claims, authentication_method: "password" };
  const [row] = await sql`
    select ${sql(schema)}.${sql(name)}(${JSON.stringify(event)}::text::jsonb) as answer`;
  return await new SignJWT(row!.answer.claims)
    .setProtectedHeader({ ...decodeProtectedHeader(token), alg: "HS256" })
    .sign(new TextEncoder().encode(jwtSecret));
}
