import { type FreshContext, HttpError } from "$fresh/server.ts";
import type { Sql } from "@/lib/db/mod.ts";
import { firstMessages, type FormErrors, readForm, seeOther, TextFields } from "@/lib/http/mod.ts";
import {
  getPage,
  isPolicy,
  pageErrors,
  pageFields,
  PageForm,
  POLICIES,
  savePage,
  suggestPolicy,
} from "@/lib/pages/mod.ts";
import { type DashboardState, HOMELANDS, type MyStore } from "@/lib/tenants/mod.ts";
import { type LanguageProgress, listLanguages } from "@/lib/translations/mod.ts";
import { assertManager } from "../../(_components)/owners_only.ts";

export interface EditData {
  store: MyStore;
  /** Title and address as they are saved; null on the page of a new one. */
  saved: { title: string; slug: string; isPublished: boolean } | null;
  /** How far it is translated; empty where the shop speaks one language. */
  languages: LanguageProgress[];
  values: Record<string, string>;
  errors: FormErrors;
}

/** 20,000 letters of four bytes, each byte of them written as three. */
const FORM_LIMIT_BYTES = 256 * 1024;

type Context = FreshContext<DashboardState, EditData>;
type Stored = NonNullable<Awaited<ReturnType<typeof getPage>>>;

/** Runs with the page that the address names, null for a new one; 404 for others'. */
export function withPage<Data>(
  { state, params }: FreshContext<DashboardState, Data>,
  run: (
    sql: Sql,
    store: MyStore,
    page: Stored | null,
    languages: LanguageProgress[],
  ) => Promise<Response>,
): Promise<Response> {
  return state.inStore(async (sql, store) => {
    assertManager(store);
    const { id } = params;
    const [page, languages] = id
      ? await Promise.all([
        getPage(sql, store.id, id),
        listLanguages(sql, store.id, { kind: "page", id }),
      ])
      : [null, []];
    if (id && !page) throw new HttpError(404);
    return await run(sql, store, page, languages);
  });
}

/** Shows the form of a page, or of a new one: with a text to start from where it is a policy. */
export function showPage(ctx: Context): Promise<Response> {
  return withPage(ctx, async (_sql, store, page, languages) => {
    const values = page ? pageFields(page) : blank(store, ctx.url.searchParams.get("kind") ?? "");
    return await ctx.render({ store, saved: page, languages, values, errors: {} });
  });
}

function blank(store: MyStore, kind: string): Record<string, string> {
  const form = { id: crypto.randomUUID(), shown: "", isPublished: "1" };
  if (!isPolicy(kind)) return { ...form, kind: "page", title: "", slug: "", body: "" };
  const { title, slug } = POLICIES[kind];
  const countryName = HOMELANDS[store.country].name;
  const body = suggestPolicy(kind, { name: store.name, country: store.country, countryName });
  // The merchant reads it before shoppers do.
  return { ...form, isPublished: "", kind, title, slug, body };
}

/** Saves the posted form, or shows it again with messages. */
export async function postPage(req: Request, ctx: Context): Promise<Response> {
  const read = await readForm(req, TextFields, { limitBytes: FORM_LIMIT_BYTES });
  return await withPage(ctx, async (sql, store, page, languages) => {
    const given = read.ok ? read.value : read.values;
    // What the address names is what changes, whatever the form says.
    const values: Record<string, string> = { ...given, ...(page && { id: page.id }) };
    const again = (errors: FormErrors, status: number, shown = values.shown ?? "") =>
      ctx.render({ store, saved: page, languages, values: { ...values, shown }, errors }, {
        status,
      });
    if (!read.ok) return again(read.errors, read.status);
    const checked = PageForm.safeParse(values);
    if (!checked.success) return again(firstMessages(checked.error), 422);
    const saved = await savePage(sql, store.id, checked.data);
    if (saved.ok) return seeOther(`/dashboard/${store.slug}/settings/pages?done=saved`);
    // Whoever saves once more has been told.
    const isConflict = saved.code === "changed_meanwhile";
    return again(pageErrors(saved.code), isConflict ? 409 : 422, page?.shown);
  });
}
