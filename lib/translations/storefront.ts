import type postgres from "postgres";
import type { Sql } from "@/lib/db/mod.ts";
import type { Language } from "@/lib/i18n/mod.ts";

type Fragment = postgres.PendingQuery<postgres.Row[]>;

/** What a page is asked in; absent in the shop's first language, in which the originals are. */
export type Asked = Language | undefined;

/** A column of the table under this alias in the language of the page; the original where there is none. */
export function translated(sql: Sql, language: Asked, row: Fragment, column: string): Fragment {
  const original = sql`${row}.${sql(column)}`;
  if (!language) return original;
  return sql`coalesce(${row}.translations #>> ${[language, column, "text"]}::text[], ${original})`;
}

/** "Rouge, Moyen" for the text array `values` of a product of the store `s`. */
export function translatedValues(sql: Sql, language: Asked, values: Fragment): Fragment {
  if (!language) return sql`array_to_string(${values}, ', ')`;
  return sql`(
    select coalesce(string_agg(
      coalesce(s.words #>> array[${language}::text, o.value], o.value), ', ' order by o.place
    ), '')
    from unnest(${values}) with ordinality as o (value, place)
  )`;
}

/** JSON of what the store `s` calls the text array `originals`, by the original; null where it says no other. */
export function wordsJson(sql: Sql, language: Asked, originals: Fragment): Fragment {
  if (!language) return sql`null::json`;
  return sql`(
    select json_object_agg(o.word, s.words #>> array[${language}::text, o.word])
    from (select distinct unnest(${originals})) as o (word)
    where s.words #>> array[${language}::text, o.word] is not null
  )`;
}
