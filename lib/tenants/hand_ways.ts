import { z } from "zod";
import type { Sql } from "@/lib/db/mod.ts";
import { type Currency, formatDecimal } from "@/lib/money.ts";
import { priceField } from "@/lib/price_field.ts";

/** What a shop takes without a gateway. */
export interface HandWays {
  isCashOffered: boolean;
  /** The largest total in minor units; null: any. */
  cashMaxMinor: number | null;
  isTransferOffered: boolean;
  /** Bank, name and number as shoppers read them. */
  transferDetails: string;
  /** For how many days goods are held while a transfer is on its way. */
  transferHoldDays: number;
}

export async function getHandWays(sql: Sql, storeId: string): Promise<HandWays> {
  const [row] = await sql<HandWays[]>`
    select is_cash_offered as "isCashOffered", cash_max_minor as "cashMaxMinor",
      is_transfer_offered as "isTransferOffered", transfer_details as "transferDetails",
      transfer_hold_days as "transferHoldDays"
    from public.stores where id = ${storeId}`;
  return row!;
}

export async function saveHandWays(sql: Sql, storeId: string, ways: HandWays): Promise<void> {
  await sql`
    update public.stores set is_cash_offered = ${ways.isCashOffered}, cash_max_minor = ${ways.cashMaxMinor},
      is_transfer_offered = ${ways.isTransferOffered}, transfer_details = ${ways.transferDetails},
      transfer_hold_days = ${ways.transferHoldDays}
    where id = ${storeId}`;
}

const box = z.literal("1").optional().transform((ticked) => ticked === "1");
const WRONG_MAX = "Write a whole amount, such as 5000, or leave it empty.";
const DAYS = "Write a number of days from 1 to 30.";

/** The form of it for a shop that sells in this currency. */
export function handWaysForm(currency: Currency) {
  const some = priceField(currency).refine((minor) => minor > 0);
  return z.object({
    isCashOffered: box,
    cashMax: z.string().trim().pipe(
      z.union([z.literal("").transform(() => null), some], WRONG_MAX),
    ),
    isTransferOffered: box,
    transferDetails: z.string().trim().max(500, "Keep it under 500 letters.")
      .overwrite((text) => text.replace(/\r\n?/g, "\n")),
    transferHoldDays: z.string().trim().regex(/^\d{1,2}$/, DAYS).transform(Number)
      .pipe(z.number().min(1, DAYS).max(30, DAYS)),
  }).refine(({ isTransferOffered, transferDetails }) => !isTransferOffered || transferDetails, {
    path: ["transferDetails"],
    message: "Write where buyers send the money: bank, name and number.",
  }).transform(({ cashMax, ...ways }): HandWays => ({ ...ways, cashMaxMinor: cashMax }));
}

/** What the form shows of it. */
export function handWaysFields(ways: HandWays, currency: Currency): Record<string, string> {
  const { cashMaxMinor } = ways;
  return {
    ...(ways.isCashOffered && { isCashOffered: "1" }),
    cashMax: cashMaxMinor === null
      ? ""
      : formatDecimal(cashMaxMinor, currency).replace(/\.0+$/, ""),
    ...(ways.isTransferOffered && { isTransferOffered: "1" }),
    transferDetails: ways.transferDetails,
    transferHoldDays: String(ways.transferHoldDays),
  };
}
