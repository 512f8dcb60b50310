import type { FreshContext, Handlers, PageProps } from "$fresh/server.ts";
import { Button, ButtonLink } from "@/components/Button.tsx";
import { BackLink, PageHead, PageTitle } from "@/components/dashboard/Page.tsx";
import { Field } from "@/components/Field.tsx";
import { Form } from "@/components/Form.tsx";
import { Card } from "@/components/Layout.tsx";
import { Note } from "@/components/Status.tsx";
import { type Customer, eraseCustomer } from "@/lib/customers/mod.ts";
import { readForm, seeOther, TextFields } from "@/lib/http/mod.ts";
import type { DashboardState, MyStore } from "@/lib/tenants/mod.ts";
import { assertRunsCustomers, withCustomer } from "../(_components)/for_customers.ts";

interface Page {
  store: MyStore;
  customer: Customer;
  /** The second time it is asked: they type the name. */
  isSure: boolean;
  typed: string;
  error?: string;
  /** Why it cannot be now. */
  refusal?: string;
}

type Context = FreshContext<DashboardState, Page>;

const REFUSALS: Record<string, string> = {
  order_open: "An order of theirs is still open. Hand it over or cancel it first.",
  money_under_way: "Money of theirs is still under way. Try again once it is settled.",
  customer_gone: "They were merged or erased meanwhile.",
};

const same = (a: string, b: string) =>
  a.replace(/\s+/g, " ").trim().toLowerCase() === b.replace(/\s+/g, " ").trim().toLowerCase();

/** Asks twice, then takes a person out of the shop. */
export const handler: Handlers<Page, DashboardState> = {
  GET: (_req, ctx) => {
    const isSure = ctx.url.searchParams.has("sure");
    return withCustomer(
      ctx,
      assertRunsCustomers,
      async (_sql, store, customer) => await ctx.render({ store, customer, isSure, typed: "" }),
    );
  },

  async POST(req, ctx) {
    const form = await readForm(req, TextFields);
    return await withCustomer(ctx, assertRunsCustomers, async (sql, store, customer) => {
      const typed = form.values.name ?? "";
      const again = (shown: Partial<Page>) => refuse(ctx, { store, customer, typed, ...shown });
      if (!form.ok || !same(typed, customer.name)) {
        return await again({ error: `Type ${customer.name} to go on.` });
      }
      const erased = await eraseCustomer(sql, { storeId: store.id, id: customer.id });
      if (!erased.ok) return await again({ refusal: REFUSALS[erased.code] });
      return seeOther(`/dashboard/${store.slug}/customers?done=erased`);
    });
  },
};

async function refuse(ctx: Context, page: Omit<Page, "isSure">): Promise<Response> {
  return await ctx.render({ ...page, isSure: true }, { status: 422 });
}

export default function Erase({ data, state, url }: PageProps<Page, DashboardState>) {
  const { store, customer, isSure, typed, error, refusal } = data;
  const page = `/dashboard/${store.slug}/customers/${customer.id}`;
  return (
    <>
      <PageTitle title={`Erase ${customer.name}`} shop={store.name} />
      <BackLink href={page}>{customer.name}</BackLink>
      <PageHead title={<span class="break-words">Erase {customer.name}?</span>} />
      <Card class="max-w-2xl">
        {refusal && <Note tone="danger" role="alert" class="mb-4">{refusal}</Note>}
        <p>
          Their name, phones, email, addresses, notes, messages and reviews’ names go, for good.
          Orders stay with their goods and their money, for your books. Nobody can bring the person
          back.
        </p>
        <p class="mt-3">
          What you typed into the books yourself, as the words beside money by hand, stays: nobody
          changes those.
        </p>
        {isSure
          ? (
            <Form csrf={state.csrf} action={url.pathname} noValidate class="mt-4">
              <Field
                name="name"
                label={`Type “${customer.name}” to erase them`}
                value={typed}
                error={error}
                autocomplete="off"
              />
              <p class="flex flex-wrap gap-3 mt-4">
                <Button kind="danger">Erase for good</Button>
                <ButtonLink kind="line" href={page}>Keep them</ButtonLink>
              </p>
            </Form>
          )
          : (
            <p class="flex flex-wrap gap-3 mt-4">
              <ButtonLink kind="danger" href="?sure=1">Go on</ButtonLink>
              <ButtonLink kind="line" href={page}>Keep them</ButtonLink>
            </p>
          )}
      </Card>
    </>
  );
}
