import { z } from "zod";
import type { Sql } from "@/lib/db/mod.ts";

/** Whether buyers may pay a deposit now and the rest until a day. */
export interface PartOffer {
  /** What share of the total is paid first; null: all of it is paid at once. */
  depositPercent: number | null;
  /** For how many days the goods are kept while the rest comes. */
  instalmentDays: number;
}

export async function getPartOffer(sql: Sql, storeId: string): Promise<PartOffer> {
  const [row] = await sql<PartOffer[]>`
    select deposit_percent as "depositPercent", instalment_days as "instalmentDays"
    from public.stores where id = ${storeId}`;
  return row!;
}

/** Orders that were placed keep the deposit and the day that they were told. */
export async function savePartOffer(sql: Sql, storeId: string, offer: PartOffer): Promise<void> {
  await sql`
    update public.stores set deposit_percent = ${offer.depositPercent},
      instalment_days = ${offer.instalmentDays}
    where id = ${storeId}`;
}

/** What a form suggests to a shop that offers nothing yet. */
const USUAL_PERCENT = 30;

function wholeNumber(min: number, max: number, wrong: string) {
  return z.string().trim().regex(/^\d{1,3}$/, wrong).transform(Number)
    .pipe(z.number().min(min, wrong).max(max, wrong));
}

/** The form of it: both numbers are read even where nothing is offered, so that nothing typed is lost. */
export const PartOfferForm = z.object({
  isOffered: z.literal("1").optional(),
  depositPercent: wholeNumber(5, 90, "Write a number from 5 to 90."),
  instalmentDays: wholeNumber(2, 365, "Write a number of days from 2 to 365."),
}).transform(({ isOffered, depositPercent, instalmentDays }): PartOffer => ({
  depositPercent: isOffered ? depositPercent : null,
  instalmentDays,
}));

/** What the form shows of it. */
export function partOfferFields(
  { depositPercent, instalmentDays }: PartOffer,
): Record<string, string> {
  return {
    ...(depositPercent !== null && { isOffered: "1" }),
    depositPercent: String(depositPercent ?? USUAL_PERCENT),
    instalmentDays: String(instalmentDays),
  };
}
