import type { Handlers, PageProps } from "$fresh/server.ts";
import { Button } from "@/components/Button.tsx";
import { AuthPage } from "@/components/dashboard/AuthPage.tsx";
import { CountrySelect } from "@/components/dashboard/CountrySelect.tsx";
import { ErrorSummary } from "@/components/ErrorSummary.tsx";
import { Form } from "@/components/Form.tsx";
import { Field } from "@/components/Field.tsx";
import { readAbout } from "@/lib/auth/mod.ts";
import { type FormErrors, readForm, seeOther } from "@/lib/http/mod.ts";
import { storeOrigin } from "@/lib/stores/mod.ts";
import {
  type AuthState,
  findHomeStore,
  NewStore,
  openStore,
  type SignedInState,
  suggestSlug,
} from "@/lib/tenants/mod.ts";

interface Page {
  errors: FormErrors;
  values: Record<string, string>;
}

const TAKEN = { slug: "Another shop has this address. Add a word to it." };

/** Where a sign-up that stopped half-way goes on: there is an account, but no shop. */
export const handler: Handlers<Page, AuthState> = {
  async GET(_req, ctx) {
    const { auth, app } = ctx.state;
    const session = await auth.getSession();
    if (!session) return seeOther("/sign-in");
    const home = await app.db.asUser(session.claims, (sql) => findHomeStore(sql, session.userId));
    if (home) return seeOther("/dashboard");

    const about = await readAbout(auth);
    const name = typeof about.shop_name === "string" ? about.shop_name : "";
    const country = typeof about.country === "string" ? about.country : "KE";
    const values = { name, country, slug: name && suggestSlug(name) };
    const isTaken = ctx.url.searchParams.has("taken");
    return ctx.render({ errors: isTaken ? TAKEN : {}, values });
  },

  async POST(req, ctx) {
    const { auth, app, client } = ctx.state;
    const session = await auth.getSession();
    if (!session) return seeOther("/sign-in");
    const form = await readForm(req, NewStore);
    if (!form.ok) {
      const { errors, values, status } = form;
      return ctx.render({ errors, values }, { status });
    }
    const store = { ...form.value, email: session.email };
    const opened = await app.db.asUser(session.claims, (sql) => openStore(sql, store), client);
    if (opened.ok || opened.code === "store_exists") return seeOther("/dashboard");
    return ctx.render({ errors: TAKEN, values: form.value }, { status: 422 });
  },
};

export default function NameYourShop(
  { data: { errors, values }, state }: PageProps<Page, SignedInState>,
) {
  // An address that was refused may not even be one.
  const slug = !values.slug || errors.slug ? "your-shop" : values.slug;
  const example = new URL(storeOrigin(state.app.config.publicUrl, { slug })).host;
  return (
    <AuthPage title="Name your shop" lead="One more step, and it is there.">
      <Form csrf={state.csrf}>
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
        <Field
          name="slug"
          label="Its address"
          hint={<>Buyers find it at {example}</>}
          value={values.slug}
          error={errors.slug}
          autocapitalize="none"
          spellcheck={false}
          maxlength={40}
          required
        />
        <CountrySelect value={values.country} error={errors.country} />
        <Button full class="mt-5">Open my shop</Button>
      </Form>
    </AuthPage>
  );
}
