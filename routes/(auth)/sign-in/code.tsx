import type { Handlers, PageProps } from "$fresh/server.ts";
import { Button } from "@/components/Button.tsx";
import { AuthPage, FormLink } from "@/components/dashboard/AuthPage.tsx";
import { ErrorSummary } from "@/components/ErrorSummary.tsx";
import { Field } from "@/components/Field.tsx";
import { nextPath, readSentTo, SignInCode, signInWithCode } from "@/lib/auth/mod.ts";
import { type FormErrors, readForm, seeOther } from "@/lib/http/mod.ts";
import { codeTry, limitTries } from "@/lib/limits/mod.ts";
import type { AuthState } from "@/lib/tenants/mod.ts";

interface Page {
  errors: FormErrors;
  email: string;
  code?: string;
  /** Where this device asked to write to; "" on another one. */
  sentTo: string;
}

const REFUSALS = {
  wrong_code: {
    errors: { code: "That code does not work, or no more. Type the newest, or ask for another." },
    status: 422,
  },
  too_many_tries: {
    errors: { code: "That was too many tries. Wait an hour, or use your password." },
    status: 429,
  },
};

export const handler: Handlers<Page, AuthState> = {
  GET(req, ctx) {
    const sentTo = readSentTo(req);
    return ctx.render({ errors: {}, email: sentTo, sentTo });
  },

  async POST(req, ctx) {
    const sentTo = readSentTo(req);
    const form = await readForm(req, SignInCode);
    if (!form.ok) {
      const { errors, values: { email = "", code }, status } = form;
      return ctx.render({ errors, email, code, sentTo }, { status });
    }
    const { email, code } = form.value;
    const { auth, app, client } = ctx.state;
    const tries = codeTry(client, email);
    const follow = () => signInWithCode(auth, { email, code });
    const signedIn = await limitTries(app.db.own, tries, follow);
    if (signedIn.ok) return seeOther(nextPath(ctx.url.searchParams.get("next")));
    const { errors, status } = REFUSALS[signedIn.code];
    return ctx.render({ errors, email, code, sentTo }, { status });
  },
};

export default function CodePage({ data, url }: PageProps<Page>) {
  const { errors, email, code, sentTo } = data;
  return (
    <AuthPage title="Type the code" lead={<Lead sentTo={sentTo} />}>
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
          name="code"
          label="Code"
          inputMode="numeric"
          autocomplete="one-time-code"
          value={code}
          error={errors.code}
          maxlength={20}
          required
        />
        <Button full class="mt-5">Sign in</Button>
      </form>
      <p class="mt-3">
        <FormLink href={`/sign-in/link${url.search}`}>Send me another</FormLink>
      </p>
    </AuthPage>
  );
}

function Lead({ sentTo }: { sentTo: string }) {
  if (!sentTo) return <>It is in the newest email from us, and works once, for one hour.</>;
  return (
    <>
      If <b>{sentTo}</b>{" "}
      has an account, a message is on its way. Open its link, or type its code here.
    </>
  );
}
