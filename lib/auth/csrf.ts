import { Buffer } from "node:buffer";
import { createHmac, hkdfSync, randomBytes, timingSafeEqual } from "node:crypto";
import type { Claims } from "@/lib/db/mod.ts";
import { readFirstField } from "@/lib/http/mod.ts";

/** Whose forms they are: `session_id` names one session among all that people have here. */
interface SignedIn {
  claims: Claims;
}

/** The hidden field that every form of somebody signed in starts with. */
const CSRF_FIELD = "csrf";

const SALT_BYTES = 16;
const MAC_BYTES = 32;
/** Of 48 bytes in base64url: whole groups, so that there is one way to write each token. */
const TOKEN = /^[A-Za-z0-9_-]{64}$/;
const SAFE_METHODS = new Set(["GET", "HEAD", "OPTIONS"]);

/**
 * A token for the forms of one session. Two are never alike, so that the length of a compressed page
 * tells nothing about one; each holds as long as the session does, through every renewal.
 */
export function makeCsrfToken({ claims }: SignedIn, secretKey: string): string {
  const salt = randomBytes(SALT_BYTES);
  return Buffer.concat([salt, sign(salt, String(claims.session_id), secretKey)])
    .toString("base64url");
}

/** True for a token that was made for this session. */
export function isCsrfToken(
  token: string,
  { claims }: SignedIn,
  secretKey: string,
): boolean {
  // Without an id all such sessions would share their tokens.
  if (typeof claims.session_id !== "string" || !TOKEN.test(token)) return false;
  const bytes = Buffer.from(token, "base64url");
  const salt = bytes.subarray(0, SALT_BYTES);
  return timingSafeEqual(bytes.subarray(SALT_BYTES), sign(salt, claims.session_id, secretKey));
}

/**
 * True when a request may act as this session: it changes nothing, or its body starts with a token
 * of the session. Only the start is read; the route finds the body whole.
 */
export async function isOwnForm(
  req: Request,
  session: SignedIn,
  secretKey: string,
): Promise<boolean> {
  if (SAFE_METHODS.has(req.method)) return true;
  const field = await readFirstField(req);
  return field?.name === CSRF_FIELD && isCsrfToken(field.value, session, secretKey);
}

/** The secret key signs other things as well; a key of its own keeps these apart from them. */
function sign(salt: Uint8Array, sessionId: string, secretKey: string): Uint8Array {
  const key = new Uint8Array(hkdfSync("sha256", secretKey, "", "csrf", MAC_BYTES));
  return createHmac("sha256", key).update(salt).update(sessionId).digest();
}
