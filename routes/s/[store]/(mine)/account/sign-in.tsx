import type { Handlers, PageProps } from "$fresh/server.ts";
import { readForm, seeOther } from "@/lib/http/mod.ts";
import type { Words } from "@/lib/i18n/mod.ts";
import { CodeForm, openSession, sayWrongCode, shopperCookie } from "@/lib/shoppers/mod.ts";
import type { StorefrontState } from "@/lib/stores/mod.ts";
import { SignIn, type SignInView } from "@/routes/s/[store]/(_components)/SignIn.tsx";
import { showSignIn } from "@/routes/s/[store]/(_components)/sign_in.ts";

/** Opens a session for the code that came to the phone. */
export const handler: Handlers<SignInView, StorefrontState> = {
  GET: (_req, ctx) => seeOther(`${ctx.state.base}/account`),

  async POST(req, ctx) {
    const { app, root, base, client, slug } = ctx.state;
    const form = await readForm(req, CodeForm);
    if (!form.ok) {
      const { errors, status, values: typed } = form;
      // Without a phone and ticket of ours there is nothing to go on with.
      const { ticket, phone: sentTo } = typed;
      const isOurs = !errors.ticket && !errors.phone && ticket && sentTo;
      return isOurs
        ? await showSignIn(ctx, { ticket, sentTo, typed, errors, status })
        : seeOther(`${base}/account`);
    }
    const { phone, ticket, order, code } = form.value;
    const typed = form.values;
    const opened = await openSession(app.db, client, { slug, phone, ticket, code });
    if (!opened.ok) {
      const { code: why, details } = opened;
      const refusal = (words: Words) => ({ code: sayWrongCode(why, words, details?.triesLeft) });
      const status = why === "too_many_tries" ? 429 : 422;
      return await showSignIn(ctx, { ticket, sentTo: phone, typed, refusal, status });
    }
    const isSecure = app.config.publicUrl.startsWith("https:");
    return seeOther(order ? `${base}/account/orders/${order}` : `${base}/account`, {
      "set-cookie": shopperCookie(opened.value, { root, isSecure }),
    });
  },
};

export default function SignInPage({ data, state }: PageProps<SignInView, StorefrontState>) {
  return <SignIn {...data} base={state.base} />;
}
