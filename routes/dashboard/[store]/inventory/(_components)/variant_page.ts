import { type FreshContext, HttpError } from "$fresh/server.ts";
import type { Sql } from "@/lib/db/mod.ts";
import type { FormErrors } from "@/lib/http/mod.ts";
import {
  getStock,
  listLocations,
  listMovements,
  type Movement,
  type Place,
  readId,
  type StockLine,
} from "@/lib/inventory/mod.ts";
import type { DashboardState, MyStore } from "@/lib/tenants/mod.ts";

/** A form that was not accepted, with what was typed. */
export interface Rejected {
  form: "adjust" | "transfer";
  values: Record<string, string>;
  errors: FormErrors;
}

export interface VariantStock {
  store: MyStore;
  line: StockLine;
  places: Place[];
  movements: Movement[];
  hasMore: boolean;
  rejected?: Rejected;
}

/** Shows the stock of the variant that the address names; 404 when this shop has none like it. */
export async function showVariant(
  ctx: FreshContext<DashboardState, VariantStock>,
  sql: Sql,
  { store, rejected }: { store: MyStore; rejected?: Rejected & { status: number } },
): Promise<Response> {
  const place = { storeId: store.id, variantId: ctx.params.id! };
  const line = await getStock(sql, place);
  if (!line) throw new HttpError(404);
  const before = readId(ctx.url.searchParams.get("before"));
  const [places, list] = await Promise.all([
    listLocations(sql, store.id),
    listMovements(sql, { ...place, before }),
  ]);
  return await ctx.render({ store, line, places, ...list, rejected }, { status: rejected?.status });
}
