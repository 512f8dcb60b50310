import { HttpError } from "$fresh/server.ts";
import type { Sql } from "@/lib/db/mod.ts";
import { getImport, type Import } from "@/lib/imports/mod.ts";
import type { MyStore } from "@/lib/tenants/mod.ts";

/** The import of this address; 404 where this member sees none. */
export async function findImport(sql: Sql, store: MyStore, id: string): Promise<Import> {
  const found = await getImport(sql, { storeId: store.id, id });
  if (!found) throw new HttpError(404);
  return found;
}

/** The page that lists files of this kind, and its name. */
export function homeOf(
  store: MyStore,
  { kind }: Pick<Import, "kind">,
): [href: string, name: string] {
  const base = `/dashboard/${store.slug}`;
  return kind === "products"
    ? [`${base}/products/import`, "Import products"]
    : [`${base}/settings/data/import`, "Import customers"];
}
