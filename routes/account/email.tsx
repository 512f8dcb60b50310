import type { Handlers, PageProps } from "$fresh/server.ts";
import { Button } from "@/components/Button.tsx";
import { AccountFrame } from "@/components/dashboard/AccountFrame.tsx";
import { BackLink, PageHead } from "@/components/dashboard/Page.tsx";
import { ErrorSummary } from "@/components/ErrorSummary.tsx";
import { Field } from "@/components/Field.tsx";
import { Form } from "@/components/Form.tsx";
import { Card } from "@/components/Layout.tsx";
import { DOUBTS, NewEmail, readEmail, rememberSentTo, requestEmailChange } from "@/lib/auth/mod.ts";
import { type FormErrors, readForm, seeOther } from "@/lib/http/mod.ts";
import { limitTries, passwordTry } from "@/lib/limits/mod.ts";
import type { SignedInState } from "@/lib/tenants/mod.ts";

interface Page {
  errors: FormErrors;
  email: string;
}

export const handler: Handlers<Page, SignedInState> = {
  GET: (_req, ctx) => ctx.render({ errors: {}, email: "" }),

  async POST(req, ctx) {
    const form = await readForm(req, NewEmail);
    if (!form.ok) {
      const { errors, values, status } = form;
      return ctx.render({ errors, email: values.email ?? "" }, { status });
    }
    const { auth, app, client } = ctx.state;
    const { email } = form.value;
    const own = await readEmail(auth);
    if (email === own) {
      const errors = { email: "That is the address you have." };
      return ctx.render({ errors, email }, { status: 422 });
    }
    const asked = await limitTries(
      app.db.own,
      passwordTry(client, own),
      () => requestEmailChange(auth, form.value),
    );
    if (!asked.ok) return ctx.render({ errors: DOUBTS[asked.code], email }, { status: 422 });
    const isSecure = app.config.publicUrl.startsWith("https:");
    return seeOther("/account", {
      "set-cookie": rememberSentTo(email, { path: "/account", isSecure }),
    });
  },
};

export default function ChangeEmail(
  { data: { errors, email }, state }: PageProps<Page, SignedInState>,
) {
  return (
    <AccountFrame csrf={state.csrf} title="Change email">
      <BackLink href="/account">Your account</BackLink>
      <PageHead title="Change email" />
      <Form csrf={state.csrf}>
        <ErrorSummary errors={errors} class="mb-4" />
        <Card>
          <Field
            name="email"
            label="New email"
            hint="We write to this address and to the one you have. Both have to confirm."
            type="email"
            autocomplete="email"
            value={email}
            error={errors.email}
            required
          />
          <Field
            name="current"
            label="Your password"
            type="password"
            autocomplete="current-password"
            error={errors.current}
            required
          />
          <Button class="mt-5">Send the links</Button>
        </Card>
      </Form>
    </AccountFrame>
  );
}
