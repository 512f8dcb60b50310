import type { AuthError } from "@supabase/supabase-js";

/** Auth understood and said no; anything else is a fault. */
export function isClientError(error: AuthError): boolean {
  return error.status !== undefined && error.status >= 400 && error.status < 500;
}

export function isTooMany(error: AuthError): boolean {
  return error.status === 429;
}

/**
 * Auth answered a request for a letter, be it that it could not write it: the address has no mailbox,
 * or had a letter a moment ago. Both happen to addresses with an account alone, so nobody is told.
 */
export function isAboutLetter(error: AuthError): boolean {
  return isClientError(error) || error.status === 500;
}
