import { type FreshContext, type Handlers, HttpError, type PageProps } from "$fresh/server.ts";
import { ArrivalTable } from "@/components/dashboard/ArrivalTable.tsx";
import { AskMpesa } from "@/components/dashboard/AskMpesa.tsx";
import { MoneyNav } from "@/components/dashboard/MoneyNav.tsx";
import { PageHead, Pager, PageTitle, Tabs } from "@/components/dashboard/Page.tsx";
import { ReadLists } from "@/components/dashboard/ReadLists.tsx";
import { EmptyState } from "@/components/EmptyState.tsx";
import { Toast } from "@/components/Status.tsx";
import { can } from "@/lib/auth/mod.ts";
import type { Sql } from "@/lib/db/mod.ts";
import { type FormErrors, readForm, seeOther } from "@/lib/http/mod.ts";
import {
  type Arrival,
  ARRIVAL_TABS,
  type ArrivalTab,
  askAboutReceipt,
  listArrivals,
  listReceiptQuestions,
  ReceiptForm,
  type ReceiptQuestion,
  type ReceiptQuestions,
} from "@/lib/orders/merchant.ts";
import { listReadings, type Reading } from "@/lib/payments/mod.ts";
import type { DashboardState, MyStore } from "@/lib/tenants/mod.ts";
import { forViewers } from "./(_components)/for_viewers.ts";

interface Page {
  store: MyStore;
  tab: ArrivalTab;
  arrivals: Arrival[];
  next: string | null;
  readings: Reading[];
  /** Null in a shop without M-Pesa. */
  receipts: ReceiptQuestions | null;
  typed: string;
  errors: FormErrors;
}

type Context = FreshContext<DashboardState, Page>;
type Typed = Partial<Pick<Page, "typed" | "errors">> & { status?: number };

const UUID = /^[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}$/;

export const handler: Handlers<Page, DashboardState> = {
  GET: (_req, ctx) => forViewers(ctx, (sql, store) => show(ctx, sql, store)),

  /** Has M-Pesa asked about a code. */
  async POST(req, ctx) {
    const form = await readForm(req, ReceiptForm);
    return await forViewers(ctx, async (sql, store) => {
      if (!can(store, "orders.manage")) {
        throw new HttpError(403, "Your role does not do this. Ask the owner.");
      }
      const typed = form.values.receipt ?? "";
      if (!form.ok) {
        return await show(ctx, sql, store, { typed, errors: form.errors, status: form.status });
      }
      const asked = await askAboutReceipt(sql, store.id, form.value.receipt);
      if (asked.kind === "refused") {
        return await show(ctx, sql, store, {
          typed,
          errors: { receipt: asked.error },
          status: 422,
        });
      }
      const base = `/dashboard/${store.slug}`;
      if (asked.kind === "booked") return seeOther(`${base}/orders/${asked.orderNumber}#money`);
      return seeOther(`${base}/arrivals${asked.kind === "arrived" ? `/${asked.arrivalId}` : ""}`);
    });
  },
};

async function show(
  ctx: Context,
  sql: Sql,
  store: MyStore,
  { typed = "", errors = {}, status = 200 }: Typed = {},
): Promise<Response> {
  const asked = ctx.url.searchParams;
  const tab = ARRIVAL_TABS.find((name) => name === asked.get("tab")) ?? "open";
  const after = UUID.test(asked.get("after") ?? "") ? asked.get("after")! : undefined;
  const [list, readings, receipts] = await Promise.all([
    listArrivals(sql, store.id, { tab, after }),
    listReadings(sql, store.id),
    listReceiptQuestions(sql, store.id),
  ]);
  const isAsking = !typed && receipts?.questions.some(isAboutToBeAnswered);
  const data = { store, tab, ...list, readings, receipts, typed, errors };
  // Looks again by itself, as M-Pesa answers within seconds.
  return await ctx.render(data, { status, ...(isAsking && { headers: { refresh: "4" } }) });
}

function isAboutToBeAnswered({ state, askedAt }: ReceiptQuestion): boolean {
  return state === "asking" && Date.now() - askedAt.getTime() < 30_000;
}

export default function Arrivals({ data, url, state }: PageProps<Page, DashboardState>) {
  const { store, tab, arrivals, next, readings, receipts, typed, errors } = data;
  return (
    <>
      <PageTitle title="Money to place" shop={store.name} />
      <PageHead
        title="Money to place"
        below={
          <p class="mut text-sm">
            Money that came to your accounts without saying which order it is for.
          </p>
        }
      />
      <MoneyNav store={store} here="arrivals" />
      <Tabs
        label="Money views"
        tabs={[
          { name: "Waiting", href: "?", isHere: tab === "open" },
          { name: "Settled", href: "?tab=settled", isHere: tab === "settled" },
        ]}
      />
      {arrivals.length > 0 ? <ArrivalTable arrivals={arrivals} store={store} /> : (
        <EmptyState
          title={tab === "open" ? "All money has its order" : "Nothing was settled yet"}
        >
          {tab === "open"
            ? "When somebody pays your till with a reference that fits no order, the money waits here."
            : "What you place on an order, give back or deal with otherwise is listed here."}
        </EmptyState>
      )}
      {next && (
        <Pager
          shown={`Newest first, ${arrivals.length} shown`}
          next={`?${tab === "open" ? "" : "tab=settled&"}after=${next}`}
          text="Older money"
        />
      )}
      {receipts && <AskMpesa {...receipts} csrf={state.csrf} {...{ store, typed, errors }} />}
      <ReadLists readings={readings} store={store} />
      {url.searchParams.has("returned") && <Toast>Noted.</Toast>}
    </>
  );
}
