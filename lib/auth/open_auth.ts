import { createServerClient, parseCookieHeader, serializeCookieHeader } from "@supabase/ssr";
import { createClient, type SupabaseClient } from "@supabase/supabase-js";
import type { Client } from "@/lib/db/mod.ts";
import { sharedRefresh } from "./shared_refresh.ts";
import {
  createTokenVerifier,
  type TokenIssuer,
  type TokenVerifier,
  type UserClaims,
} from "./verify_token.ts";

export interface AuthConfig extends TokenIssuer {
  publishableKey: string;
  /** Where people reach the platform; cookies are Secure when it is https. */
  publicUrl: string;
}

/** Somebody who signed in, as their verified access token says. */
export interface Session {
  userId: string;
  email: string;
  claims: UserClaims;
  accessToken: string;
}

export type AuthClient = SupabaseClient["auth"];

/** Auth for one request. Its answer must pass through `seal`, or a refreshed session is lost. */
export interface Auth {
  client: AuthClient;
  /**
   * Auth without this browser's session: for a password that has to be proved once more, and for
   * letters, whose links and codes work on any device because this leaves no cookie behind.
   */
  separate(): AuthClient;
  /** Who is signed in. Asks Auth only when the access token has to be renewed. */
  getSession(): Promise<Session | null>;
  /** Adds the cookies that changed to the answer. */
  seal(response: Response): Response;
}

const COOKIE = "afrify-auth";
const verifiers = new WeakMap<AuthConfig, TokenVerifier>();

/** The session lives in HttpOnly cookies, which scripts and other hosts cannot read. */
export function openAuth(
  req: Request,
  config: AuthConfig,
  device: Client,
): Auth {
  const changes = new Headers();
  const client = createServerClient(config.supabaseUrl, config.publishableKey, {
    global: { fetch: sharedRefresh, headers: deviceHeaders(device) },
    cookieOptions: {
      name: COOKIE,
      path: "/",
      httpOnly: true,
      sameSite: "lax",
      secure: config.publicUrl.startsWith("https:"),
    },
    cookies: {
      encode: "tokens-only",
      getAll: () =>
        parseCookieHeader(req.headers.get("cookie") ?? "")
          .map(({ name, value }) => ({ name, value: value ?? "" })),
      setAll(cookies, headers) {
        for (const { name, value, options } of cookies) {
          changes.append("set-cookie", serializeCookieHeader(name, value, options));
        }
        for (const [name, value] of Object.entries(headers)) changes.set(name, value);
      },
    },
  }).auth;

  return {
    client,
    separate: () => createTokenClient(config, device),
    async getSession() {
      const { data } = await client.getSession();
      return data.session ? await toSession(data.session.access_token, config) : null;
    },
    seal(response) {
      for (const [name, value] of changes) {
        if (name === "set-cookie") response.headers.append(name, value);
        else response.headers.set(name, value);
      }
      return response;
    },
  };
}

/** Auth for a caller who keeps their tokens themselves: nothing is stored here. */
export function createTokenClient(config: AuthConfig, device: Client): AuthClient {
  return createClient(config.supabaseUrl, config.publishableKey, {
    global: { fetch: sharedRefresh, headers: deviceHeaders(device) },
    auth: { persistSession: false, autoRefreshToken: false, detectSessionInUrl: false },
  }).auth;
}

/** Auth notes with a session whose device it is on: theirs, not this server. */
function deviceHeaders({ ip, userAgent }: Client): Record<string, string> {
  return {
    ...(userAgent && { "user-agent": userAgent }),
    ...(ip && { "x-forwarded-for": ip, "sb-forwarded-for": ip }),
  };
}

/** Null when the token does not hold. */
export async function toSession(accessToken: string, config: AuthConfig): Promise<Session | null> {
  let verify = verifiers.get(config);
  if (!verify) verifiers.set(config, verify = createTokenVerifier(config));
  const claims = await verify(accessToken);
  if (!claims) return null;
  return { userId: claims.sub, email: String(claims.email ?? ""), claims, accessToken };
}
