import type { FreshContext, Handlers, PageProps } from "$fresh/server.ts";
import { Button } from "@/components/Button.tsx";
import { Checkbox } from "@/components/Choice.tsx";
import { ErrorSummary } from "@/components/ErrorSummary.tsx";
import { Field } from "@/components/Field.tsx";
import { Form } from "@/components/Form.tsx";
import { Toast } from "@/components/Status.tsx";
import { useWords } from "@/components/words.tsx";
import { type FormErrors, readForm, seeOther } from "@/lib/http/mod.ts";
import {
  type AddressesPage,
  ProfileForm,
  readAddressesPage,
  saveProfile,
  type Shopper,
} from "@/lib/shoppers/mod.ts";
import { type StorefrontState, wordsOf } from "@/lib/stores/mod.ts";
import { AccountPage } from "@/routes/s/[store]/(_components)/AccountPage.tsx";

interface View {
  page: AddressesPage;
  shopper: Shopper;
  typed: Record<string, string>;
  errors: FormErrors;
}

type Context = FreshContext<StorefrontState, View>;

export const handler: Handlers<View, StorefrontState> = {
  GET: (_req, ctx) => show(ctx, {}),

  async POST(req, ctx) {
    const { app, base, slug, shopperToken: token } = ctx.state;
    const form = await readForm(req, ProfileForm);
    if (!form.ok) return await show(ctx, { typed: form.values, errors: form.errors }, form.status);
    if (token === null) return seeOther(`${base}/account`);
    const saved = await saveProfile(app.db.public, { slug, token }, form.value);
    return seeOther(saved.ok ? `${base}/account/profile?saved=1` : `${base}/account`);
  },
};

async function show(
  ctx: Context,
  { typed, errors = {} }: { typed?: Record<string, string>; errors?: FormErrors },
  status = 200,
): Promise<Response> {
  const { app, base, slug, cart, language, shopperToken: token } = ctx.state;
  const page = await readAddressesPage(app.db.public, { slug, cart, language, token });
  if (!page) return ctx.renderNotFound();
  ctx.state.shell = page;
  const { shopper } = page;
  if (!shopper) return seeOther(`${base}/account`);
  const kept = {
    name: shopper.name ?? "",
    email: shopper.email ?? "",
    wantsNews: shopper.wantsNews ? "1" : "",
  };
  return ctx.render({
    page,
    shopper,
    typed: typed ?? kept,
    errors: wordsOf(ctx.state).errors(errors),
  }, {
    status,
  });
}

export default function Profile({ data, state, url }: PageProps<View, StorefrontState>) {
  const { page, shopper, typed, errors } = data;
  const { base, csrf = "" } = state;
  const { say } = useWords();
  return (
    <AccountPage
      title={say("account.me")}
      storeName={page.store.name}
      base={base}
      phone={shopper.phone}
      tab="/profile"
    >
      <ErrorSummary class="mb-4" errors={errors} />
      <Form csrf={csrf} action={`${base}/account/profile`} class="card" noValidate>
        <Field
          label={say("checkout.name")}
          name="name"
          autocomplete="name"
          value={typed.name}
          error={errors.name}
        />
        <Field
          label={say("checkout.email")}
          name="email"
          type="email"
          optional={say("frame.optional")}
          autocomplete="email"
          hint={say("account.emailHint")}
          value={typed.email}
          error={errors.email}
        />
        <Checkbox name="wantsNews" value="1" checked={typed.wantsNews === "1"}>
          {say("checkout.wantsNews")}
        </Checkbox>
        <Button class="mt-4">{say("account.save")}</Button>
      </Form>
      <section class="card mt-5">
        <h2 class="text-lg">{say("account.devices")}</h2>
        <p class="mut text-md mt-1">
          {say("account.devicesMore")}
        </p>
        <div class="flex flex-wrap gap-2 mt-3">
          <Form csrf={csrf} action={`${base}/account/sign-out`}>
            <Button kind="line">{say("account.signOut")}</Button>
          </Form>
          <Form csrf={csrf} action={`${base}/account/sign-out-everywhere`}>
            <Button kind="text">{say("account.signOutAll")}</Button>
          </Form>
        </div>
      </section>
      {url.searchParams.has("saved") && <Toast>{say("account.saved")}</Toast>}
    </AccountPage>
  );
}
