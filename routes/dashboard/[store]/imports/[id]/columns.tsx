import { type FreshContext, type Handlers, HttpError, type PageProps } from "$fresh/server.ts";
import { z } from "zod";
import { ColumnsForm } from "@/components/dashboard/ColumnsForm.tsx";
import { BackLink, PageHead, PageTitle } from "@/components/dashboard/Page.tsx";
import { readForm, seeOther } from "@/lib/http/mod.ts";
import {
  checkImport,
  FIELDS,
  guessMapping,
  type Import,
  listSamples,
  type Mapping,
  readMapping,
} from "@/lib/imports/mod.ts";
import type { DashboardState, MyStore } from "@/lib/tenants/mod.ts";
import { findImport, homeOf } from "../(_components)/find_import.ts";

interface Page {
  store: MyStore;
  file: Import;
  samples: string[][];
  chosen: string[];
  errors: Record<string, string>;
}

type Context = FreshContext<DashboardState, Page>;

export const handler: Handlers<Page, DashboardState> = {
  GET: (_req, ctx) =>
    ctx.state.inStore(async (sql, store) => {
      const file = await findImport(sql, store, ctx.params.id!);
      const isMapped = Object.keys(file.mapping).length > 0;
      const mapping = isMapped ? file.mapping : guessMapping(file.kind, file.header);
      const samples = await listSamples(sql, { storeId: store.id, id: file.id });
      return ctx.render({ store, file, samples, chosen: columnsOf(file, mapping), errors: {} });
    }),

  async POST(req, ctx) {
    const form = await readForm(req, z.record(z.string(), z.string()));
    if (!form.ok) throw new HttpError(form.status, form.errors[""]);
    return await check(ctx, form.value);
  },
};

function check(ctx: Context, fields: Record<string, string>): Promise<Response> {
  return ctx.state.inStore(async (sql, store) => {
    const file = await findImport(sql, store, ctx.params.id!);
    const chosen = file.header.map((_, i) => fields[`column.${i}`] ?? "");
    const { mapping, problems } = readMapping(file.kind, chosen);
    if (problems.length > 0) {
      const samples = await listSamples(sql, { storeId: store.id, id: file.id });
      const errors = Object.fromEntries(
        problems.map(({ column, text }) => [column === null ? "" : `column.${column}`, text]),
      );
      return ctx.render({ store, file, samples, chosen, errors }, { status: 422 });
    }
    await checkImport(sql, file.id, mapping);
    return seeOther(`/dashboard/${store.slug}/imports/${file.id}`);
  });
}

function columnsOf({ header }: Import, mapping: Mapping): string[] {
  const fields = new Map(Object.entries(mapping).map(([key, column]) => [column, key]));
  return header.map((_, i) => fields.get(i) ?? "");
}

export default function Columns({ data, state }: PageProps<Page, DashboardState>) {
  const { store, file, ...rest } = data;
  const [home, name] = homeOf(store, file);
  return (
    <>
      <PageTitle title="Columns" shop={store.name} />
      <BackLink href={home}>{name}</BackLink>
      <PageHead
        title="What the columns hold"
        below={
          <p class="mut text-sm">
            <span class="break-all">{file.fileName}</span>, {file.rows.toLocaleString("en")}{" "}
            {file.rows === 1 ? "row" : "rows"}
          </p>
        }
      />
      <ColumnsForm csrf={state.csrf} header={file.header} fields={FIELDS[file.kind]} {...rest} />
    </>
  );
}
