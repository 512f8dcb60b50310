import { createRemoteJWKSet, errors, jwtVerify, type JWTVerifyGetKey } from "jose";
import type { Claims } from "@/lib/db/mod.ts";

export interface TokenIssuer {
  supabaseUrl: string;
  /** Null where Supabase signs with keys that it publishes. */
  jwtSecret: string | null;
}

/** The claims of an access token, or null when it is not one of ours, not a user's, or over. */
export type TokenVerifier = (token: string) => Promise<UserClaims | null>;

/** Claims of a person. */
export type UserClaims = Claims & { sub: string };

/** Checks access tokens without asking anybody; published keys are fetched once and kept. */
export function createTokenVerifier({ supabaseUrl, jwtSecret }: TokenIssuer): TokenVerifier {
  const check = jwtSecret === null
    ? withPublishedKeys(createRemoteJWKSet(new URL(`${supabaseUrl}/auth/v1/.well-known/jwks.json`)))
    : withSecret(new TextEncoder().encode(jwtSecret));

  return async (token) => {
    try {
      const { payload } = await check(token);
      return typeof payload.sub === "string" ? { ...payload, sub: payload.sub } : null;
    } catch (error) {
      // A key server that cannot be reached says nothing about the token.
      if (error instanceof errors.JWKSTimeout || !(error instanceof errors.JOSEError)) throw error;
      return null;
    }
  };
}

const AUDIENCE = "authenticated";

function withSecret(key: Uint8Array) {
  return (token: string) => jwtVerify(token, key, { audience: AUDIENCE, algorithms: ["HS256"] });
}

function withPublishedKeys(keys: JWTVerifyGetKey) {
  const algorithms = ["ES256", "RS256", "EdDSA"];
  return (token: string) => jwtVerify(token, keys, { audience: AUDIENCE, algorithms });
}
