import type { Handlers, PageProps } from "$fresh/server.ts";
import { CustomerForm } from "@/components/dashboard/CustomerForm.tsx";
import { BackLink, PageHead, PageTitle } from "@/components/dashboard/Page.tsx";
import { type Customer, editCustomer, EditForm } from "@/lib/customers/mod.ts";
import { readForm, seeOther } from "@/lib/http/mod.ts";
import type { DashboardState, MyStore } from "@/lib/tenants/mod.ts";
import { assertServesCustomers, withCustomer } from "../(_components)/for_customers.ts";
import { readTicked } from "../(_components)/ticked.ts";

interface Page {
  store: MyStore;
  customer: Customer;
  values: Record<string, string>;
  consents: string[];
  errors: Record<string, string>;
}

export const handler: Handlers<Page, DashboardState> = {
  GET: (_req, ctx) =>
    withCustomer(ctx, assertServesCustomers, async (_sql, store, customer) => {
      const { name, email, tags, consents } = customer;
      const values = { name, email: email ?? "", tags: tags.join(", ") };
      return await ctx.render({ store, customer, values, consents, errors: {} });
    }),

  async POST(req, ctx) {
    const consents = await readTicked(req, "consents");
    const form = await readForm(req, EditForm);
    return await withCustomer(ctx, assertServesCustomers, async (sql, store, customer) => {
      if (!form.ok) {
        const { values, errors, status } = form;
        return await ctx.render({ store, customer, values, consents, errors }, { status });
      }
      const isDone = await editCustomer(sql, { storeId: store.id, id: customer.id }, form.value);
      const said = isDone ? "done=saved" : "problem=1";
      return seeOther(`/dashboard/${store.slug}/customers/${customer.id}?${said}`);
    });
  },
};

export default function EditCustomer({ data, state }: PageProps<Page, DashboardState>) {
  const { store, customer, values, consents, errors } = data;
  const page = `/dashboard/${store.slug}/customers/${customer.id}`;
  return (
    <>
      <PageTitle title={`Edit ${customer.name}`} shop={store.name} />
      <BackLink href={page}>{customer.name}</BackLink>
      <PageHead title="Edit the customer" />
      <CustomerForm
        csrf={state.csrf}
        values={values}
        consents={consents}
        errors={errors}
        back={page}
      />
    </>
  );
}
