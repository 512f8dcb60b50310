import type { Handlers, PageProps } from "$fresh/server.ts";
import { readForm, seeOther } from "@/lib/http/mod.ts";
import type { Words } from "@/lib/i18n/mod.ts";
import { PhoneForm, requestCode, sayCodeRefusal } from "@/lib/shoppers/mod.ts";
import type { StorefrontState } from "@/lib/stores/mod.ts";
import { SignIn, type SignInView } from "@/routes/s/[store]/(_components)/SignIn.tsx";
import { showSignIn } from "@/routes/s/[store]/(_components)/sign_in.ts";

/** Sends a code to a phone and asks for it. */
export const handler: Handlers<SignInView, StorefrontState> = {
  GET: (_req, ctx) => seeOther(`${ctx.state.base}/account`),

  async POST(req, ctx) {
    const { app, client, slug, language } = ctx.state;
    const form = await readForm(req, PhoneForm);
    if (!form.ok) {
      const { errors, status, values: typed } = form;
      return await showSignIn(ctx, { typed, errors, status });
    }
    const { phone, ticket } = form.value;
    const typed = form.values;
    const sent = await requestCode(app.db, client, { slug, phone, ticket, language });
    if (!sent.ok) {
      const { code } = sent;
      const refusal = (words: Words) => ({ phone: sayCodeRefusal(code, words) });
      return await showSignIn(ctx, { typed, refusal, status: 429 });
    }
    return await showSignIn(ctx, { ticket, sentTo: phone, typed });
  },
};

export default function CodePage({ data, state }: PageProps<SignInView, StorefrontState>) {
  return <SignIn {...data} base={state.base} />;
}
