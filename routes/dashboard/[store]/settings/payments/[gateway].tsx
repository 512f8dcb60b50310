import type { FreshContext, Handlers, PageProps } from "$fresh/server.ts";
import { Button } from "@/components/Button.tsx";
import { AccountActions, WebhookCard } from "@/components/dashboard/AccountState.tsx";
import { BackLink, PageHead, PageTitle } from "@/components/dashboard/Page.tsx";
import { SecretField } from "@/components/dashboard/SecretField.tsx";
import { SettingsNav } from "@/components/dashboard/SettingsNav.tsx";
import { ErrorSummary } from "@/components/ErrorSummary.tsx";
import { Select } from "@/components/Field.tsx";
import { Form } from "@/components/Form.tsx";
import { Card } from "@/components/Layout.tsx";
import { Note, Toast } from "@/components/Status.tsx";
import { type Gateway, GATEWAYS } from "@/lib/enums.ts";
import { type FormErrors, readForm, seeOther, TextFields } from "@/lib/http/mod.ts";
import {
  canGiveBack,
  type ChoiceSetup,
  gatewayName,
  type GatewaySetup,
  methodOf,
  optionsFor,
  readSetup,
  setupOf,
} from "@/lib/payments/mod.ts";
import {
  type DashboardState,
  findPaymentAccount,
  type MyStore,
  type PaymentAccount,
  savePaymentAccount,
} from "@/lib/tenants/mod.ts";
import { toastOf, whileAsking } from "./(_components)/after_save.ts";
import { forManagers } from "./(_components)/for_managers.ts";

interface Page {
  store: MyStore;
  gateway: Gateway;
  account: PaymentAccount | null;
  /** Choices as they are, or as they were made just now. */
  chosen: Record<string, string>;
  /** Where webhooks of the account go; null before it has keys. */
  webhookUrl: string | null;
  callbackHost: string;
  errors: FormErrors;
}

type Context = FreshContext<DashboardState, Page>;

/** The account with any gateway that asks for keys and choices, and no more. */
export const handler: Handlers<Page, DashboardState> = {
  GET: (_req, ctx) => show(ctx),

  async POST(req, ctx) {
    const form = await readForm(req, TextFields);
    if (!form.ok) return await show(ctx, form);
    return await forSetup(ctx, async ({ sql, store, gateway, setup }) => {
      const account = await findPaymentAccount(sql, { storeId: store.id, gateway });
      const read = readSetup(setup, {
        typed: form.values,
        saved: account?.hasKeys ? account.settings : null,
        currency: store.currency,
      });
      if (!read.ok) {
        return render(ctx, { store, gateway, account, errors: read.errors, values: form.values });
      }
      const deps = { sql, sealer: ctx.state.app.sealer };
      await savePaymentAccount(deps, { storeId: store.id, gateway }, read);
      return seeOther("?saved=1");
    });
  },
};

type Sql = Parameters<typeof findPaymentAccount>[0];
type InSetup = { sql: Sql; store: MyStore; gateway: Gateway; setup: GatewaySetup };

/** 404 for what is no gateway, or has a page of its own. */
function forSetup(ctx: Context, run: (found: InSetup) => Promise<Response>): Promise<Response> {
  return forManagers(ctx, (sql, store) => {
    const gateway = GATEWAYS.find((name) => name === ctx.params.gateway);
    const setup = gateway && setupOf(gateway);
    if (!setup) return Promise.resolve(ctx.renderNotFound());
    return run({ sql, store, gateway, setup });
  });
}

interface Refused {
  errors: FormErrors;
  values: Record<string, string>;
  status: number;
}

function show(ctx: Context, refused?: Refused): Promise<Response> {
  return forSetup(ctx, async ({ sql, store, gateway }) => {
    const account = await findPaymentAccount(sql, { storeId: store.id, gateway });
    return render(ctx, { store, gateway, account, ...refused });
  });
}

type View = Pick<Page, "store" | "gateway" | "account"> & Partial<Refused>;

