import type postgres from "postgres";
import { validate as isUuid } from "uuid";
import type { Sql } from "@/lib/db/mod.ts";
import type { Language } from "@/lib/i18n/mod.ts";
import { KINDS, TRANSLATABLE_KINDS, type TranslatableKind } from "./kinds.ts";

/** How far a text is translated; `changed` says that the original is another one since. */
export type TranslationState = "missing" | "changed" | "done";

/** How many texts of one kind there are, and how many of them are translated. */
export interface Progress {
  kind: TranslatableKind;
  total: number;
  /** In some way, also where the original changed since. */
  translated: number;
  changed: number;
}

/** Something with texts, as a line of a list. */
export interface SubjectLine extends Omit<Progress, "kind"> {
  id: string;
  label: string;
}

/** One text with its translation. */
export interface FieldText {
  field: string;
  original: string;
  /** Fingerprint of the original, which its translation keeps. */
  of: string;
  /** Empty when it is not translated. */
  text: string;
  state: TranslationState;
}

export interface Subject {
  id: string;
  label: string;
  texts: FieldText[];
}

const PAGE = 50;

/**
 * Every text of this kind that is not empty, with its translation: id, label, field, place, original,
 * of, text and state. Only of what is still shown or can be again soon.
 */
function textsOf(
  sql: Sql,
  storeId: string,
  kind: TranslatableKind,
  language: Language | postgres.PendingQuery<postgres.Row[]>,
) {
  const { table, label, fields } = KINDS[kind];
  const values = fields.map(({ name }, place) =>
    sql`${place > 0 ? sql`,` : sql``} (${name}::text, ${place}::int, t.${sql(name)})`
  );
  const chosen = typeof language === "string" ? sql`${language}::text` : language;
  const alive = kind === "product"
    ? sql`and t.status <> 'archived'`
    : kind === "collection"
    ? sql`and t.deleted_at is null`
    : sql``;
  return sql`
    select t.id, t.${
    sql(label)
  } as label, f.field, f.place, f.original, left(md5(f.original), 8) as of,
      coalesce(w.text, '') as text,
      case when w.text is null then 'missing' when w.of <> left(md5(f.original), 8) then 'changed'
        else 'done' end as state
    from public.${sql(table)} as t
    cross join lateral (values ${values}) as f (field, place, original)
    left join lateral jsonb_to_record(t.translations -> ${chosen} -> f.field)
      as w (text text, of text) on true
    where t.${
    sql(kind === "store" ? "id" : "store_id")
  } = ${storeId} and f.original <> '' ${alive}`;
}

/** Progress of the kinds that this member may translate, as one statement. */
export async function listProgress(
  sql: Sql,
  storeId: string,
  { language, kinds = TRANSLATABLE_KINDS }: { language: Language; kinds?: TranslatableKind[] },
): Promise<Progress[]> {
  const counts = kinds.map((kind, index) =>
    sql`${index > 0 ? sql`union all` : sql``}
      select ${kind}::text as kind, count(*)::int as total,
        (count(*) filter (where x.state <> 'missing'))::int as translated,
        (count(*) filter (where x.state = 'changed'))::int as changed
      from (${textsOf(sql, storeId, kind, language)}) as x`
  );
  return await sql<Progress[]>`${counts}`;
}

export interface SubjectsRequest {
  language: Language;
  kind: TranslatableKind;
  /** Leaves out what is translated. */
  isToDo: boolean;
  /** `next` of the page before. */
  after: string | null;
}

/** One page of what has texts of this kind, newest first. */
export async function listSubjects(
  sql: Sql,
  storeId: string,
  { language, kind, isToDo, after }: SubjectsRequest,
): Promise<{ subjects: SubjectLine[]; next: string | null }> {
  const rows = await sql<SubjectLine[]>`
    select x.id, x.label, count(*)::int as total,
      (count(*) filter (where x.state <> 'missing'))::int as translated,
      (count(*) filter (where x.state = 'changed'))::int as changed
    from (${textsOf(sql, storeId, kind, language)}) as x
    where ${after}::uuid is null or x.id < ${after}::uuid
    group by x.id, x.label
    having ${!isToDo} or bool_or(x.state <> 'done')
    order by x.id desc
    limit ${PAGE + 1}`;
  const subjects = rows.slice(0, PAGE);
  return { subjects, next: rows.length > PAGE ? subjects.at(-1)!.id : null };
}

/** Something with its texts side by side; null when the store has nothing like it. */
export async function getSubject(
  sql: Sql,
  storeId: string,
  { language, kind, id }: { language: Language; kind: TranslatableKind; id: string },
): Promise<Subject | null> {
  const rows = await sql<(FieldText & { id: string; label: string })[]>`
    select x.id, x.label, x.field, x.original, x.of, x.text, x.state
    from (${textsOf(sql, storeId, kind, language)}) as x
    where x.id = ${id}
    order by x.place`;
  const [first] = rows;
  if (!first) return null;
  const texts = rows.map(({ field, original, of, text, state }) => ({
    ...{ field, original, of, text, state },
  }));
  return { id: first.id, label: first.label, texts };
}

/** How far one thing is translated into a language of the shop. */
export interface LanguageProgress extends Omit<Progress, "kind"> {
  language: Language;
}

/** How far one thing is, by each of the shop's languages but the first; empty where it speaks one, or has no such thing. */
export async function listLanguages(
  sql: Sql,
  storeId: string,
  { kind, id }: { kind: TranslatableKind; id: string },
): Promise<LanguageProgress[]> {
  if (!isUuid(id)) return [];
  return await sql<LanguageProgress[]>`
    select l.language, count(x.id)::int as total,
      (count(*) filter (where x.state <> 'missing'))::int as translated,
      (count(*) filter (where x.state = 'changed'))::int as changed
    from public.stores as s
    cross join lateral unnest(s.languages[2:]) with ordinality as l (language, place)
    left join lateral (
      ${textsOf(sql, storeId, kind, sql`l.language`)} and t.id = ${id}
    ) as x on true
    where s.id = ${storeId}
    group by l.language, l.place
    order by l.place`;
}
