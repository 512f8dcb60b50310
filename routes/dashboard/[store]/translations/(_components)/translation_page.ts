import { type FreshContext, HttpError } from "$fresh/server.ts";
import { can } from "@/lib/auth/mod.ts";
import type { Sql } from "@/lib/db/mod.ts";
import type { Language } from "@/lib/i18n/mod.ts";
import { type DashboardState, getLanguages, type MyStore } from "@/lib/tenants/mod.ts";
import { KINDS, TRANSLATABLE_KINDS, type TranslatableKind } from "@/lib/translations/mod.ts";

/** A page about one of the shop's languages. */
export interface TranslationPage {
  store: MyStore;
  /** The first is that of the originals. */
  languages: Language[];
  /** What is translated into; null while the shop speaks one language. */
  into: Language | null;
}

/** Runs with the language that `?language=` names, or else the first that there is to translate into. */
export function withLanguage<Data>(
  { state, url }: FreshContext<DashboardState, Data>,
  run: (sql: Sql, page: TranslationPage) => Promise<Response>,
): Promise<Response> {
  return state.inStore(async (sql, store) => {
    if (kindsOf(store).length === 0) {
      throw new HttpError(403, "Your role does not translate. Ask the owner.");
    }
    const languages = await getLanguages(sql, store.id);
    const others = languages.slice(1);
    const asked = url.searchParams.get("language");
    const into = others.find((one) => one === asked) ?? others[0] ?? null;
    return await run(sql, { store, languages, into });
  });
}

/** The same with a language that there is; 404 while the shop speaks one. */
export function intoLanguage<Data>(
  ctx: FreshContext<DashboardState, Data>,
  run: (sql: Sql, page: TranslationPage & { into: Language }) => Promise<Response>,
): Promise<Response> {
  return withLanguage(ctx, (sql, page) => {
    if (!page.into) throw new HttpError(404);
    return run(sql, { ...page, into: page.into });
  });
}

/** What this member may translate. */
export function kindsOf(store: MyStore): TranslatableKind[] {
  return TRANSLATABLE_KINDS.filter((kind) => can(store, KINDS[kind].needs));
}
