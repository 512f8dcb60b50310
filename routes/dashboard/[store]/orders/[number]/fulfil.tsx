import type { Handlers, PageProps } from "$fresh/server.ts";
import { Button, ButtonLink } from "@/components/Button.tsx";
import { BackLink, PageHead, PageTitle } from "@/components/dashboard/Page.tsx";
import { QuantityFields } from "@/components/dashboard/QuantityFields.tsx";
import { WayFields } from "@/components/dashboard/WayFields.tsx";
import { EmptyState } from "@/components/EmptyState.tsx";
import { ErrorSummary } from "@/components/ErrorSummary.tsx";
import { Form } from "@/components/Form.tsx";
import { Card } from "@/components/Layout.tsx";
import { type FormErrors, readForm, seeOther, TextFields } from "@/lib/http/mod.ts";
import {
  fulfil,
  goodsToPack,
  type MerchantOrder,
  nextStep,
  readFulfil,
} from "@/lib/orders/merchant.ts";
import type { DashboardState, MyStore } from "@/lib/tenants/mod.ts";
import { forStaff } from "./(_components)/for_staff.ts";

interface Page {
  store: MyStore;
  order: MerchantOrder;
  values: Record<string, string>;
  errors: FormErrors;
}

/** Packs a part of an order, and says how far it is. */
export const handler: Handlers<Page, DashboardState> = {
  GET: (_req, ctx) => {
    const values = { key: crypto.randomUUID(), state: "packed" };
    return forStaff(
      ctx,
      async (_sql, store, order) => await ctx.render({ store, order, values, errors: {} }),
    );
  },

  async POST(req, ctx) {
    const form = await readForm(req, TextFields);
    return await forStaff(ctx, async (sql, store, order) => {
      const { values } = form;
      const show = (errors: FormErrors, status = 422) =>
        ctx.render({ store, order, values, errors }, { status });
      if (!form.ok) return await show(form.errors, form.status);
      const read = readFulfil(values, goodsToPack(order), store.country);
      if (!read.ok) return await show(read.errors);
      const errors = await fulfil(sql, { storeId: store.id, number: order.number }, read.input);
      if (errors) return await show(errors);
      return seeOther(`/dashboard/${store.slug}/orders/${order.number}?moved=1#parts`);
    });
  },
};

export default function Fulfil({ data, state }: PageProps<Page, DashboardState>) {
  const { store, order, values, errors } = data;
  const label = `${store.orderPrefix}-${order.number}`;
  const back = `/dashboard/${store.slug}/orders/${order.number}`;
  const lines = goodsToPack(order);
  return (
    <>
      <PageTitle title={`Pack a part, ${label}`} shop={store.name} />
      <BackLink href={back}>{label}</BackLink>
      <PageHead
        title="Pack a part"
        below={<p class="mut text-sm mt-2">What goes out together now. The rest can follow.</p>}
      />
      <div class="max-w-2xl">
        {lines.length === 0 || nextStep(order) === null
          ? (
            <EmptyState
              title="Nothing is to pack now"
              action={<ButtonLink href={back}>Back to the order</ButtonLink>}
            >
              All of it is packed, or the order is not ready to go out.
            </EmptyState>
          )
          : (
            <Form guarded csrf={state.csrf} class="grid gap-4" noValidate>
              <ErrorSummary errors={errors} />
              <input type="hidden" name="key" value={values.key} autocomplete="off" />
              <Card>
                <QuantityFields
                  legend="Goods in this part"
                  what="left to pack"
                  {...{ order, lines, values, errors }}
                  isFull
                />
              </Card>
              <Card>
                <WayFields
                  states={["packed", "shipped", "delivered"]}
                  {...{ order, values, errors }}
                />
              </Card>
              <p>
                <Button icon="box">Note this part</Button>
              </p>
            </Form>
          )}
      </div>
    </>
  );
}
