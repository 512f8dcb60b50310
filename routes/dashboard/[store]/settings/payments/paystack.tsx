import type { FreshContext, Handlers, PageProps } from "$fresh/server.ts";
import { Button } from "@/components/Button.tsx";
import { AccountActions, WebhookCard } from "@/components/dashboard/AccountState.tsx";
import { BackLink, PageHead, PageTitle } from "@/components/dashboard/Page.tsx";
import { SecretField } from "@/components/dashboard/SecretField.tsx";
import { SettingsNav } from "@/components/dashboard/SettingsNav.tsx";
import { ErrorSummary } from "@/components/ErrorSummary.tsx";
import { Form } from "@/components/Form.tsx";
import { Card } from "@/components/Layout.tsx";
import { Toast } from "@/components/Status.tsx";
import { type FormErrors, readForm, seeOther } from "@/lib/http/mod.ts";
import {
  type DashboardState,
  findPaymentAccount,
  type MyStore,
  type PaymentAccount,
  PaystackForm,
  savePaystack,
} from "@/lib/tenants/mod.ts";
import { forManagers } from "./(_components)/for_managers.ts";
import { toastOf, whileAsking } from "./(_components)/after_save.ts";

interface Page {
  store: MyStore;
  account: PaymentAccount | null;
  /** What comes before the token in the webhook address. */
  webhookBase: string;
  errors: FormErrors;
}

type Context = FreshContext<DashboardState, Page>;

export const handler: Handlers<Page, DashboardState> = {
  GET: (_req, ctx) => show(ctx),

  async POST(req, ctx) {
    const form = await readForm(req, PaystackForm);
    if (!form.ok) return await show(ctx, form.errors, form.status);
    const { secretKey } = form.value;
    if (!secretKey) return await show(ctx, { secretKey: "Write your secret key." }, 422);
    return await forManagers(ctx, async (sql, store) => {
      await savePaystack({ sql, sealer: ctx.state.app.sealer }, store.id, form.value);
      return seeOther("?saved=1");
    });
  },
};

function show(ctx: Context, errors: FormErrors = {}, status = 200): Promise<Response> {
  return forManagers(ctx, async (sql, store) => {
    const account = await findPaymentAccount(sql, { storeId: store.id, gateway: "paystack" });
    const webhookBase = `${ctx.state.app.config.functionsUrl}/paystack`;
    const headers = whileAsking(account);
    return ctx.render({ store, account, webhookBase, errors }, { status, headers });
  });
}

export default function Paystack({ data, state, url }: PageProps<Page, DashboardState>) {
  const { store, account, webhookBase, errors } = data;
  const toast = toastOf(url, errors);
  const known = account?.hasKeys ? account : null;
  return (
    <>
      <PageTitle title="Paystack" shop={store.name} />
      <BackLink href={`/dashboard/${store.slug}/settings/payments`}>Payments</BackLink>
      <PageHead title="Paystack" />
      <SettingsNav store={store} here="payments" />
      <div class="max-w-2xl grid gap-4">
        <ErrorSummary errors={errors} />
        {known && <AccountActions csrf={state.csrf} store={store} account={known} />}
        <Form guarded csrf={state.csrf} action="">
          <Card>
            <div class="ch">
              <h2>Key</h2>
              <span class="mut text-sm">From Paystack's dashboard, Settings, API keys</span>
            </div>
            <SecretField
              name="secretKey"
              label="Secret key"
              isSaved={known !== null}
              ending={known?.hints.secret_key}
              error={errors.secretKey}
            />
            <p class="hint mt-2">
              It starts with sk_live_, or with sk_test_ to try it out without money.
            </p>
            <Button class="mt-4">Save</Button>
          </Card>
        </Form>
        {known && (
          <WebhookCard
            csrf={state.csrf}
            store={store}
            account={known}
            url={`${webhookBase}/${known.callbackToken}`}
          />
        )}
      </div>
      {toast && <Toast>{toast}</Toast>}
    </>
  );
}
