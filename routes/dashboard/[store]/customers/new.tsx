import type { FreshContext, Handlers, PageProps } from "$fresh/server.ts";
import { CustomerForm } from "@/components/dashboard/CustomerForm.tsx";
import { BackLink, PageHead, PageTitle } from "@/components/dashboard/Page.tsx";
import { Note } from "@/components/Status.tsx";
import { addCustomer, addForm } from "@/lib/customers/mod.ts";
import { readForm, seeOther } from "@/lib/http/mod.ts";
import type { DashboardState, MyStore } from "@/lib/tenants/mod.ts";
import { assertServesCustomers } from "./(_components)/for_customers.ts";
import { readTicked } from "./(_components)/ticked.ts";

interface Page {
  store: MyStore;
  id: string;
  values: Record<string, string>;
  consents: string[];
  errors: Record<string, string>;
  /** Who has this phone already. */
  takenBy?: string;
}

type Context = FreshContext<DashboardState, Page>;

export const handler: Handlers<Page, DashboardState> = {
  GET: (_req, ctx) => show(ctx, { values: {}, consents: [], errors: {} }),

  async POST(req, ctx) {
    const ticked = await readTicked(req, "consents");
    return await ctx.state.inStore(async (sql, store) => {
      assertServesCustomers(store);
      const form = await readForm(req, addForm(store.country));
      const typed = { values: form.values, consents: ticked };
      if (!form.ok) return await render(ctx, store, { ...typed, errors: form.errors }, form.status);
      const { id, ...input } = form.value;
      const added = await addCustomer(sql, { storeId: store.id, id }, input);
      if (added.ok) {
        return seeOther(`/dashboard/${store.slug}/customers/${added.value}?done=added`);
      }
      const errors = { phone: "Somebody has this number already." };
      return await render(ctx, store, { ...typed, errors, takenBy: added.details }, 422);
    });
  },
};

type Shown = Omit<Page, "store" | "id">;

function show(ctx: Context, shown: Shown): Promise<Response> {
  return ctx.state.inStore(async (_sql, store) => {
    assertServesCustomers(store);
    return await render(ctx, store, shown);
  });
}

async function render(ctx: Context, store: MyStore, shown: Shown, status = 200): Promise<Response> {
  const id = shown.values.id || crypto.randomUUID();
  return await ctx.render({ store, id, ...shown }, { status });
}

export default function NewCustomer({ data, state }: PageProps<Page, DashboardState>) {
  const { store, id, values, consents, errors, takenBy } = data;
  const list = `/dashboard/${store.slug}/customers`;
  return (
    <>
      <PageTitle title="Add a customer" shop={store.name} />
      <BackLink href={list}>Customers</BackLink>
      <PageHead title="Add a customer" />
      {takenBy && (
        <Note tone="info" class="mb-4 max-w-2xl">
          <a href={`${list}/${takenBy}`}>See who has this number</a>
        </Note>
      )}
      <CustomerForm
        csrf={state.csrf}
        newId={id}
        values={values}
        consents={consents}
        errors={errors}
        back={list}
      />
    </>
  );
}
