import type { FreshContext, Handlers, PageProps } from "$fresh/server.ts";
import { Button, ButtonLink } from "@/components/Button.tsx";
import { CountSheet } from "@/components/dashboard/CountSheet.tsx";
import { countedWords } from "@/components/dashboard/CountTable.tsx";
import { BackLink, PageHead, PageTitle } from "@/components/dashboard/Page.tsx";
import { EmptyState } from "@/components/EmptyState.tsx";
import { SearchBar } from "@/components/dashboard/SearchBar.tsx";
import { ErrorSummary } from "@/components/ErrorSummary.tsx";
import { Form } from "@/components/Form.tsx";
import { Toast } from "@/components/Status.tsx";
import type { Sql } from "@/lib/db/mod.ts";
import { type FormErrors, readForm, seeOther } from "@/lib/http/mod.ts";
import {
  CountForm,
  listSheet,
  readSheetFilter,
  saveCount,
  type SheetFilter,
  type SheetLine,
  sheetQuery,
  type StockCount,
  stockErrors,
} from "@/lib/inventory/mod.ts";
import type { DashboardState, MyStore } from "@/lib/tenants/mod.ts";
import { assertManagesStock } from "../../(_components)/managers_only.ts";
import { withCount } from "../(_components)/count_page.ts";

interface Page {
  store: MyStore;
  count: StockCount;
  filter: SheetFilter;
  lines: SheetLine[];
  hasMore: boolean;
  values: Record<string, string>;
  errors: FormErrors;
}

type Context = FreshContext<DashboardState, Page>;
type Shown = Pick<Page, "store" | "count"> & Partial<Pick<Page, "values" | "errors">>;

export const handler: Handlers<Page, DashboardState> = {
  GET: (_req, ctx) =>
    withCount(ctx, async (sql, store, count) => {
      assertManagesStock(store);
      const review = `/dashboard/${store.slug}/inventory/counts/${count.id}/review`;
      return count.state === "open" ? await show(ctx, sql, { store, count }) : seeOther(review);
    }),

  async POST(req, ctx) {
    const read = await readForm(req, CountForm);
    return await withCount(ctx, async (sql, store, count) => {
      assertManagesStock(store);
      if (!read.ok) {
        const { errors, values, status } = read;
        return show(ctx, sql, { store, count, errors, values }, status);
      }
      const { key, lines, back } = read.value;
      const saved = await saveCount(sql, { storeId: store.id, countId: count.id, key, lines });
      if (!saved.ok) {
        return show(ctx, sql, { store, count, errors: stockErrors(saved.code) }, 422);
      }
      const page = `/dashboard/${store.slug}/inventory/counts/${count.id}`;
      if (back === "review") return seeOther(`${page}/review`);
      const list = sheetQuery(readSheetFilter(ctx.url.searchParams));
      return seeOther(`${page}${list}${list === "?" ? "" : "&"}saved=1`);
    });
  },
};

async function show(ctx: Context, sql: Sql, shown: Shown, status = 200): Promise<Response> {
  const { store, count } = shown;
  const filter = readSheetFilter(ctx.url.searchParams);
  const list = await listSheet(sql, { storeId: store.id, countId: count.id }, filter);
  return await ctx.render({ values: {}, errors: {}, filter, ...list, ...shown }, { status });
}

export default function Sheet({ data, state, url }: PageProps<Page, DashboardState>) {
  const { store, count, filter, lines, hasMore, values, errors } = data;
  const base = `/dashboard/${store.slug}/inventory/counts`;
  const next = hasMore && sheetQuery({ ...filter, after: lines.at(-1)!.id });
  return (
    <>
      <PageTitle title={`Counting, ${count.location}`} shop={store.name} />
      <BackLink href={base}>Stock takes</BackLink>
      <PageHead
        title={count.location}
        below={<p class="mut text-sm">{countedWords({ ...count, differing: 0 })} so far</p>}
      >
        <ButtonLink kind="line" href={`${base}/${count.id}/review`}>Review</ButtonLink>
      </PageHead>
      <p class="mut text-sm mb-4">
        Type what you find. Leave out what is paid and set aside, and leave empty what you did not
        count.
      </p>
      <SearchBar
        label="Search what to count"
        placeholder="Name, SKU or barcode"
        search={filter.search}
      />
      {lines.length > 0
        ? (
          <Form guarded csrf={state.csrf} action={sheetQuery(filter)} class="grid gap-4">
            <ErrorSummary errors={errors} />
            <input type="hidden" name="key" value={crypto.randomUUID()} autocomplete="off" />
            <CountSheet lines={lines} values={values} errors={errors} />
            <div class="flex items-center justify-between gap-3">
              <Button>Save</Button>
              {next && <a class="btn btn-line" href={next}>Next page</a>}
            </div>
          </Form>
        )
        : (
          <EmptyState
            title="Nothing to count here"
            action={<ButtonLink kind="line" href="?">See all</ButtonLink>}
          />
        )}
      {url.searchParams.has("saved") && Object.keys(errors).length === 0 && <Toast>Saved</Toast>}
    </>
  );
}
