import { type FreshContext, HttpError } from "$fresh/server.ts";
import { type Category, listCategories } from "@/lib/catalog/merchant.ts";
import type { Sql } from "@/lib/db/mod.ts";
import type { DashboardState, MyStore } from "@/lib/tenants/mod.ts";
import { type LanguageProgress, listLanguages } from "@/lib/translations/mod.ts";
import { assertManagesProducts } from "./managers_only.ts";

export interface CategoryPage {
  store: MyStore;
  category: Category;
  categories: Category[];
  /** How far it is translated; empty where the shop speaks one language. */
  languages: LanguageProgress[];
}

/** Runs with the category that the address names; 404 for one that this shop does not have. */
export function withCategory<Data>(
  { state, params }: FreshContext<DashboardState, Data>,
  run: (sql: Sql, page: CategoryPage) => Response | Promise<Response>,
): Promise<Response> {
  return state.inStore(async (sql, store) => {
    const { id = "" } = params;
    const [categories, languages] = await Promise.all([
      listCategories(sql, store.id),
      listLanguages(sql, store.id, { kind: "category", id }),
    ]);
    const category = categories.find((one) => one.id === id);
    if (!category) throw new HttpError(404);
    assertManagesProducts(store);
    return await run(sql, { store, category, categories, languages });
  });
}
