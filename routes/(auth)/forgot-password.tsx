import type { Handlers, PageProps } from "$fresh/server.ts";
import { Button } from "@/components/Button.tsx";
import { AuthPage, FormLink } from "@/components/dashboard/AuthPage.tsx";
import { Field } from "@/components/Field.tsx";
import { ForgotPassword, requestNewPassword } from "@/lib/auth/mod.ts";
import { readForm } from "@/lib/http/mod.ts";
import { letter, mayGoOn } from "@/lib/limits/mod.ts";
import type { AuthState } from "@/lib/tenants/mod.ts";

interface Page {
  email?: string;
  error?: string;
  isSent?: boolean;
}

export const handler: Handlers<Page, AuthState> = {
  GET: (_req, ctx) => ctx.render({}),

  async POST(req, ctx) {
    const form = await readForm(req, ForgotPassword);
    if (!form.ok) {
      const error = form.errors.email ?? form.errors[""];
      return ctx.render({ email: form.values.email, error }, { status: form.status });
    }
    const { auth, app, client } = ctx.state;
    const { email } = form.value;
    if (!await mayGoOn(app.db.own, letter(client, email))) {
      const error = "We wrote to this address often enough. Try again in an hour.";
      return ctx.render({ email, error }, { status: 429 });
    }
    await requestNewPassword(auth, email);
    return ctx.render({ email, isSent: true });
  },
};

export default function ForgotPasswordPage({ data: { email, error, isSent } }: PageProps<Page>) {
  if (isSent) {
    return (
      <AuthPage
        title="Look into your mail"
        lead={
          <>
            If <b>{email}</b> has an account, a link is on its way. It works for one hour.
          </>
        }
      >
        <FormLink href="/forgot-password">Send it again</FormLink>
      </AuthPage>
    );
  }
  return (
    <AuthPage title="Forgot your password?" lead="We send you a link to choose a new one.">
      <form method="post">
        <Field
          name="email"
          label="Email"
          type="email"
          autocomplete="username"
          value={email}
          error={error}
          required
        />
        <Button full class="mt-5">Send me a link</Button>
      </form>
      <p class="mt-3">
        <FormLink href="/sign-in">Back to sign in</FormLink>
      </p>
    </AuthPage>
  );
}
