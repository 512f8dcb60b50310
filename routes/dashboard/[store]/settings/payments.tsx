import { type FreshContext, type Handlers, HttpError, type PageProps } from "$fresh/server.ts";
import { Button } from "@/components/Button.tsx";
import { OptionCard } from "@/components/Choice.tsx";
import { PageHead, PageTitle } from "@/components/dashboard/Page.tsx";
import { SettingsNav } from "@/components/dashboard/SettingsNav.tsx";
import { ErrorSummary } from "@/components/ErrorSummary.tsx";
import { Field, FieldError, Select } from "@/components/Field.tsx";
import { Form } from "@/components/Form.tsx";
import { Card } from "@/components/Layout.tsx";
import { Note, Toast } from "@/components/Status.tsx";
import { can } from "@/lib/auth/mod.ts";
import type { Sql } from "@/lib/db/mod.ts";
import { type FormErrors, readForm, seeOther } from "@/lib/http/mod.ts";
import {
  type DashboardState,
  getMpesaSettings,
  MpesaForm,
  type MyStore,
  saveMpesaSettings,
} from "@/lib/tenants/mod.ts";

interface Page {
  store: MyStore;
  values: Record<string, string>;
  errors: FormErrors;
  /** Keys are there already; they are never shown. */
  hasKeys: boolean;
}

type Context = FreshContext<DashboardState, Page>;

export const handler: Handlers<Page, DashboardState> = {
  GET: (_req, ctx) =>
    forManagers(ctx, async (sql, store) => {
      const settings = await getMpesaSettings(sql, store.id);
      const values = {
        kind: settings?.kind ?? "paybill",
        shortCode: settings?.short_code ?? "",
        till: settings?.till ?? "",
        environment: settings?.environment ?? "production",
      };
      return ctx.render({ store, values, errors: {}, hasKeys: settings !== null });
    }),

  async POST(req, ctx) {
    const form = await readForm(req, MpesaForm);
    return await forManagers(ctx, async (sql, store) => {
      const hasKeys = await getMpesaSettings(sql, store.id) !== null;
      if (!form.ok) {
        const { consumerKey: _, consumerSecret: __, passkey: ___, ...values } = form.values;
        return ctx.render({ store, values, errors: form.errors, hasKeys }, { status: form.status });
      }
      if (!hasKeys && !form.value.consumerKey) {
        const errors = { consumerKey: "Write the three keys of your Daraja app." };
        return ctx.render({ store, values: form.value, errors, hasKeys }, { status: 422 });
      }
      await saveMpesaSettings(sql, store.id, form.value);
      return seeOther("?saved=1");
    });
  },
};

function forManagers(
  { state }: Context,
  run: (sql: Sql, store: MyStore) => Promise<Response>,
): Promise<Response> {
  return state.inStore((sql, store) => {
    if (!can(store, "settings.manage")) {
      throw new HttpError(403, "Your role does not change payments. Ask the owner.");
    }
    return run(sql, store);
  });
}

export default function Payments({ data, state, url }: PageProps<Page, DashboardState>) {
  const { store, values, errors, hasKeys } = data;
  const isSaved = url.searchParams.has("saved") && Object.keys(errors).length === 0;
  return (
    <>
      <PageTitle title="Payments" shop={store.name} />
      <PageHead title="Payments" />
      <SettingsNav store={store} here="payments" />
      {store.currency === "KES"
        ? <Mpesa csrf={state.csrf} values={values} errors={errors} hasKeys={hasKeys} />
        : (
          <Note icon="info">
            M-Pesa takes Kenyan shillings, and this shop sells in {store.currency}.
          </Note>
        )}
      {isSaved && <Toast>Saved. Try it with a small order of your own.</Toast>}
    </>
  );
}

function Mpesa(
  { csrf, values, errors, hasKeys }: Omit<Page, "store"> & { csrf: string },
) {
  const keyHint = hasKeys ? "Saved. Type to replace it." : undefined;
  return (
    <Form csrf={csrf} class="max-w-2xl grid gap-4">
      <ErrorSummary errors={errors} />
      <Card>
        <div class="ch">
          <h2>M-Pesa</h2>
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
        <Key name="consumerKey" label="Consumer key" hint={keyHint} error={errors.consumerKey} />
        <Key
          name="consumerSecret"
          label="Consumer secret"
          hint={keyHint}
          error={errors.consumerSecret}
        />
        <Key name="passkey" label="Passkey" hint={keyHint} error={errors.passkey} />
        <Select name="environment" label="These keys are for" error={errors.environment}>
          <option value="production" selected={values.environment !== "sandbox"}>
            Real payments
          </option>
          <option value="sandbox" selected={values.environment === "sandbox"}>
            Trying out (Daraja sandbox)
          </option>
        </Select>
      </Card>
      <p>
        <Button>Save</Button>
      </p>
    </Form>
  );
}

/** A secret: written, never shown again. */
function Key(props: { name: string; label: string; hint?: string; error?: string }) {
  return <Field {...props} type="password" autocomplete="off" maxlength={200} spellcheck={false} />;
}
