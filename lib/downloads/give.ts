import { z } from "zod";
import type { Sql } from "@/lib/db/mod.ts";

const DAY_MS = 86_400_000;

const more = z.string().trim().regex(/^\d{0,3}$/, "Write a whole number, such as 3.")
  .transform(Number);

/** How much more a bought line gets, beside what it had when the form was shown. */
export const GiveForm = z.object({
  item: z.uuid(),
  downloads: more.default(0),
  days: more.default(0),
  /** "" where there is no limit. */
  shownLimit: z.string().regex(/^\d{0,6}$/).default(""),
  shownUntil: z.union([z.literal(""), z.iso.datetime({ offset: true })]).default(""),
}).refine(({ downloads, days }) => downloads + days > 0, {
  path: ["downloads"],
  message: "Write how many more.",
});

export type GiveInput = z.output<typeof GiveForm>;

/** Totals, so that the same form sent twice gives once. Days count from now when they are over. */
export function totalsAfter(
  { downloads, days, shownLimit, shownUntil }: GiveInput,
  now: Date,
): { download_limit?: number; downloads_until?: string } {
  const from = shownUntil === "" ? null : Math.max(Date.parse(shownUntil), now.getTime());
  return {
    ...(shownLimit !== "" && downloads > 0 && { download_limit: Number(shownLimit) + downloads }),
    ...(from !== null && days > 0 &&
      { downloads_until: new Date(from + days * DAY_MS).toISOString() }),
  };
}

/** Gives a buyer more; false when the store has no such line. `sql` must be a transaction of a user. */
export async function giveDownloads(
  sql: Sql,
  storeId: string,
  input: GiveInput,
): Promise<boolean> {
  const totals = sql.json(totalsAfter(input, new Date()));
  const [row] = await sql<{ answer: { ok: boolean } }[]>`
    select public.give_downloads(${storeId}, ${input.item}, ${totals}) as answer`;
  return row!.answer.ok;
}
