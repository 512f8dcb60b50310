import type { FreshContext, Handlers, PageProps } from "$fresh/server.ts";
import { Button } from "@/components/Button.tsx";
import { CountTable } from "@/components/dashboard/CountTable.tsx";
import { InventoryNav } from "@/components/dashboard/InventoryNav.tsx";
import { BackLink, PageHead, Pager, PageTitle } from "@/components/dashboard/Page.tsx";
import { Select } from "@/components/Field.tsx";
import { Form } from "@/components/Form.tsx";
import { Card } from "@/components/Layout.tsx";
import { Toast } from "@/components/Status.tsx";
import { can } from "@/lib/auth/mod.ts";
import type { Sql } from "@/lib/db/mod.ts";
import { readForm, seeOther } from "@/lib/http/mod.ts";
import {
  listCounts,
  listLocations,
  openCount,
  OpenCountForm,
  type Place,
  readId,
  type StockCount,
} from "@/lib/inventory/mod.ts";
import type { DashboardState, MyStore } from "@/lib/tenants/mod.ts";
import { assertManagesStock } from "../(_components)/managers_only.ts";

interface Page {
  store: MyStore;
  places: Place[];
  counts: StockCount[];
  hasMore: boolean;
  error?: string;
}

export const handler: Handlers<Page, DashboardState> = {
  GET: (_req, ctx) => ctx.state.inStore((sql, store) => show(ctx, sql, { store })),

  async POST(req, ctx) {
    const read = await readForm(req, OpenCountForm);
    return await ctx.state.inStore(async (sql, store) => {
      assertManagesStock(store);
      if (!read.ok) return show(ctx, sql, { store, error: "Choose a location." });
      const opened = await openCount(sql, store.id, read.value.location);
      if (!opened.ok) {
        return show(ctx, sql, { store, error: "That location is closed. Choose another." });
      }
      return seeOther(`/dashboard/${store.slug}/inventory/counts/${opened.value}`);
    });
  },
};

async function show(
  ctx: FreshContext<DashboardState, Page>,
  sql: Sql,
  { store, error }: { store: MyStore; error?: string },
): Promise<Response> {
  const before = readId(ctx.url.searchParams.get("before"));
  const [places, list] = await Promise.all([
    listLocations(sql, store.id),
    listCounts(sql, store.id, { before }),
  ]);
  return await ctx.render({ store, places, ...list, error }, { status: error ? 422 : 200 });
}

const DONE: Record<string, string> = {
  applied: "Applied. The stock is what was counted.",
  cancelled: "Cancelled. The stock is as it was.",
};

export default function Counts({ data, state, url }: PageProps<Page, DashboardState>) {
  const { store, places, counts, hasMore, error } = data;
  const base = `/dashboard/${store.slug}`;
  const done = DONE[url.searchParams.get("done") ?? ""];
  return (
    <>
      <PageTitle title="Stock takes" shop={store.name} />
      <BackLink href={`${base}/products`}>Products</BackLink>
      <PageHead title="Stock" />
      <InventoryNav store={store} here="counts" />
      <div class="grid gap-4">
        {can(store, "products.manage") && (
          <StartCount csrf={state.csrf} places={places} error={error} />
        )}
        {counts.length > 0 && (
          <div>
            <CountTable
              counts={counts}
              base={`${base}/inventory/counts`}
              timeZone={store.timeZone}
            />
            <Pager
              shown={`Newest first, ${counts.length} shown`}
              next={hasMore ? `?before=${counts.at(-1)!.id}` : undefined}
              text="Older stock takes"
            />
          </div>
        )}
      </div>
      {done && <Toast>{done}</Toast>}
    </>
  );
}

function StartCount(
  { csrf, places, error }: { csrf: string; places: Place[]; error?: string },
) {
  return (
    <Card>
      <h2>Count what is there</h2>
      <p class="mut text-sm mt-1.5 mb-4">
        Count for as long as you like, on as many phones as you like. Go on selling meanwhile.
      </p>
      <Form csrf={csrf} class="grid gap-4 max-w-md">
        {places.length === 1
          ? <input type="hidden" name="location" value={places[0]!.id} />
          : (
            <Select name="location" label="Where" error={error}>
              {places.map(({ id, name }) => <option key={id} value={id}>{name}</option>)}
            </Select>
          )}
        <p>
          <Button>Start counting</Button>
        </p>
      </Form>
    </Card>
  );
}
