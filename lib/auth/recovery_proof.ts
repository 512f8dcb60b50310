import { errors, jwtVerify, SignJWT } from "jose";
import type { Session } from "./open_auth.ts";

const AUDIENCE = "password-recovery";
const LIFE = "10 minutes";

/**
 * Says that this session came by an emailed link. A link works once, so the form that is shown again
 * after a refused password carries this instead: being signed in is not enough to change a password.
 */
export async function proveRecovery(session: Session, secretKey: string): Promise<string> {
  return await new SignJWT({ sub: session.userId, session_id: session.claims.session_id })
    .setProtectedHeader({ alg: "HS256" })
    .setAudience(AUDIENCE)
    .setIssuedAt()
    .setExpirationTime(LIFE)
    .sign(new TextEncoder().encode(secretKey));
}

/** True for a proof that was made for this session and is not over. */
export async function isRecoveryProof(
  proof: string,
  session: Session,
  secretKey: string,
): Promise<boolean> {
  try {
    const key = new TextEncoder().encode(secretKey);
    const { payload } = await jwtVerify(proof, key, { audience: AUDIENCE, algorithms: ["HS256"] });
    return payload.sub === session.userId && payload.session_id === session.claims.session_id;
  } catch (error) {
    if (error instanceof errors.JOSEError) return false;
    throw error;
  }
}
