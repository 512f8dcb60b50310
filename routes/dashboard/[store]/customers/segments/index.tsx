import type { Handlers, PageProps } from "$fresh/server.ts";
import { ButtonLink } from "@/components/Button.tsx";
import { CustomerNav } from "@/components/dashboard/CustomerNav.tsx";
import { PageHead, PageTitle } from "@/components/dashboard/Page.tsx";
import { EmptyState } from "@/components/EmptyState.tsx";
import { Toast } from "@/components/Status.tsx";
import { listSegments, type Segment, segmentSentence } from "@/lib/customers/mod.ts";
import type { DashboardState, MyStore } from "@/lib/tenants/mod.ts";
import { assertSeesCustomers, servesCustomers } from "../(_components)/for_customers.ts";

interface Page {
  store: MyStore;
  segments: (Segment & { count: number })[];
}

export const handler: Handlers<Page, DashboardState> = {
  GET: (_req, ctx) =>
    ctx.state.inStore(async (sql, store) => {
      assertSeesCustomers(store);
      return await ctx.render({ store, segments: await listSegments(sql, store.id) });
    }),
};

const DONE: Record<string, string> = { saved: "Saved", deleted: "Deleted" };

export default function Segments({ data: { store, segments }, url }: PageProps<Page>) {
  const base = `/dashboard/${store.slug}/customers`;
  const canServe = servesCustomers(store);
  const add = canServe && (
    <ButtonLink icon="plus" href={`${base}/segments/new`}>Add a segment</ButtonLink>
  );
  const done = DONE[url.searchParams.get("done") ?? ""];
  return (
    <>
      <PageTitle title="Segments" shop={store.name} />
      <PageHead
        title="Customers"
        below={<p class="mut text-sm">Groups by a rule: who is in them is looked up each time.</p>}
      >
        {segments.length > 0 && add}
      </PageHead>
      <CustomerNav store={store} here="customers/segments" />
      {segments.length === 0
        ? (
          <EmptyState title="No segments yet" action={add}>
            Regulars, people who have not come for a while, buyers of one thing.
          </EmptyState>
        )
        : (
          <div class="card p-0 overflow-hidden">
            <ul>
              {segments.map(({ id, name, rule, count }) => (
                <li key={id} class="it flex-wrap">
                  <span class="flex-1 min-w-[12rem] break-words">
                    <a class="font-medium" href={`${base}?segment=${id}`}>{name}</a>
                    <span class="mut text-sm block">{segmentSentence(rule, store)}</span>
                  </span>
                  <span class="text-sm">{count === 1 ? "1 customer" : `${count} customers`}</span>
                  {canServe && (
                    <ButtonLink kind="text" small href={`${base}/segments/${id}`}>
                      Change<span class="vh">&nbsp;{name}</span>
                    </ButtonLink>
                  )}
                </li>
              ))}
            </ul>
          </div>
        )}
      {done && <Toast>{done}</Toast>}
    </>
  );
}
