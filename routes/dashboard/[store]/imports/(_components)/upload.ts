import { type FreshContext, HttpError } from "$fresh/server.ts";
import { can } from "@/lib/auth/mod.ts";
import { readMultipart, seeOther } from "@/lib/http/mod.ts";
import {
  createImport,
  type ImportKind,
  type ImportLine,
  listImports,
  MAX_FILE_BYTES,
  readTable,
  type TableRefusal,
} from "@/lib/imports/mod.ts";
import type { DashboardState, MyStore } from "@/lib/tenants/mod.ts";

export interface UploadPage {
  store: MyStore;
  imports: ImportLine[];
  error?: string;
}

type Context = FreshContext<DashboardState, UploadPage>;

/** Answers 403 to those whose role does not bring such files. */
export function assertImporter(store: MyStore, kind: ImportKind): void {
  const may = kind === "products"
    ? can(store, "products.manage")
    : can(store, "settings.manage") && can(store, "customers.view");
  if (!may) throw new HttpError(403, "Your role does not import files. Ask the owner.");
}

/** Shows where a file is chosen, or again with what is wrong with it. */
export function showUpload(
  ctx: Context,
  kind: ImportKind,
  { error, status = 200 }: { error?: string; status?: number } = {},
): Promise<Response> {
  return ctx.state.inStore(async (sql, store) => {
    assertImporter(store, kind);
    const imports = await listImports(sql, { storeId: store.id, kind });
    return ctx.render({ store, imports, error }, { status });
  });
}

/** Keeps the file that was sent; next come its columns. */
export async function postUpload(req: Request, ctx: Context, kind: ImportKind): Promise<Response> {
  const { inStore } = ctx.state;
  // Before the file is read: whoever may not import sends none.
  await inStore((_sql, store) => Promise.resolve(assertImporter(store, kind)));
  const refuse = (error: string, status = 422) => showUpload(ctx, kind, { error, status });

  const form = await readMultipart(req, { limitBytes: MAX_FILE_BYTES + 64 * 1024 });
  if (!form.ok && form.status === 413) return await refuse(TOO_LARGE, 413);
  if (!form.ok) throw new HttpError(form.status, form.message);
  const [file] = form.value.files.get("file") ?? [];
  if (!file?.name) return await refuse("Choose a file.");
  if (file.size > MAX_FILE_BYTES) return await refuse(TOO_LARGE, 413);
  const table = await readTable(await file.bytes());
  if (!table.ok) return await refuse(REFUSALS[table.code]);

  const upload = { kind, fileName: file.name.slice(-200), table: table.value };
  const made = await inStore((sql, store) => createImport(sql, store.id, upload));
  if (!made.ok) return await refuse("50 files a day are the most. Go on tomorrow.", 429);
  return seeOther(`/dashboard/${ctx.params.store}/imports/${made.value}/columns`);
}

const TOO_LARGE = "Files can have 10 MB at most. Split it in two.";

const REFUSALS: Record<TableRefusal, string> = {
  empty: "There is nothing in this file.",
  no_rows: "This file has one row only. The first row says what the columns hold.",
  too_many_rows: "Files can have 10,000 rows at most. Split it in two.",
  too_wide: "This file has a row of more than 200 cells. Is it a CSV file?",
  broken_quotes: "A quote is opened in this file and never closed. Save it as CSV again.",
};
