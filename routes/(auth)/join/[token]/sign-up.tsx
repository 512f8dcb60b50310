import { type FreshContext, type Handlers, HttpError, type PageProps } from "$fresh/server.ts";
import { Button } from "@/components/Button.tsx";
import { AuthPage, FormLink } from "@/components/dashboard/AuthPage.tsx";
import { ErrorSummary } from "@/components/ErrorSummary.tsx";
import { Field } from "@/components/Field.tsx";
import { NewAccount, signUp } from "@/lib/auth/mod.ts";
import { type FormErrors, readForm, seeOther } from "@/lib/http/mod.ts";
import { fromClient, mayGoOn, SIGN_UPS } from "@/lib/limits/mod.ts";
import { acceptInvitation, getInvitation, type OpenInvitation } from "@/lib/staff/mod.ts";
import type { AuthState } from "@/lib/tenants/mod.ts";

interface Page {
  invitation: OpenInvitation;
  errors: FormErrors;
  email: string;
  /** Set when the rest happens in the mailbox of this address. */
  mailTo?: string;
}

type Context = FreshContext<AuthState, Page>;

const MESSAGES = {
  too_many_tries: { "": "That was too many tries. Wait an hour, then try again." },
  weak_password: { password: "That password is easy to guess. Choose a longer one." },
};

/** An account for somebody who was invited: they open no shop of their own. */
export const handler: Handlers<Page, AuthState> = {
  GET: (_req, ctx) =>
    withOpen(
      ctx,
      (invitation) =>
        Promise.resolve(ctx.render({ invitation, errors: {}, email: invitation.email ?? "" })),
    ),

  async POST(req, ctx) {
    const form = await readForm(req, NewAccount);
    return await withOpen(ctx, async (invitation) => {
      if (!form.ok) {
        const { errors, values, status } = form;
        return ctx.render({ invitation, errors, email: values.email ?? "" }, { status });
      }
      const { auth, app, client } = ctx.state;
      const { email, password } = form.value;
      if (!await mayGoOn(app.db.own, [fromClient(SIGN_UPS, client)])) {
        const page = { invitation, errors: MESSAGES.too_many_tries, email };
        return ctx.render(page, { status: 429 });
      }
      const signedUp = await signUp(auth, { email, password, about: {} });
      if (signedUp.ok) return await join(ctx);
      if (signedUp.code === "check_mail") {
        return ctx.render({ invitation, errors: {}, email, mailTo: email });
      }
      return ctx.render({ invitation, errors: MESSAGES[signedUp.code], email }, { status: 422 });
    });
  },
};

/** Runs while the invitation stands; its own page says what became of it otherwise. */
async function withOpen(
  { state, params }: Context,
  run: (invitation: OpenInvitation) => Promise<Response>,
): Promise<Response> {
  const invitation = await getInvitation(state.app.db.public, params.token!);
  if (!invitation) throw new HttpError(404);
  const isSignedIn = await state.auth.getSession() !== null;
  if (invitation.state !== "open" || isSignedIn) return seeOther(`/join/${params.token}`);
  return await run(invitation);
}

async function join({ state, params }: Context): Promise<Response> {
  const { auth, app, client } = state;
  const session = await auth.getSession();
  const joined = await app.db.asUser(
    session!.claims,
    (sql) => acceptInvitation(sql, params.token!),
    client,
  );
  return seeOther(joined.ok ? "/dashboard" : `/join/${params.token}`);
}

export default function JoinSignUp({ data, params }: PageProps<Page>) {
  const { invitation, errors, email, mailTo } = data;
  if (mailTo) {
    return (
      <AuthPage
        title="Look into your mail"
        lead={
          <>
            We sent a message to{" "}
            <b>{mailTo}</b>. Follow the link in it, then open the invitation once more.
          </>
        }
      >
        <FormLink href={`/join/${params.token}`}>Back to the invitation</FormLink>
      </AuthPage>
    );
  }
  return (
    <AuthPage title={`Join ${invitation.name}`} lead="An email and a password, and you are in.">
      <form method="post">
        <ErrorSummary errors={errors} />
        <Field
          name="email"
          label="Your email"
          type="email"
          autocomplete="username"
          value={email}
          error={errors.email}
          required
        />
        <Field
          name="password"
          label="Password"
          hint="8 characters or more."
          type="password"
          autocomplete="new-password"
          error={errors.password}
          required
        />
        <Button full class="mt-5">Make my account and join</Button>
      </form>
      <p class="mt-3 text-sm mut">
        Have one already? <FormLink href={`/sign-in?next=/join/${params.token}`}>Sign in</FormLink>
      </p>
    </AuthPage>
  );
}
