import type { AuthError } from "@supabase/supabase-js";

/** Auth understood and said no; anything else is a fault. */
export function isClientError(error: AuthError): boolean {
  return error.status !== undefined && error.status >= 400 && error.status < 500;
}

export function isTooMany(error: AuthError): boolean {
  return error.status === 429;
}
