import type { FreshContext, Handlers, PageProps } from "$fresh/server.ts";
import { Button } from "@/components/Button.tsx";
import { OptionCard } from "@/components/Choice.tsx";
import { AccountActions } from "@/components/dashboard/AccountState.tsx";
import { BackLink, PageHead, PageTitle } from "@/components/dashboard/Page.tsx";
import { SecretField } from "@/components/dashboard/SecretField.tsx";
import { SettingsNav } from "@/components/dashboard/SettingsNav.tsx";
import { TillCard } from "@/components/dashboard/TillCard.tsx";
import { ErrorSummary } from "@/components/ErrorSummary.tsx";
import { Field, FieldError, Select } from "@/components/Field.tsx";
import { Form } from "@/components/Form.tsx";
import { Card } from "@/components/Layout.tsx";
import { Note, Toast } from "@/components/Status.tsx";
import { type FormErrors, readForm, seeOther } from "@/lib/http/mod.ts";
import { MpesaSettings } from "@/lib/payments/mod.ts";
import {
  type DashboardState,
  findPaymentAccount,
  getTillAddress,
  mpesaCanRefund,
  MpesaForm,
  type MyStore,
  type PaymentAccount,
  saveMpesa,
  type TillAddress,
} from "@/lib/tenants/mod.ts";
import { toastOf, whileAsking } from "./(_components)/after_save.ts";
import { forManagers } from "./(_components)/for_managers.ts";

interface Page {
  store: MyStore;
  account: PaymentAccount | null;
  /** Null before there are keys. */
  till: TillAddress | null;
  values: Record<string, string>;
  errors: FormErrors;
}

type Context = FreshContext<DashboardState, Page>;

export const handler: Handlers<Page, DashboardState> = {
  GET: (_req, ctx) => show(ctx),

  async POST(req, ctx) {
    const form = await readForm(req, MpesaForm);
    if (!form.ok) {
      const {
        consumerKey: _,
        consumerSecret: __,
        passkey: ___,
        securityCredential: ____,
        ...values
      } = form.values;
      return await show(ctx, { values, errors: form.errors, status: form.status });
    }
    return await forManagers(ctx, async (sql, store) => {
      const account = await findPaymentAccount(sql, { storeId: store.id, gateway: "mpesa" });
      if (!account?.hasKeys && !form.value.consumerKey) {
        const errors = { consumerKey: "Write the three keys of your Daraja app." };
        return ctx.render({ store, account, till: null, values: form.value, errors }, {
          status: 422,
        });
      }
      await saveMpesa({ sql, sealer: ctx.state.app.sealer }, store.id, form.value);
      return seeOther("?saved=1");
    });
  },
};

interface Typed {
  values?: Record<string, string>;
  errors?: FormErrors;
  status?: number;
}

function show(ctx: Context, { values, errors = {}, status = 200 }: Typed = {}): Promise<Response> {
  return forManagers(ctx, async (sql, store) => {
    const account = await findPaymentAccount(sql, { storeId: store.id, gateway: "mpesa" });
    const till = account?.hasKeys ? await getTillAddress(sql, store.id) : null;
    const saved = MpesaSettings.safeParse(account?.settings).data;
    const shown = values ?? {
      kind: saved?.kind ?? "paybill",
      shortCode: saved?.short_code ?? "",
      till: saved?.till ?? "",
      environment: saved?.environment ?? "production",
    };
    const headers = till?.state === "asking" ? { refresh: "2" } : whileAsking(account);
    return ctx.render({ store, account, till, values: shown, errors }, { status, headers });
  });
}

export default function MpesaAccount({ data, state, url }: PageProps<Page, DashboardState>) {
  const { store, account, till, values, errors } = data;
  const toast = toastOf(url, errors);
  const known = account?.hasKeys ? account : null;
  return (
    <>
      <PageTitle title="M-Pesa" shop={store.name} />
      <BackLink href={`/dashboard/${store.slug}/settings/payments`}>Payments</BackLink>
      <PageHead title="M-Pesa" />
      <SettingsNav store={store} here="payments" />
      {store.currency === "KES"
        ? (
          <div class="max-w-2xl grid gap-4">
            {known && <AccountActions csrf={state.csrf} store={store} account={known} />}
            {till && <TillCard csrf={state.csrf} store={store} till={till} />}
            <Mpesa csrf={state.csrf} values={values} errors={errors} account={known} />
          </div>
        )
        : (
          <Note icon="info">
            M-Pesa takes Kenyan shillings, and this shop sells in {store.currency}.
          </Note>
        )}
      {toast && <Toast>{toast}</Toast>}
    </>
  );
}

