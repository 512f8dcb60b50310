import type { Sql } from "@/lib/db/mod.ts";
import type { Language } from "@/lib/i18n/mod.ts";
import { ok, refuse, type Result } from "@/lib/result.ts";

/** A name or a value of options, or a tag, that products of a shop have. */
export interface Word {
  original: string;
  /** Empty when it is not translated. */
  text: string;
  /** Products that have it. */
  products: number;
}

export interface WordsPage {
  words: Word[];
  total: number;
  translated: number;
  /** The last word here, for the next page; null on the last. */
  next: string | null;
}

/** Words on one page of the form. */
export const WORDS_PAGE = 100;

/** One page of the words of a shop, by the alphabet. */
export async function listWords(
  sql: Sql,
  storeId: string,
  { language, after }: { language: Language; after: string | null },
): Promise<WordsPage> {
  const [page] = await sql<(Omit<WordsPage, "next">)[]>`
    with uses as (
      select unnest(p.option_names || p.tags) as word, p.id from public.products as p
      where p.store_id = ${storeId} and p.status <> 'archived'
      union
      select unnest(v.option_values), v.product_id from public.variants as v
      where v.store_id = ${storeId} and v.archived_at is null
    ), words as (
      select u.word as original, coalesce(s.words #>> array[${language}::text, u.word], '') as text,
        count(*)::int as products
      from uses as u join public.stores as s on s.id = ${storeId}
      -- A number is the same in every language.
      where u.word ~ '[[:alpha:]]'
      group by u.word, s.words
    )
    select count(*)::int as total, (count(*) filter (where w.text <> ''))::int as translated, (
      select coalesce(json_agg(row_to_json(one)), '[]') from (
        select * from words as w where ${after}::text is null or w.original collate "C" > ${after}
        order by w.original collate "C" limit ${WORDS_PAGE + 1}
      ) as one
    ) as words
    from words as w`;
  const { words, ...counts } = page!;
  const shown = words.slice(0, WORDS_PAGE);
  return {
    ...counts,
    words: shown,
    next: words.length > WORDS_PAGE ? shown.at(-1)!.original : null,
  };
}

export type WordsRefusal = "language_not_offered" | "too_many_words";

/** Sets words of a shop in a language, by the original; an empty text takes one away. */
export async function saveWords(
  sql: Sql,
  storeId: string,
  { language, words }: { language: Language; words: Record<string, string> },
): Promise<Result<null, WordsRefusal>> {
  const [row] = await sql<{ answer: { ok: boolean; code: WordsRefusal } }[]>`
    select public.save_words(${storeId}, ${language}, ${sql.json(words)}) as answer`;
  const { answer } = row!;
  return answer.ok ? ok(null) : refuse(answer.code);
}

/** Words of a form with `word.{n}` and `text.{n}`, and what is wrong by the fields. */
export function readWords(form: Record<string, string>) {
  const words: Record<string, string> = {};
  const errors: Record<string, string> = {};
  for (const [field, original] of Object.entries(form)) {
    const [, place] = /^word\.(\d{1,3})$/.exec(field) ?? [];
    if (place === undefined || original === "" || original.length > 120) continue;
    const text = (form[`text.${place}`] ?? "").replace(/\s+/g, " ").trim();
    if (text.length > 120) errors[`text.${place}`] = "Keep it under 120 letters.";
    words[original] = text;
  }
  return { words, errors };
}
