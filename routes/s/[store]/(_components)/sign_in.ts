import type { FreshContext } from "$fresh/server.ts";
import type { FormErrors } from "@/lib/http/mod.ts";
import type { Words } from "@/lib/i18n/mod.ts";
import { makeTicket } from "@/lib/shoppers/mod.ts";
import { readShell, type StorefrontState, wordsOf } from "@/lib/stores/mod.ts";
import type { SignInView } from "./SignIn.tsx";

interface Shown {
  ticket?: string;
  sentTo?: string;
  typed: Record<string, string>;
  errors?: FormErrors;
  /** Said once the shop was read, and with it its language. */
  refusal?: (words: Words) => FormErrors;
  status?: number;
}

/** Shows a step of the sign-in with everything that was typed. */
export async function showSignIn(
  ctx: FreshContext<StorefrontState, SignInView>,
  { ticket = makeTicket(), sentTo, typed, errors = {}, refusal, status = 200 }: Shown,
): Promise<Response> {
  const { app, slug, cart, language } = ctx.state;
  const shell = await readShell(app.db.public, { slug, cart, language });
  if (!shell) return ctx.renderNotFound();
  ctx.state.shell = shell;
  const words = wordsOf(ctx.state);
  const view = {
    store: shell.store,
    ticket,
    nextTicket: makeTicket(),
    sentTo,
    typed,
    errors: refusal?.(words) ?? words.errors(errors),
  };
  return ctx.render(view, { status });
}
