import type { Handlers, PageProps } from "$fresh/server.ts";
import { Button, ButtonLink } from "@/components/Button.tsx";
import { AuthPage, FormLink } from "@/components/dashboard/AuthPage.tsx";
import { ErrorSummary } from "@/components/ErrorSummary.tsx";
import { Field } from "@/components/Field.tsx";
import { nextPath, SignIn, signIn } from "@/lib/auth/mod.ts";
import { type FormErrors, readForm, seeOther } from "@/lib/http/mod.ts";
import { limitTries, passwordTry } from "@/lib/limits/mod.ts";
import type { AuthState } from "@/lib/tenants/mod.ts";

interface Page {
  errors: FormErrors;
  email: string;
}

const MESSAGES = {
  wrong_credentials: { password: "That email and password do not match. Try again." },
  too_many_tries: { "": "That was too many tries. Wait a quarter of an hour, then try again." },
};

export const handler: Handlers<Page, AuthState> = {
  async GET(_req, ctx) {
    const session = await ctx.state.auth.getSession();
    if (session) return seeOther(nextPath(ctx.url.searchParams.get("next")));
    return ctx.render({ errors: {}, email: "" });
  },

  async POST(req, ctx) {
    const form = await readForm(req, SignIn);
    if (!form.ok) {
      const { errors, values, status } = form;
      return ctx.render({ errors, email: values.email ?? "" }, { status });
    }
    const { auth, app, client } = ctx.state;
    const { email } = form.value;
    const tries = passwordTry(client, email);
    const signedIn = await limitTries(app.db.own, tries, () => signIn(auth, form.value));
    if (signedIn.ok) return seeOther(nextPath(ctx.url.searchParams.get("next")));
    const page = { errors: MESSAGES[signedIn.code], email };
    return ctx.render(page, { status: signedIn.code === "too_many_tries" ? 429 : 422 });
  },
};

export default function SignInPage({ data: { errors, email }, url }: PageProps<Page>) {
  return (
    <AuthPage title="Welcome back" lead="Use the email of your shop.">
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
        <Field
          name="password"
          label="Password"
          type="password"
          autocomplete="current-password"
          error={errors.password}
          required
        />
        <Button full class="mt-5">Sign in</Button>
      </form>
      <ButtonLink kind="line" full class="mt-3" href={`/sign-in/link${url.search}`}>
        Email me a link instead
      </ButtonLink>
      <p class="flex justify-between mt-3">
        <FormLink href="/forgot-password">Forgot password</FormLink>
        <FormLink href="/sign-up">Open a shop</FormLink>
      </p>
    </AuthPage>
  );
}
