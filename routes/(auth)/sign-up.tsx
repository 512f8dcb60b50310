import type { Handlers, PageProps } from "$fresh/server.ts";
import { Button } from "@/components/Button.tsx";
import { AuthPage, FormLink } from "@/components/dashboard/AuthPage.tsx";
import { CountrySelect } from "@/components/dashboard/CountrySelect.tsx";
import { ErrorSummary } from "@/components/ErrorSummary.tsx";
import { Field } from "@/components/Field.tsx";
import { nextPath, signUp } from "@/lib/auth/mod.ts";
import { type FormErrors, readForm, seeOther } from "@/lib/http/mod.ts";
import { fromClient, mayGoOn, SIGN_UPS } from "@/lib/limits/mod.ts";
import { type AuthState, openStore, SignUp, suggestSlug } from "@/lib/tenants/mod.ts";

interface Page {
  errors: FormErrors;
  values: Record<string, string>;
  /** Set when the rest happens in the mailbox of this address. */
  mailTo?: string;
}

const MESSAGES = {
  too_many_tries: { "": "That was too many tries. Wait an hour, then try again." },
  weak_password: { password: "That password is easy to guess. Choose a longer one." },
};

export const handler: Handlers<Page, AuthState> = {
  async GET(_req, ctx) {
    if (await ctx.state.auth.getSession()) return seeOther(nextPath(null));
    return ctx.render({ errors: {}, values: { country: "KE" } });
  },

  async POST(req, ctx) {
    const form = await readForm(req, SignUp);
    if (!form.ok) {
      const { errors, values, status } = form;
      return ctx.render({ errors, values }, { status });
    }
    const { auth, app, client } = ctx.state;
    const { name, country, email, password } = form.value;
    const values = { name, country, email };
    if (!await mayGoOn(app.db.own, [fromClient(SIGN_UPS, client)])) {
      return ctx.render({ errors: MESSAGES.too_many_tries, values }, { status: 429 });
    }
    const signedUp = await signUp(auth, { email, password, about: { shop_name: name, country } });
    if (!signedUp.ok) {
      if (signedUp.code === "check_mail") return ctx.render({ errors: {}, values, mailTo: email });
      return ctx.render({ errors: MESSAGES[signedUp.code], values }, { status: 422 });
    }

    const session = await auth.getSession();
    const store = { name, country, slug: suggestSlug(name), email };
    const opened = await app.db.asUser(session!.claims, (sql) => openStore(sql, store), client);
    return seeOther(
      opened.ok || opened.code === "store_exists" ? "/dashboard" : "/name-your-shop?taken=1",
    );
  },
};

export default function SignUpPage({ data: { errors, values, mailTo } }: PageProps<Page>) {
  if (mailTo) {
    return (
      <AuthPage
        title="Look into your mail"
        lead={
          <>
            We sent a message to <b>{mailTo}</b>. Follow the link in it to go on.
          </>
        }
      >
        <FormLink href="/sign-in">Sign in</FormLink>
      </AuthPage>
    );
  }
  return (
    <AuthPage title="Open your shop" lead="Four lines, and it is there.">
      <form method="post">
        <ErrorSummary errors={errors} />
        <Field
          name="name"
          label="Name of your shop"
          autocomplete="organization"
          value={values.name}
          error={errors.name}
          maxlength={80}
          required
        />
        <CountrySelect value={values.country} error={errors.country} />
        <Field
          name="email"
          label="Your email"
          type="email"
          autocomplete="username"
          value={values.email}
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
        <Button full class="mt-5">Open my shop</Button>
      </form>
      <p class="mt-3 text-sm mut">
        Have one already? <FormLink href="/sign-in">Sign in</FormLink>
      </p>
    </AuthPage>
  );
}
