import type { Handlers, PageProps } from "$fresh/server.ts";
import { ButtonLink } from "@/components/Button.tsx";
import { CustomerNav } from "@/components/dashboard/CustomerNav.tsx";
import { PageHead, PageTitle } from "@/components/dashboard/Page.tsx";
import { EmptyState } from "@/components/EmptyState.tsx";
import { Code } from "@/components/Layout.tsx";
import { type DuplicatePair, listDuplicates } from "@/lib/customers/mod.ts";
import { formatPhone } from "@/lib/phone.ts";
import type { DashboardState, MyStore } from "@/lib/tenants/mod.ts";
import { assertSeesCustomers, runsCustomers } from "./(_components)/for_customers.ts";

interface Page {
  store: MyStore;
  pairs: DuplicatePair[];
}

export const handler: Handlers<Page, DashboardState> = {
  GET: (_req, ctx) =>
    ctx.state.inStore(async (sql, store) => {
      assertSeesCustomers(store);
      return await ctx.render({ store, pairs: await listDuplicates(sql, store.id) });
    }),
};

const WHY = { phone: "The phone numbers end alike", email: "They have the same email" };

export default function Duplicates({ data: { store, pairs } }: PageProps<Page>) {
  const base = `/dashboard/${store.slug}/customers`;
  return (
    <>
      <PageTitle title="Duplicates" shop={store.name} />
      <PageHead
        title="Customers"
        below={<p class="mut text-sm">Who may be one person under two numbers.</p>}
      />
      <CustomerNav store={store} here="customers/duplicates" />
      {pairs.length === 0
        ? (
          <EmptyState title="Nobody is here twice">
            When two customers share an email, or the end of a phone number, they come here.
          </EmptyState>
        )
        : (
          <ul class="grid gap-4 max-w-2xl">
            {pairs.map(({ why, customers: [one, other] }) => (
              <li key={`${why}${one.id}${other.id}`} class="card">
                <p class="mut text-sm mb-3">{WHY[why]}</p>
                {[one, other].map(({ id, name, phone, email, orders }) => (
                  <p key={id} class="mb-3 break-words">
                    <a class="font-bold" href={`${base}/${id}`}>{name}</a>
                    <span class="block text-sm">
                      <Code>{formatPhone(phone)}</Code>
                      {email && `, ${email}`}, {orders === 1 ? "1 order" : `${orders} orders`}
                    </span>
                  </p>
                ))}
                {runsCustomers(store) && (
                  <ButtonLink kind="line" small href={`${base}/${one.id}/merge?with=${other.id}`}>
                    Compare<span class="vh">&nbsp;{one.name} and {other.name}</span>
                  </ButtonLink>
                )}
              </li>
            ))}
          </ul>
        )}
    </>
  );
}
