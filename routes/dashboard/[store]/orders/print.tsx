import { Head } from "$fresh/runtime.ts";
import { type Handlers, HttpError, type PageProps, type RouteConfig } from "$fresh/server.ts";
import { ButtonLink } from "@/components/Button.tsx";
import { PageTitle } from "@/components/dashboard/Page.tsx";
import { InvoicePaper } from "@/components/dashboard/InvoicePaper.tsx";
import { SlipPaper } from "@/components/dashboard/SlipPaper.tsx";
import { EmptyState } from "@/components/EmptyState.tsx";
import { PrintNow } from "@/islands/PrintNow.tsx";
import { can } from "@/lib/auth/mod.ts";
import {
  getOrders,
  getSender,
  type MerchantOrder,
  type Paper,
  readPapers,
  type Sender,
} from "@/lib/orders/merchant.ts";
import type { DashboardState, MyStore } from "@/lib/tenants/mod.ts";

interface View {
  store: MyStore;
  sender: Sender;
  orders: MerchantOrder[];
  paper: Paper;
  parcel: number | null;
}

/** A sheet of paper has no menu. */
export const config: RouteConfig = { skipInheritedLayouts: true };

/** Slips for the parcels, or invoices, of the orders that the address names: one to a sheet. */
export const handler: Handlers<View, DashboardState> = {
  GET(_req, ctx) {
    const { paper, numbers, parcel } = readPapers(ctx.url.searchParams);
    return ctx.state.inStore(async (sql, store) => {
      if (!can(store, "orders.view")) {
        throw new HttpError(403, "Your role does not see orders. Ask the owner.");
      }
      const [sender, found] = await Promise.all([
        getSender(sql, store.id),
        getOrders(sql, { storeId: store.id, numbers }),
      ]);
      const isSlip = paper === "slip";
      const orders = found.filter((order) => !isSlip || order.deliveryMethod !== "download");
      return await ctx.render({ store, sender, orders, paper, parcel });
    });
  },
};

const IN_PRINT = `@page{margin:14mm}
.paper+.paper{margin-top:1.5rem}
.tick{flex:none;width:1.1em;height:1.1em;margin-top:.15em;border:1.5px solid currentColor}
@media print{.np{display:none!important}html,body{background:#fff;color:#000}
.paper{padding:0;border:0;max-width:none;box-shadow:none;background:#fff;break-after:page}
.paper:last-child{break-after:auto}.paper+.paper{margin-top:0}
.paper li,.paper tr{break-inside:avoid}.paper,.paper *{color:#000;border-color:#000}}`;

const NAMES: Record<Paper, string> = { slip: "Packing slips", invoice: "Invoices" };

export default function Print({ data }: PageProps<View, DashboardState>) {
  const { store, orders, paper, parcel } = data;
  const numbers = orders.map(({ number }) => number).join(",");
  const other: Paper = paper === "slip" ? "invoice" : "slip";
  const [first] = orders;
  const back = `/dashboard/${store.slug}/orders${
    orders.length === 1 && first ? `/${first.number}` : ""
  }`;
  return (
    <main id="main" class="w py-5 max-w-3xl">
      <PageTitle title={NAMES[paper]} shop={store.name} />
      <Head>
        <style>{IN_PRINT}</style>
      </Head>
      <h1 class="np text-xl mb-4">{NAMES[paper]}</h1>
      {orders.length === 0
        ? (
          <EmptyState title="Nothing to print" action={<ButtonLink href={back}>Orders</ButtonLink>}>
            Choose orders in the list first. Files are bought without a parcel, so they have no
            slip.
          </EmptyState>
        )
        : (
          <nav class="np flex flex-wrap items-center gap-2 mb-4" aria-label="Printing">
            <PrintNow
              words={{ print: "Print", printMenu: "Print it from the menu of your browser." }}
            />
            <ButtonLink kind="line" href={`?numbers=${numbers}&paper=${other}`}>
              {NAMES[other]}
            </ButtonLink>
            <ButtonLink kind="text" href={back}>Back</ButtonLink>
          </nav>
        )}
      {orders.map((order) =>
        paper === "slip"
          ? <SlipPaper key={order.number} {...data} order={order} parcel={parcel} />
          : <InvoicePaper key={order.number} {...data} order={order} />
      )}
    </main>
  );
}
