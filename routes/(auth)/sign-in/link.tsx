import type { Handlers, PageProps } from "$fresh/server.ts";
import { Button } from "@/components/Button.tsx";
import { AuthPage, FormLink } from "@/components/dashboard/AuthPage.tsx";
import { ErrorSummary } from "@/components/ErrorSummary.tsx";
import { Field } from "@/components/Field.tsx";
import { rememberSentTo, requestSignInLink, SignInLink } from "@/lib/auth/mod.ts";
import { type FormErrors, readForm, seeOther } from "@/lib/http/mod.ts";
import { letter, mayGoOn } from "@/lib/limits/mod.ts";
import type { AuthState } from "@/lib/tenants/mod.ts";

interface Page {
  errors: FormErrors;
  email: string;
}

export const handler: Handlers<Page, AuthState> = {
  GET: (_req, ctx) => ctx.render({ errors: {}, email: "" }),

  async POST(req, ctx) {
    const form = await readForm(req, SignInLink);
    if (!form.ok) {
      const { errors, values, status } = form;
      return ctx.render({ errors, email: values.email ?? "" }, { status });
    }
    const { auth, app, client } = ctx.state;
    const { email } = form.value;
    if (!await mayGoOn(app.db.own, letter(client, email))) {
      const errors = { email: "We wrote to this address often enough. Try again in an hour." };
      return ctx.render({ errors, email }, { status: 429 });
    }
    await requestSignInLink(auth, email);
    const isSecure = app.config.publicUrl.startsWith("https:");
    return seeOther(`/sign-in/code${ctx.url.search}`, {
      "set-cookie": rememberSentTo(email, { path: "/sign-in", isSecure }),
    });
  },
};

export default function LinkPage({ data: { errors, email }, url }: PageProps<Page>) {
  return (
    <AuthPage
      title="Sign in by email"
      lead="We send you a link and a code. Use either, no password needed."
    >
      <form method="post">
        {errors[""] && <ErrorSummary errors={errors} />}
        <Field
          name="email"
          label="Email"
          type="email"
          autocomplete="username"
          value={email}
          error={errors.email}
          required
        />
        <Button full class="mt-5">Email me a link</Button>
      </form>
      <p class="flex justify-between mt-3">
        <FormLink href={`/sign-in${url.search}`}>Use my password</FormLink>
        <FormLink href={`/sign-in/code${url.search}`}>I have a code</FormLink>
      </p>
    </AuthPage>
  );
}
