import { z } from "zod";
import type { Sql } from "@/lib/db/mod.ts";
import { type Language, LANGUAGE_CODES } from "@/lib/i18n/mod.ts";

const language = z.enum(LANGUAGE_CODES, "Choose one.");

/** What a shop speaks: one language first, and any others; ticking the first again changes nothing. */
export const LanguagesForm = z.object({
  first: language,
  also: z.union([language.transform((one) => [one]), z.array(language)]).default([]),
}).transform(({ first, also }) => [...new Set([first, ...inOrder(also)])]);

/** However a form was filled in, others are offered in one order. */
function inOrder(also: readonly Language[]): Language[] {
  return LANGUAGE_CODES.filter((one) => also.includes(one));
}

/** What the store speaks, the first first. */
export async function getLanguages(sql: Sql, storeId: string): Promise<Language[]> {
  const [store] = await sql<{ languages: Language[] }[]>`
    select s.languages from public.stores as s where s.id = ${storeId}`;
  return store!.languages;
}

/** Sets what the store speaks. Addresses of languages that it no longer lists are gone at once. */
export async function saveLanguages(
  sql: Sql,
  storeId: string,
  languages: Language[],
): Promise<void> {
  await sql`update public.stores set languages = ${languages} where id = ${storeId}`;
}