function render(
  ctx: Context,
  { errors = {}, values, status = values ? 422 : 200, ...page }: View,
): Response | Promise<Response> {
  const { account, gateway } = page;
  const token = account?.hasKeys ? account.callbackToken : null;
  const { functionsUrl } = ctx.state.app.config;
  const webhookUrl = token && `${functionsUrl}/${gateway}/${token}`;
  const callbackHost = new URL(functionsUrl).hostname;
  const chosen = values ?? account?.settings as Record<string, string> | undefined ?? {};
  const data = { ...page, errors, webhookUrl, callbackHost, chosen };
  return ctx.render(data, { status, headers: whileAsking(account) });
}

export default function Account({ data, state, url }: PageProps<Page, DashboardState>) {
  const { store, gateway, account, webhookUrl, errors } = data;
  const setup = setupOf(gateway)!;
  const name = gatewayName(gateway);
  const toast = toastOf(url, errors);
  const known = account?.hasKeys ? account : null;
  return (
    <>
      <PageTitle title={name} shop={store.name} />
      <BackLink href={`/dashboard/${store.slug}/settings/payments`}>Payments</BackLink>
      <PageHead title={name} />
      <SettingsNav store={store} here="payments" />
      {methodOf(gateway).currencies.includes(store.currency)
        ? (
          <div class="max-w-2xl grid gap-4">
            <ErrorSummary errors={errors} />
            {known && <AccountActions csrf={state.csrf} store={store} account={known} />}
            <SetupForm {...data} csrf={state.csrf} setup={setup} />
            {known && setup.webhookAt && webhookUrl && (
              <WebhookCard
                csrf={state.csrf}
                store={store}
                account={known}
                url={webhookUrl}
                where={setup.webhookAt}
              />
            )}
          </div>
        )
        : <Note icon="info">{name} does not take {store.currency}, and this shop sells in it.
        </Note>}
      {toast && <Toast>{toast}</Toast>}
    </>
  );
}

function SetupForm(props: Page & { csrf: string; setup: GatewaySetup }) {
  const { csrf, setup, store, account, callbackHost, chosen, errors } = props;
  return (
    <Form guarded csrf={csrf} action="">
      <Card>
        <div class="ch">
          <h2>Keys</h2>
          <span class="mut text-sm">{setup.keysFrom}</span>
        </div>
        {setup.choices.map((choice) => (
          <Choice
            key={choice.name}
            {...choice}
            options={optionsFor(choice, store.currency)}
            chosen={chosen[choice.name]}
            error={errors[choice.name]}
          />
        ))}
        <Secrets {...props} secrets={setup.secrets} isSaved={account?.hasKeys ?? false} />
        {setup.aboutHost && <p class="hint mt-2">{setup.aboutHost(callbackHost)}</p>}
      </Card>
      {setup.refunds && <Refunds {...props} refunds={setup.refunds} />}
      <p class="mt-4">
        <Button>Save</Button>
      </p>
    </Form>
  );
}

/** Keys of their own: with them money goes back to the phone that paid. */
function Refunds({ refunds, ...props }: Page & { refunds: NonNullable<GatewaySetup["refunds"]> }) {
  const isSaved = canGiveBack(props.account?.settings);
  return (
    <Card class="mt-4">
      <div class="ch">
        <h2>Refunds</h2>
        <span class="mut text-sm">{isSaved ? "Set up" : "Not set up"}</span>
      </div>
      <p class="mut text-sm mb-4">{refunds.about}</p>
      <Secrets {...props} secrets={refunds.secrets} isSaved={isSaved} optional />
    </Card>
  );
}

type SecretsProps = Pick<Page, "account" | "errors"> & {
  secrets: GatewaySetup["secrets"];
  isSaved: boolean;
  optional?: boolean;
};

function Secrets({ secrets, account, errors, isSaved, optional }: SecretsProps) {
  return (
    <>
      {secrets.map(({ name, label, hint }) => (
        <SecretField
          key={name}
          name={name}
          label={label}
          hint={hint}
          optional={optional}
          isSaved={isSaved}
          ending={account?.hints[name]}
          error={errors[name]}
        />
      ))}
    </>
  );
}

function Choice(
  { name, label, hint, options, chosen, error }: ChoiceSetup & { chosen?: string; error?: string },
) {
  return (
    <Select name={name} label={label} hint={hint} error={error}>
      {options.map(({ value, text }) => (
        <option key={value} value={value} selected={chosen === value}>{text}</option>
      ))}
    </Select>
  );
}
