import type { Sql } from "@/lib/db/mod.ts";
import type { Gateway } from "@/lib/enums.ts";
import {
  hintsOf,
  type Mode,
  modeOfKey,
  MpesaSettings,
  PaystackSettings,
  sealCredentials,
  setupOf,
  type SetupSettings,
} from "@/lib/payments/mod.ts";
import type { Sealer } from "@/lib/sealed.ts";
import type { MpesaForm, PaystackForm } from "./payment_forms.ts";

/** A store's account with a gateway, as those see it who manage settings. Keys are never read back. */
export interface PaymentAccount {
  gateway: Gateway;
  /** Shoppers may choose it. */
  isOffered: boolean;
  settings: unknown;
  hasKeys: boolean;
  /** The last four characters of keys, by name. */
  hints: Record<string, string>;
  /** End of the address for webhooks; null before there are keys. */
  callbackToken: string | null;
  /** Until when the address before the last change is good; null when there is none. */
  previousUntil: Date | null;
  check: KeyCheck;
}

/** What the gateway said of the keys when they were tried last. */
export interface KeyCheck {
  state: "never" | "asking" | "ok" | "not_configured" | "refused" | "unreachable";
  at: Date | null;
}

interface Row {
  gateway: Gateway;
  is_enabled: boolean;
  settings: unknown;
  has_keys: boolean;
  hints: Record<string, string>;
  callback_token: string | null;
  previous_until: string | null;
  is_checking: boolean;
  check_result: Exclude<KeyCheck["state"], "never" | "asking"> | null;
  checked_at: string | null;
}

interface Place {
  storeId: string;
  gateway: Gateway;
}

export async function listPaymentAccounts(sql: Sql, storeId: string): Promise<PaymentAccount[]> {
  const [row] = await sql<{ accounts: Row[] }[]>`
    select public.list_payment_accounts(${storeId}) as accounts`;
  return row!.accounts.map(toAccount);
}

export async function findPaymentAccount(
  sql: Sql,
  { storeId, gateway }: Place,
): Promise<PaymentAccount | null> {
  const accounts = await listPaymentAccounts(sql, storeId);
  return accounts.find((account) => account.gateway === gateway) ?? null;
}

function toAccount(row: Row): PaymentAccount {
  const date = (iso: string | null) => iso ? new Date(iso) : null;
  return {
    gateway: row.gateway,
    isOffered: row.is_enabled,
    settings: row.settings,
    hasKeys: row.has_keys,
    hints: row.hints,
    callbackToken: row.callback_token,
    previousUntil: date(row.previous_until),
    check: {
      state: row.is_checking ? "asking" : row.check_result ?? "never",
      at: date(row.checked_at),
    },
  };
}

/** Whether money moves; null when the settings do not say. */
export function accountMode({ gateway, settings }: PaymentAccount): Mode | null {
  const setup = setupOf(gateway);
  if (setup) return setup.modeOf(settings);
  if (gateway === "paystack") return PaystackSettings.safeParse(settings).data?.mode ?? null;
  const mpesa = MpesaSettings.safeParse(settings).data;
  return mpesa ? mpesa.environment === "production" ? "live" : "test" : null;
}

type Deps = { sql: Sql; sealer: Sealer };

/** Saves the account, and its keys when they were typed; those are tried at once. */
export async function saveMpesa(deps: Deps, storeId: string, form: MpesaForm): Promise<void> {
  const { kind, shortCode, till, environment } = form;
  const keys = mpesaKeys(form);
  const place = { storeId, gateway: "mpesa" as const };
  // Keys that stay can do what they could before.
  const canRefund = keys
    ? form.payoutShortCode !== ""
    : mpesaCanRefund(await findPaymentAccount(deps.sql, place));
  const settings: MpesaSettings = { short_code: shortCode, kind, environment };
  if (kind === "till") settings.till = till;
  if (canRefund) settings.can_refund = true;
  await savePaymentAccount(deps, place, { settings, keys });
}

function mpesaKeys(form: MpesaForm): Record<string, string> | null {
  const { consumerKey, consumerSecret, passkey, payoutShortCode } = form;
  if (!consumerKey) return null;
  return {
    consumer_key: consumerKey,
    consumer_secret: consumerSecret,
    passkey,
    ...(payoutShortCode && {
      payout_short_code: payoutShortCode,
      initiator_name: form.initiatorName,
      security_credential: form.securityCredential,
    }),
  };
}

/** Whether the saved keys can send money back. */
export function mpesaCanRefund(account: PaymentAccount | null): boolean {
  return MpesaSettings.safeParse(account?.settings).data?.can_refund === true;
}

/** The same for Paystack, whose key tells whether money moves. Without a key there is nothing to save. */
export async function savePaystack(deps: Deps, storeId: string, form: PaystackForm): Promise<void> {
  const mode = modeOfKey(form.secretKey);
  if (!mode) return;
  const settings: PaystackSettings = { mode };
  const keys = { secret_key: form.secretKey };
  await savePaymentAccount(deps, { storeId, gateway: "paystack" }, { settings, keys });
}

/** Saves what a merchant filled in: `keys` are null where those that are saved stay. */
export async function savePaymentAccount(
  { sql, sealer }: Deps,
  place: Place,
  { settings, keys }: {
    settings: MpesaSettings | PaystackSettings | SetupSettings;
    keys: Record<string, string> | null;
  },
): Promise<void> {
  const sealed = keys && await sealCredentials(sealer, place, keys);
  await sql`select public.save_payment_account(${place.storeId}, ${place.gateway},
    ${sql.json(settings)}, ${sealed && sql.json({ ...sealed })}, ${
    sql.json(keys ? hintsOf(keys) : {})
  })`;
  if (keys) await requestAccountCheck(sql, place);
}

/** Has the keys tried by a call that moves nothing. The answer follows within seconds. */
export async function requestAccountCheck(sql: Sql, { storeId, gateway }: Place): Promise<void> {
  await sql`select public.request_account_check(${storeId}, ${gateway})`;
}

/** A new address for webhooks; the one before stays good for a week. */
export async function changeCallbackToken(sql: Sql, { storeId, gateway }: Place): Promise<void> {
  await sql`select public.change_callback_token(${storeId}, ${gateway})`;
}

/** Whether shoppers may choose it. False when there is no such account. */
export async function offerPaymentAccount(
  sql: Sql,
  { storeId, gateway }: Place,
  isOffered: boolean,
): Promise<boolean> {
  const { count } = await sql`update public.payment_accounts set is_enabled = ${isOffered}
    where store_id = ${storeId} and gateway = ${gateway}`;
  return count === 1;
}
