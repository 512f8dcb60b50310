import { type AuthConfig, type Session, toSession } from "@/lib/auth/mod.ts";
import type { Claims } from "@/lib/db/mod.ts";
import { problem } from "./problem.ts";

/** Who calls an API: a person with an access token, or a program with a key of a shop. */
export interface Bearer {
  /** For `db.asUser`, which refuses sessions and keys that are over. */
  claims: Claims;
  /** Null for a key. */
  session: Session | null;
}

const API_KEY = /^afk_[0-9a-f]{64}$/;

/** The caller named by the Authorization header; null when there is none that holds. */
export async function readBearer(req: Request, config: AuthConfig): Promise<Bearer | null> {
  const header = req.headers.get("authorization") ?? "";
  const token = /^Bearer +(\S{1,8000})$/i.exec(header)?.[1];
  if (!token) return null;
  if (API_KEY.test(token)) return { claims: { api_key_hash: await sha256(token) }, session: null };
  const session = await toSession(token, config);
  return session && { claims: session.claims, session };
}

/** The answer to a caller whose token or key does not hold. */
export function unauthorized(): Response {
  return problem(
    { status: 401, code: "unauthorized", title: "Send a valid access token or API key." },
    { "www-authenticate": "Bearer" },
  );
}

async function sha256(text: string): Promise<string> {
  const hash = await crypto.subtle.digest("SHA-256", new TextEncoder().encode(text));
  return new Uint8Array(hash).toHex();
}
