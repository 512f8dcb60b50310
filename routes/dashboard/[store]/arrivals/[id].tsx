import { type FreshContext, type Handlers, HttpError, type PageProps } from "$fresh/server.ts";
import { z } from "zod";
import { ArrivalFacts } from "@/components/dashboard/ArrivalFacts.tsx";
import { ArrivalOrders } from "@/components/dashboard/ArrivalOrders.tsx";
import { BackLink, PageHead, PageTitle } from "@/components/dashboard/Page.tsx";
import { Button } from "@/components/Button.tsx";
import { ErrorSummary } from "@/components/ErrorSummary.tsx";
import { Field } from "@/components/Field.tsx";
import { Form } from "@/components/Form.tsx";
import { Card } from "@/components/Layout.tsx";
import { can } from "@/lib/auth/mod.ts";
import type { Sql } from "@/lib/db/mod.ts";
import { type FormErrors, readForm, seeOther } from "@/lib/http/mod.ts";
import { formatMoney } from "@/lib/money.ts";
import {
  type Arrival,
  ArrivalForm,
  type Candidate,
  findCandidates,
  getArrival,
  settleArrival,
} from "@/lib/orders/merchant.ts";
import type { DashboardState, MyStore } from "@/lib/tenants/mod.ts";
import { forViewers } from "./(_components)/for_viewers.ts";

interface Page {
  store: MyStore;
  arrival: Arrival;
  search: string;
  candidates: Candidate[];
  values: Record<string, string>;
  errors: FormErrors;
}

type Context = FreshContext<DashboardState, Page>;
type Typed = { values?: Record<string, string>; errors?: FormErrors; status?: number };

export const handler: Handlers<Page, DashboardState> = {
  GET: (_req, ctx) => forOne(ctx, (sql, store, arrival) => show(ctx, sql, { store, arrival })),

  async POST(req, ctx) {
    const form = await readForm(req, ArrivalForm);
    return await forOne(ctx, async (sql, store, arrival) => {
      const { values } = form;
      if (!form.ok) {
        const typed = { values, errors: form.errors, status: form.status };
        return await show(ctx, sql, { store, arrival }, typed);
      }
      const place = form.value.act === "place" ? form.value.number : null;
      if (!can(store, place ? "orders.manage" : "payments.refund")) {
        throw new HttpError(403, "Your role does not do this. Ask the owner.");
      }
      const errors = await settleArrival(sql, { storeId: store.id, id: arrival.id }, form.value);
      if (errors) {
        const now = await getArrival(sql, store.id, arrival.id) ?? arrival;
        return await show(ctx, sql, { store, arrival: now }, { values, errors, status: 422 });
      }
      const base = `/dashboard/${store.slug}`;
      return seeOther(
        place ? `${base}/orders/${place}?received=1#money` : `${base}/arrivals?returned=1`,
      );
    });
  },
};

/** Runs for members who see payments, about money that came to this shop. */
function forOne(
  ctx: Context,
  run: (sql: Sql, store: MyStore, arrival: Arrival) => Promise<Response>,
): Promise<Response> {
  return forViewers(ctx, async (sql, store) => {
    const id = z.uuid().safeParse(ctx.params.id).data;
    const arrival = id && await getArrival(sql, store.id, id);
    if (!arrival) throw new HttpError(404);
    return await run(sql, store, arrival);
  });
}

async function show(
  ctx: Context,
  sql: Sql,
  { store, arrival }: { store: MyStore; arrival: Arrival },
  { values = {}, errors = {}, status = 200 }: Typed = {},
): Promise<Response> {
  const search = (ctx.url.searchParams.get("q") ?? "").trim().slice(0, 40);
  const candidates = arrival.state === "open"
    ? await findCandidates(sql, store.id, { ...arrival, search })
    : [];
  return await ctx.render({ store, arrival, search, candidates, values, errors }, { status });
}

export default function ArrivalPage({ data, state }: PageProps<Page, DashboardState>) {
  const { store, arrival, values, errors } = data;
  const amount = formatMoney(arrival.amountMinor, arrival.currency);
  const isOpen = arrival.state === "open";
  return (
    <>
      <PageTitle title={`${amount} to place`} shop={store.name} />
      <BackLink href={`/dashboard/${store.slug}/arrivals`}>Money to place</BackLink>
      <PageHead title={amount} />
      <div class="max-w-2xl grid gap-4">
        <ErrorSummary errors={errors} />
        <ArrivalFacts arrival={arrival} store={store} />
        {isOpen && can(store, "orders.manage") && <ArrivalOrders csrf={state.csrf} {...data} />}
        {isOpen && can(store, "payments.refund") && (
          <Card>
            <div class="ch">
              <h2>No order of yours?</h2>
            </div>
            <p class="mut text-sm mb-4">
              Give it back, or deal with it otherwise, and note here how. It then leaves this list.
            </p>
            <Form csrf={state.csrf} action="" noValidate>
              <input type="hidden" name="act" value="return" />
              <Field
                name="reference"
                label="What you did with it"
                hint="“Sent back, TJ49ZZZ111”, or “Rent, not for the shop”."
                value={values.reference}
                error={errors.reference}
                autocomplete="off"
                maxlength={80}
              />
              <p class="mt-4">
                <Button kind="line">Note it</Button>
              </p>
            </Form>
          </Card>
        )}
      </div>
    </>
  );
}