function Mpesa({ csrf, values, errors, account }: Omit<Page, "store" | "till"> & { csrf: string }) {
  const isSaved = account !== null;
  return (
    <Form guarded csrf={csrf} action="" class="grid gap-4">
      <ErrorSummary errors={errors} />
      <Card>
        <div class="ch">
          <h2>Account</h2>
        </div>
        <fieldset class="mb-5">
          <legend>Buyers pay to</legend>
          <OptionCard
            name="kind"
            value="paybill"
            title="A paybill number"
            checked={values.kind !== "till"}
          />
          <OptionCard
            name="kind"
            value="till"
            title="A till (Buy Goods)"
            checked={values.kind === "till"}
          />
          {errors.kind && <FieldError id="kind" error={errors.kind} />}
        </fieldset>
        <Field
          name="shortCode"
          label="Short code"
          hint="Your paybill number; for a till, the store number that Safaricom gave you with it."
          value={values.shortCode}
          error={errors.shortCode}
          inputMode="numeric"
          autocomplete="off"
          maxlength={7}
          required
        />
        <Field
          name="till"
          label="Till number"
          hint="Only for a till."
          optional
          value={values.till}
          error={errors.till}
          inputMode="numeric"
          autocomplete="off"
          maxlength={8}
        />
      </Card>
      <Card>
        <div class="ch">
          <h2>Keys</h2>
          <span class="mut text-sm">From the Daraja portal</span>
        </div>
        <SecretField
          name="consumerKey"
          label="Consumer key"
          isSaved={isSaved}
          ending={account?.hints.consumer_key}
          error={errors.consumerKey}
        />
        <SecretField
          name="consumerSecret"
          label="Consumer secret"
          isSaved={isSaved}
          ending={account?.hints.consumer_secret}
          error={errors.consumerSecret}
        />
        <SecretField
          name="passkey"
          label="Passkey"
          isSaved={isSaved}
          ending={account?.hints.passkey}
          error={errors.passkey}
        />
        <Select name="environment" label="These keys are for" error={errors.environment}>
          <option value="production" selected={values.environment !== "sandbox"}>
            Real payments
          </option>
          <option value="sandbox" selected={values.environment === "sandbox"}>
            Trying out (Daraja sandbox)
          </option>
        </Select>
      </Card>
      <Refunds values={values} errors={errors} account={account} />
      <p>
        <Button>Save</Button>
      </p>
    </Form>
  );
}

/** Keys of their own: with them money goes back to the phone that paid. */
function Refunds({ values, errors, account }: Pick<Page, "values" | "errors" | "account">) {
  return (
    <Card>
      <div class="ch">
        <h2>Refunds</h2>
        <span class="mut text-sm">{mpesaCanRefund(account) ? "Set up" : "Not set up"}</span>
      </div>
      <p class="mut text-sm mb-4">
        To send money back by M-Pesa you need a short code for payments to customers (B2C). Without
        it you give refunds by hand. Saved together with the keys above.
      </p>
      <Field
        name="payoutShortCode"
        label="Short code that pays out"
        optional
        value={values.payoutShortCode}
        error={errors.payoutShortCode}
        inputMode="numeric"
        autocomplete="off"
        maxlength={7}
      />
      <Field
        name="initiatorName"
        label="Initiator name"
        optional
        value={values.initiatorName}
        error={errors.initiatorName}
        autocomplete="off"
        maxlength={100}
      />
      <Field
        name="securityCredential"
        label="Security credential"
        hint="The initiator's password, encrypted by the Daraja portal. Never the password itself."
        optional
        error={errors.securityCredential}
        type="password"
        autocomplete="off"
        maxlength={2000}
        spellcheck={false}
      />
    </Card>
  );
}
