import { z } from "zod";
import type { Sql } from "@/lib/db/mod.ts";
import { MpesaCredentials, MpesaSettings } from "@/lib/payments/mod.ts";

const digits = (message: string) => z.string().trim().regex(/^\d{5,7}$/, message);
const secret = (name: string) => z.string().trim().max(200, `That ${name} is too long.`);

/** The form of a shop's M-Pesa account. Keys left empty stay as they are. */
export const MpesaForm = z.object({
  kind: z.enum(["paybill", "till"], "Choose one."),
  shortCode: digits("Write the 5 to 7 digits."),
  till: z.string().trim().default(""),
  environment: z.enum(["production", "sandbox"], "Choose one."),
  consumerKey: secret("key"),
  consumerSecret: secret("secret"),
  passkey: secret("passkey"),
}).refine(({ kind, till }) => kind === "paybill" || /^\d{5,8}$/.test(till), {
  path: ["till"],
  message: "Write the 5 to 8 digits of your till.",
}).refine(({ consumerKey, consumerSecret, passkey }) => {
  const given = [consumerKey, consumerSecret, passkey].filter(Boolean).length;
  return given === 0 || given === 3;
}, { path: ["consumerKey"], message: "Write all three keys, or none to keep those you have." });
export type MpesaForm = z.output<typeof MpesaForm>;

/** The M-Pesa account of a store as its members may see it, or null. Keys are never read back. */
export async function getMpesaSettings(sql: Sql, storeId: string): Promise<MpesaSettings | null> {
  const [row] = await sql<{ settings: unknown }[]>`
    select a.settings from public.payment_accounts as a
    where a.store_id = ${storeId} and a.gateway = 'mpesa'`;
  return row ? MpesaSettings.safeParse(row.settings).data ?? null : null;
}

/** Saves the account, and its keys when they were typed. */
export async function saveMpesaSettings(sql: Sql, storeId: string, form: MpesaForm): Promise<void> {
  const { kind, shortCode, till, environment, consumerKey, consumerSecret, passkey } = form;
  const settings: MpesaSettings = { short_code: shortCode, kind, environment };
  if (kind === "till") settings.till = till;
  const credentials: MpesaCredentials | null = consumerKey
    ? { consumer_key: consumerKey, consumer_secret: consumerSecret, passkey }
    : null;
  await sql`select public.save_payment_account(${storeId}, 'mpesa', ${sql.json(settings)},
    ${credentials && sql.json(credentials)})`;
}
