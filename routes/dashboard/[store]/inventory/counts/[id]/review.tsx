import type { FreshContext, Handlers, PageProps } from "$fresh/server.ts";
import { Button, ButtonLink } from "@/components/Button.tsx";
import { countedWords, CountState } from "@/components/dashboard/CountTable.tsx";
import { DifferenceList } from "@/components/dashboard/DifferenceList.tsx";
import { BackLink, PageHead, Pager, PageTitle } from "@/components/dashboard/Page.tsx";
import { EmptyState } from "@/components/EmptyState.tsx";
import { Form } from "@/components/Form.tsx";
import { Note } from "@/components/Status.tsx";
import { can } from "@/lib/auth/mod.ts";
import { formatMoment } from "@/lib/clock.ts";
import type { Sql } from "@/lib/db/mod.ts";
import { seeOther } from "@/lib/http/mod.ts";
import {
  applyCount,
  type Difference,
  listDifferences,
  type PromisedLine,
  readId,
  type StockCount,
  stockErrors,
} from "@/lib/inventory/mod.ts";
import type { DashboardState, MyStore } from "@/lib/tenants/mod.ts";
import { assertManagesStock } from "../../(_components)/managers_only.ts";
import { withCount } from "../(_components)/count_page.ts";

interface Page {
  store: MyStore;
  count: StockCount;
  differences: Difference[];
  hasMore: boolean;
  promised: PromisedLine[];
  error?: string;
}

type Shown = Pick<Page, "store" | "count" | "error"> & { promised?: PromisedLine[] };

export const handler: Handlers<Page, DashboardState> = {
  GET: (_req, ctx) => withCount(ctx, (sql, store, count) => show(ctx, sql, { store, count })),

  POST: (_req, ctx) =>
    withCount(ctx, async (sql, store, count) => {
      assertManagesStock(store);
      const done = await applyCount(sql, { storeId: store.id, countId: count.id });
      if (done.ok) return seeOther(`/dashboard/${store.slug}/inventory/counts?done=applied`);
      const promised = done.details ?? [];
      const error = promised.length > 0 ? PROMISED : stockErrors(done.code)[""];
      return show(ctx, sql, { store, count, promised, error });
    }),
};

const PROMISED =
  "Orders hold more of some goods than you counted. Count those again, cancel the orders, or leave the goods out.";

async function show(
  ctx: FreshContext<DashboardState, Page>,
  sql: Sql,
  { promised = [], ...shown }: Shown,
): Promise<Response> {
  const after = readId(ctx.url.searchParams.get("after"));
  const of = { storeId: shown.store.id, countId: shown.count.id };
  const list = await listDifferences(sql, of, { after });
  return await ctx.render({ ...shown, ...list, promised }, { status: shown.error ? 422 : 200 });
}

export default function Review({ data, state }: PageProps<Page, DashboardState>) {
  const { store, count, differences, hasMore, promised, error } = data;
  const base = `/dashboard/${store.slug}/inventory/counts`;
  const mayChange = count.state === "open" && can(store, "products.manage");
  return (
    <>
      <PageTitle title={`Stock take, ${count.location}`} shop={store.name} />
      {mayChange
        ? <BackLink href={`${base}/${count.id}`}>Go on counting</BackLink>
        : <BackLink href={base}>Stock takes</BackLink>}
      <PageHead title={count.location} below={<Standing count={count} store={store} />} />
      {error && <Note tone="danger" role="alert" class="mb-4">{error}</Note>}
      {differences.length > 0
        ? (
          <>
            <DifferenceList
              differences={differences}
              promised={promised}
              csrf={mayChange ? state.csrf : undefined}
              action={`${base}/${count.id}`}
            />
            <Pager
              shown={`${differences.length} of ${count.differing} shown`}
              next={hasMore ? `?after=${differences.at(-1)!.id}` : undefined}
              text="More differences"
            />
          </>
        )
        : <Nothing count={count} />}
      {mayChange && count.counted > 0 && <Decide csrf={state.csrf} page={`${base}/${count.id}`} />}
    </>
  );
}

function Standing({ count, store }: { count: StockCount; store: MyStore }) {
  return (
    <p class="mut text-sm flex flex-wrap items-center gap-2 mt-2">
      <CountState state={count.state} />
      <span>{countedWords(count)}</span>
      {count.closedAt && (
        <span class="break-all">
          {formatMoment(count.closedAt, { timeZone: store.timeZone })}
          {count.closedBy && ` by ${count.closedBy}`}
        </span>
      )}
    </p>
  );
}

function Nothing({ count }: { count: StockCount }) {
  return count.counted > 0
    ? <EmptyState title="No differences">All that was counted is as it should be.</EmptyState>
    : <EmptyState title="Nothing counted">Differences show here.</EmptyState>;
}

function Decide({ csrf, page }: { csrf: string; page: string }) {
  return (
    <div class="grid gap-3 mt-6 max-w-2xl">
      <p class="mut text-sm">
        Applying changes the stock by these differences. What sold since you counted stays sold, and
        what nobody counted stays as it is.
      </p>
      <div class="flex flex-wrap gap-3">
        <Form csrf={csrf} action={`${page}/review`}>
          <Button>Apply the differences</Button>
        </Form>
        <Form csrf={csrf} action={`${page}/cancel`}>
          <Button kind="danger">Cancel the stock take</Button>
        </Form>
        <ButtonLink kind="line" href={page}>Go on counting</ButtonLink>
      </div>
    </div>
  );
}
