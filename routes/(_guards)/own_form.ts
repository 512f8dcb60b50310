import { type FreshContext, HttpError } from "$fresh/server.ts";
import { isOwnForm } from "@/lib/auth/mod.ts";
import { letArrive } from "@/lib/http/mod.ts";
import type { SignedInState } from "@/lib/tenants/mod.ts";

/**
 * For the middleware of every area that knows people by a cookie: answers 403 to a write that is not
 * a form which this session got from us.
 */
export async function assertOwnForm(
  req: Request,
  { state }: FreshContext<SignedInState>,
): Promise<void> {
  if (await isOwnForm(req, state.session, state.app.config.secretKey)) return;
  await letArrive(req);
  state.isStaleForm = true;
  throw new HttpError(403, "This form is too old.");
}
