import type { Handlers, PageProps } from "$fresh/server.ts";
import { Button } from "@/components/Button.tsx";
import { AccountFrame } from "@/components/dashboard/AccountFrame.tsx";
import { FormLink } from "@/components/dashboard/AuthPage.tsx";
import { BackLink, PageHead } from "@/components/dashboard/Page.tsx";
import { ErrorSummary } from "@/components/ErrorSummary.tsx";
import { Field } from "@/components/Field.tsx";
import { Form } from "@/components/Form.tsx";
import { Card } from "@/components/Layout.tsx";
import { changePassword, DOUBTS, PasswordChange, readEmail } from "@/lib/auth/mod.ts";
import { type FormErrors, readForm, seeOther } from "@/lib/http/mod.ts";
import { limitTries, passwordTry } from "@/lib/limits/mod.ts";
import type { SignedInState } from "@/lib/tenants/mod.ts";

interface Page {
  errors: FormErrors;
}

const MESSAGES: Record<string, FormErrors> = {
  ...DOUBTS,
  same_password: { password: "That is the password you have. Choose another." },
  weak_password: { password: "That password is easy to guess. Choose a longer one." },
};

export const handler: Handlers<Page, SignedInState> = {
  GET: (_req, ctx) => ctx.render({ errors: {} }),

  async POST(req, ctx) {
    const form = await readForm(req, PasswordChange);
    if (!form.ok) return ctx.render({ errors: form.errors }, { status: form.status });
    const { auth, app, client } = ctx.state;
    const changed = await limitTries(
      app.db.own,
      passwordTry(client, await readEmail(auth)),
      () => changePassword(auth, form.value),
    );
    if (changed.ok) return seeOther("/account?done=password");
    return ctx.render({ errors: MESSAGES[changed.code]! }, { status: 422 });
  },
};

export default function ChangePassword(
  { data: { errors }, state }: PageProps<Page, SignedInState>,
) {
  return (
    <AccountFrame csrf={state.csrf} title="Change password">
      <BackLink href="/account">Your account</BackLink>
      <PageHead title="Change password" />
      <Form csrf={state.csrf}>
        <ErrorSummary errors={errors} class="mb-4" />
        <Card>
          <Field
            name="current"
            label="The password you have"
            type="password"
            autocomplete="current-password"
            error={errors.current}
            required
          />
          <Field
            name="password"
            label="New password"
            hint="8 characters or more. Your other devices are signed out."
            type="password"
            autocomplete="new-password"
            error={errors.password}
            required
          />
          <Button class="mt-5">Change password</Button>
          <p class="mt-3">
            <FormLink href="/forgot-password">I do not know my password</FormLink>
          </p>
        </Card>
      </Form>
    </AccountFrame>
  );
}
