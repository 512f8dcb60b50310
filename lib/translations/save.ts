import type { Sql } from "@/lib/db/mod.ts";
import type { Language } from "@/lib/i18n/mod.ts";
import { ok, refuse, type Result } from "@/lib/result.ts";
import { KINDS, type TranslatableKind } from "./kinds.ts";
import type { FieldText } from "./read.ts";

/** A translation by its field, with the fingerprint of the original that it translates. */
export type Translations = Record<string, { text: string; of: string }>;

/**
 * What a form of texts says is to be saved, or what is wrong by its fields. A text that stays as it is
 * while its original changed keeps saying so, unless its form says that it still fits (`fits.{field}`).
 */
export function readTranslations(
  kind: TranslatableKind,
  texts: FieldText[],
  form: Record<string, string>,
): Result<Translations, "invalid", Record<string, string>> {
  const errors: Record<string, string> = {};
  const read: Translations = {};
  for (const { name, label, max, look } of KINDS[kind].fields) {
    const stored = texts.find(({ field }) => field === name);
    const of = form[`of.${name}`] ?? "";
    if (!stored || form[name] === undefined || !/^[0-9a-f]{8}$/.test(of)) continue;
    const text = look === "line"
      ? form[name].replace(/\s+/g, " ").trim()
      : form[name].replace(/\r\n?/g, "\n").trim();
    if (text.length > max) errors[name] = `Keep ${label.toLowerCase()} under ${max} letters.`;
    const isSame = text === stored.text && form[`fits.${name}`] === undefined;
    if (!isSame) read[name] = { text, of };
  }
  return Object.keys(errors).length > 0 ? refuse("invalid", errors) : ok(read);
}

export type TranslationRefusal = "language_not_offered" | "subject_not_found";

/** Sets translations of one thing in a language; an empty text takes one away, others stay. */
export async function saveTranslations(
  sql: Sql,
  storeId: string,
  { kind, id, language, translations }: {
    kind: TranslatableKind;
    id: string;
    language: Language;
    translations: Translations;
  },
): Promise<Result<null, TranslationRefusal>> {
  const input = sql.json(translations);
  const [row] = await sql<{ answer: { ok: boolean; code: TranslationRefusal } }[]>`
    select public.save_translations(${storeId}, ${kind}, ${id}, ${language}, ${input}) as answer`;
  const { answer } = row!;
  return answer.ok ? ok(null) : refuse(answer.code);
}
