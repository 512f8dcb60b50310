import type { Handlers, PageProps } from "$fresh/server.ts";
import type { ComponentChildren } from "preact";
import { ButtonLink } from "@/components/Button.tsx";
import { CustomerFilters } from "@/components/dashboard/CustomerFilters.tsx";
import { CustomerNav } from "@/components/dashboard/CustomerNav.tsx";
import { CustomerTable } from "@/components/dashboard/CustomerTable.tsx";
import { PageHead, Pager, PageTitle } from "@/components/dashboard/Page.tsx";
import { SearchBar } from "@/components/dashboard/SearchBar.tsx";
import { TagBar } from "@/components/dashboard/TagBar.tsx";
import { EmptyState } from "@/components/EmptyState.tsx";
import { Toast } from "@/components/Status.tsx";
import {
  type CustomerChoices,
  type CustomerFilter,
  type CustomerList,
  customerQuery,
  isNarrowed,
  listCustomerChoices,
  listCustomers,
  readCustomerFilter,
} from "@/lib/customers/mod.ts";
import type { DashboardState, MyStore } from "@/lib/tenants/mod.ts";
import {
  assertSeesCustomers,
  runsCustomers,
  servesCustomers,
} from "./(_components)/for_customers.ts";

interface Page extends CustomerList {
  store: MyStore;
  filter: CustomerFilter;
  choices: CustomerChoices;
}

export const handler: Handlers<Page, DashboardState> = {
  GET(_req, ctx) {
    const filter = readCustomerFilter(ctx.url.searchParams);
    return ctx.state.inStore(async (sql, store) => {
      assertSeesCustomers(store);
      const [list, choices] = await Promise.all([
        listCustomers(sql, store.id, filter),
        listCustomerChoices(sql, store.id),
      ]);
      return await ctx.render({ store, filter, choices, ...list });
    });
  },
};

const ORDERS_OF_LIST = {
  recent: "Last order first",
  spent: "Most spent first",
  orders: "Most orders first",
};

export default function Customers({ data, state, url }: PageProps<Page, DashboardState>) {
  const { store, filter, choices, customers, hasMore, count } = data;
  const base = `/dashboard/${store.slug}/customers`;
  const { tag, segment, consent, count: orders, sort } = filter;
  const add = servesCustomers(store) && (
    <ButtonLink icon="plus" href={`${base}/new`}>Add a customer</ButtonLink>
  );
  const isEmpty = customers.length === 0 && !isNarrowed(filter) && !filter.after;
  const tagged = url.searchParams.get("tagged");
  return (
    <>
      <PageTitle title="Customers" shop={store.name} />
      <PageHead title="Customers">{!isEmpty && add}</PageHead>
      <CustomerNav store={store} here="customers" />
      {!isEmpty && (
        <SearchBar
          label="Search customers"
          placeholder="Name, phone or email"
          search={filter.search}
          kept={{ tag, segment, consent, count: orders, sort }}
        />
      )}
      {!isEmpty && <CustomerFilters filter={filter} choices={choices} />}
      {!isEmpty && (
        <p class="flex flex-wrap items-center gap-2 mb-4">
          {count !== null && (
            <span class="flex-1 min-w-0" role="status">
              {count === 1 ? "1 customer" : `${count.toLocaleString("en")} customers`}
            </span>
          )}
          <ButtonLink
            kind="line"
            small
            icon="download"
            href={`${base}/customers.csv${customerQuery({ ...filter, after: undefined })}`}
          >
            Export{isNarrowed(filter) ? " these" : ""}
          </ButtonLink>
          {runsCustomers(store) && (
            <ButtonLink kind="line" small href={`/dashboard/${store.slug}/settings/data/import`}>
              Import
            </ButtonLink>
          )}
        </p>
      )}
      {customers.length > 0
        ? (
          <>
            <CustomerTable customers={customers} store={store} canTag={servesCustomers(store)} />
            <Pager
              shown={`${ORDERS_OF_LIST[sort]}, ${customers.length} shown`}
              next={hasMore ? customerQuery({ ...filter, after: customers.at(-1)!.id }) : undefined}
              text="More customers"
            />
            {servesCustomers(store) && (
              <TagBar
                csrf={state.csrf}
                action={`${base}/tag`}
                back={customerQuery(filter)}
                tags={choices.tags}
                error={url.searchParams.get("problem") === "tag"
                  ? "Tick somebody, and write one tag of 40 letters at most."
                  : undefined}
              />
            )}
          </>
        )
        : <Nobody filter={filter} isEmpty={isEmpty} add={add} />}
      {url.searchParams.get("done") === "erased" && (
        <Toast>The person is gone, the orders stay</Toast>
      )}
      {tagged !== null && <Toast>{taggedWords(Number(tagged))}</Toast>}
    </>
  );
}

function taggedWords(changed: number): string {
  if (!(changed > 0)) return "Nothing had to change";
  return changed === 1 ? "1 customer changed" : `${Math.trunc(changed)} customers changed`;
}

function Nobody(
  { filter, isEmpty, add }: {
    filter: CustomerFilter;
    isEmpty: boolean;
    add: ComponentChildren;
  },
) {
  if (isEmpty) {
    return (
      <EmptyState title="No customers yet" action={add}>
        Whoever orders is listed here, with what they bought and where they live.
      </EmptyState>
    );
  }
  return (
    <EmptyState
      title={filter.after ? "No more customers" : "Nobody here"}
      action={<ButtonLink kind="line" href="?">See all customers</ButtonLink>}
    >
      {filter.after ? "That was the last page." : "Nobody is called that, or fits this filter."}
    </EmptyState>
  );
}
