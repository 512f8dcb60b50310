import type { Handlers, PageProps } from "$fresh/server.ts";
import { ImportCounts, ImportNext, ImportProgress } from "@/components/dashboard/ImportState.tsx";
import { BackLink, PageHead, Pager, PageTitle } from "@/components/dashboard/Page.tsx";
import { RefusedRows } from "@/components/dashboard/RefusedRows.tsx";
import { Note } from "@/components/Status.tsx";
import { seeOther } from "@/lib/http/mod.ts";
import { type Import, listRefused, type RefusedRow } from "@/lib/imports/mod.ts";
import type { DashboardState, MyStore } from "@/lib/tenants/mod.ts";
import { findImport, homeOf } from "../(_components)/find_import.ts";

interface Page {
  store: MyStore;
  file: Import;
  rows: RefusedRow[];
  hasMore: boolean;
}

const PAGE = 50;
const REFRESH_S = 2;

export const handler: Handlers<Page, DashboardState> = {
  GET: (_req, ctx) =>
    ctx.state.inStore(async (sql, store) => {
      const file = await findImport(sql, store, ctx.params.id!);
      const path = pathOf(store, file);
      if (file.status === "uploaded") return seeOther(`${path}/columns`);
      if (isUnderWay(file)) {
        const headers = { refresh: `${REFRESH_S}; url=${path}` };
        return ctx.render({ store, file, rows: [], hasMore: false }, { headers });
      }
      const after = readLine(ctx.url.searchParams.get("after"));
      const page = { storeId: store.id, id: file.id, after, limit: PAGE };
      return ctx.render({ store, file, ...await listRefused(sql, page) });
    }),
};

function readLine(text: string | null): number {
  return /^[1-9]\d{0,6}$/.test(text ?? "") ? Number(text) : 0;
}

function pathOf(store: MyStore, { id }: Import): string {
  return `/dashboard/${store.slug}/imports/${id}`;
}

function isUnderWay({ status }: Import): boolean {
  return status === "checking" || status === "applying";
}

export default function ImportPage({ data, state }: PageProps<Page, DashboardState>) {
  const { store, file, rows, hasMore } = data;
  const path = pathOf(store, file);
  const [home, name] = homeOf(store, file);
  return (
    <>
      <PageTitle title={file.fileName} shop={store.name} />
      <BackLink href={home}>{name}</BackLink>
      <PageHead title={<span class="break-all">{file.fileName}</span>} />
      {isUnderWay(file) ? <ImportProgress file={file} path={path} /> : (
        <>
          <ImportCounts file={file} />
          {"image" in file.mapping && (
            <Note class="mb-4">
              Pictures are not taken from addresses. Add them on the page of each product.
            </Note>
          )}
          <ImportNext file={file} path={path} csrf={state.csrf} />
          {rows.length > 0 && (
            <>
              <RefusedRows
                rows={rows}
                header={file.header}
                count={file.refusedRows}
                reportHref={`${path}/report.csv`}
              />
              <Pager
                shown={`Rows ${rows[0]!.line} to ${rows.at(-1)!.line}`}
                next={hasMore ? `?after=${rows.at(-1)!.line}` : undefined}
                text="More rows"
              />
            </>
          )}
        </>
      )}
    </>
  );
}
