import type { Handlers, PageProps } from "$fresh/server.ts";
import { ButtonLink } from "@/components/Button.tsx";
import { CatalogNav } from "@/components/dashboard/CatalogNav.tsx";
import { DiscountTable } from "@/components/dashboard/DiscountTable.tsx";
import { PageHead, Pager, PageTitle, Tabs } from "@/components/dashboard/Page.tsx";
import { EmptyState } from "@/components/EmptyState.tsx";
import { Toast } from "@/components/Status.tsx";
import { can } from "@/lib/auth/mod.ts";
import {
  DISCOUNT_VIEWS,
  type DiscountView,
  listDiscounts,
  type StoredDiscount,
} from "@/lib/discounts/mod.ts";
import type { DashboardState, MyStore } from "@/lib/tenants/mod.ts";

interface Page {
  store: MyStore;
  view: DiscountView;
  discounts: StoredDiscount[];
  hasMore: boolean;
}

export const handler: Handlers<Page, DashboardState> = {
  GET(_req, ctx) {
    const query = ctx.url.searchParams;
    const view = DISCOUNT_VIEWS.find((one) => one === query.get("view")) ?? "active";
    const last = query.get("after") ?? "";
    const after = /^[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}$/.test(last) ? last : undefined;
    return ctx.state.inStore(async (sql, store) => {
      const page = await listDiscounts(sql, store.id, { view, after });
      return await ctx.render({ store, view, ...page });
    });
  },
};

const NAMES: Record<DiscountView, string> = {
  active: "Active",
  scheduled: "Scheduled",
  ended: "Ended",
};

const EMPTY: Record<DiscountView, { title: string; text: string }> = {
  active: {
    title: "No discount runs now",
    text: "A code for your regulars, 10 % off on market day, free delivery from an amount on.",
  },
  scheduled: { title: "Nothing is planned", text: "What starts later waits here." },
  ended: { title: "Nothing has ended", text: "What is over stays here, to be used again." },
};

const DONE: Record<string, string> = {
  ended: "It has ended",
  deleted: "Deleted",
  in_use: "An order has it. End it instead.",
};

export default function Discounts({ data, url }: PageProps<Page, DashboardState>) {
  const { store, view, discounts, hasMore } = data;
  const base = `/dashboard/${store.slug}/discounts`;
  const add = can(store, "discounts.manage") && (
    <ButtonLink icon="plus" href={`${base}/new`}>Add a discount</ButtonLink>
  );
  const done = DONE[url.searchParams.get("done") ?? ""];
  const isEmpty = discounts.length === 0;
  return (
    <>
      <PageTitle title="Discounts" shop={store.name} />
      <PageHead
        title="Discounts"
        below={<p class="mut text-sm">What is taken off, by a code or by itself.</p>}
      >
        <ButtonLink kind="line" href={`${base}/try`}>Try it on a cart</ButtonLink>
        {!isEmpty && add}
      </PageHead>
      <CatalogNav store={store} here="discounts" />
      <Tabs
        label="Which discounts"
        tabs={DISCOUNT_VIEWS.map((one) => ({
          href: `?view=${one}`,
          name: NAMES[one],
          isHere: one === view,
        }))}
      />
      {isEmpty
        ? <EmptyState title={EMPTY[view].title} action={add}>{EMPTY[view].text}</EmptyState>
        : (
          <>
            <DiscountTable discounts={discounts} store={store} base={base} />
            <Pager
              shown={`Newest first, ${discounts.length} shown`}
              next={hasMore ? `?view=${view}&after=${discounts.at(-1)!.id}` : undefined}
              text="Older discounts"
            />
          </>
        )}
      {done && <Toast>{done}</Toast>}
    </>
  );
}
