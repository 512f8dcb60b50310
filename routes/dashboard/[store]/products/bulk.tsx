import { type FreshContext, type Handlers, HttpError, type PageProps } from "$fresh/server.ts";
import { z } from "zod";
import { ButtonLink } from "@/components/Button.tsx";
import { BackLink, PageHead, Pager, PageTitle } from "@/components/dashboard/Page.tsx";
import { GRID_ID, PriceGrid } from "@/components/dashboard/PriceGrid.tsx";
import { EmptyState } from "@/components/EmptyState.tsx";
import { ErrorSummary } from "@/components/ErrorSummary.tsx";
import { Toast } from "@/components/Status.tsx";
import GridKeys from "@/islands/GridKeys.tsx";
import {
  changePrices,
  checkGrid,
  explainSaveError,
  type Grid,
  type GridProblem,
  type GridRow,
  type ProductFilter,
  productQuery,
  readGrid,
  readGridRows,
  readPercent,
  readProductFilter,
  saveGrid,
} from "@/lib/catalog/merchant.ts";
import { readForm, seeOther } from "@/lib/http/mod.ts";
import { refuse } from "@/lib/result.ts";
import type { DashboardState, MyStore } from "@/lib/tenants/mod.ts";
import { assertManagesProducts } from "./(_components)/managers_only.ts";

interface Page {
  store: MyStore;
  filter: ProductFilter;
  grid: Grid;
  errors: Record<string, string>;
  percent: string;
}

type Context = FreshContext<DashboardState, Page>;

/** 1,500 rows of names, codes and what they were shown with. */
const FORM_LIMIT_BYTES = 2 * 1024 * 1024;
const Fields = z.record(z.string(), z.string());

export const handler: Handlers<Page, DashboardState> = {
  GET: (_req, ctx) => show(ctx, {}),

  async POST(req, ctx) {
    const form = await readForm(req, Fields, { limitBytes: FORM_LIMIT_BYTES });
    if (!form.ok && form.status !== 422) throw new HttpError(form.status, form.errors[""]);
    const fields = new URLSearchParams(form.ok ? form.value : form.values);
    const typed = { rows: readGridRows(fields), percent: fields.get("percent") ?? "" };
    if (!form.ok) return show(ctx, { ...typed, errors: form.errors }, 422);
    return fields.get("intent") === "percent" ? fillIn(ctx, typed) : save(ctx, typed);
  },
};

interface Typed {
  rows: GridRow[];
  percent: string;
}

/** Prices changed as asked, for the merchant to look at; nothing is saved. */
function fillIn(ctx: Context, typed: Typed): Promise<Response> {
  const change = readPercent(typed.percent);
  if (change !== null) return show(ctx, { ...typed, change });
  return show(ctx, { ...typed, errors: { percent: "Write a number such as -10 or 7.5." } }, 422);
}

async function save(ctx: Context, typed: Typed): Promise<Response> {
  const { rows } = typed;
  const saved = await ctx.state.inStore(async (sql, store) => {
    assertManagesProducts(store);
    const { changes, errors } = checkGrid(rows, store.currency);
    if (Object.keys(errors).length > 0) return refuse("invalid", errors);
    const done = await saveGrid(sql, store.id, changes);
    return done.ok ? done : refuse("invalid", messages(done.details!, rows));
  }).catch((error) => {
    const { code } = explainSaveError(error);
    if (code !== "sku_taken" && code !== "barcode_taken") throw error;
    return refuse("invalid", { "": "A code was taken this very moment. Save once more." });
  });
  if (!saved.ok) return await show(ctx, { ...typed, errors: saved.details }, 422);
  const query = new URLSearchParams(ctx.url.searchParams);
  query.set("saved", "1");
  return seeOther(`${ctx.url.pathname}?${query}`);
}

const PROBLEMS = {
  changed: "Somebody else changed this one while you were here. Load the page again to see it.",
  sku: "Another variant has this SKU.",
  barcode: "Another variant has this barcode.",
};

/** Messages by field name; what somebody else changed stands at the row as a whole. */
function messages(problems: GridProblem[], rows: GridRow[]): Record<string, string> {
  return Object.fromEntries(problems.map(({ id, problem }) => {
    const row = `rows.${rows.findIndex((row) => row.id === id)}`;
    return [problem === "changed" ? row : `${row}.${problem}`, PROBLEMS[problem]];
  }));
}

/** The grid of the products that the address asks for, or what was typed into it. */
function show(
  ctx: Context,
  typed: Partial<Typed> & { change?: number; errors?: Record<string, string> },
  status = 200,
): Promise<Response> {
  return ctx.state.inStore(async (sql, store) => {
    assertManagesProducts(store);
    const filter = readProductFilter(ctx.url.searchParams);
    const stored = await readGrid(sql, { storeId: store.id, currency: store.currency, filter });
    const { rows: given = stored.rows, percent = "", change = 0, errors = {} } = typed;
    const rows = change === 0 ? given : changePrices(given, change, store.currency);
    const page = { store, filter, grid: { rows, next: stored.next }, errors, percent };
    return await ctx.render(page, { status });
  });
}

export default function Bulk({ data, state, url }: PageProps<Page, DashboardState>) {
  const { store, filter, grid, errors, percent } = data;
  const list = `/dashboard/${store.slug}/products`;
  const isSaved = url.searchParams.has("saved") && Object.keys(errors).length === 0;
  return (
    <>
      <PageTitle title="Prices" shop={store.name} />
      <BackLink href={list}>Products</BackLink>
      <PageHead title="Prices and codes" />
      {grid.rows.length === 0
        ? (
          <EmptyState
            title="Nothing here"
            action={<ButtonLink href={list}>All products</ButtonLink>}
          >
            No product is called that, or is in this state.
          </EmptyState>
        )
        : (
          <>
            <div class="mb-4 empty:hidden">
              <ErrorSummary errors={errors} />
            </div>
            <PriceGrid
              csrf={state.csrf}
              rows={grid.rows}
              errors={errors}
              currency={store.currency}
              percent={percent}
            />
            <GridKeys form={GRID_ID} />
            <Pager
              shown={`${grid.rows.length} variants, newest products first`}
              next={grid.next ? productQuery({ ...filter, after: grid.next }) : undefined}
              text="Older products"
            />
          </>
        )}
      {isSaved && <Toast>Saved</Toast>}
    </>
  );
}
