import type { Handlers, PageProps } from "$fresh/server.ts";
import { Button, ButtonLink } from "@/components/Button.tsx";
import { BackLink, PageHead, PageTitle } from "@/components/dashboard/Page.tsx";
import { QuantityFields } from "@/components/dashboard/QuantityFields.tsx";
import { EmptyState } from "@/components/EmptyState.tsx";
import { ErrorSummary } from "@/components/ErrorSummary.tsx";
import { Field } from "@/components/Field.tsx";
import { Form } from "@/components/Form.tsx";
import { Card } from "@/components/Layout.tsx";
import { type FormErrors, readForm, seeOther, TextFields } from "@/lib/http/mod.ts";
import {
  type MerchantOrder,
  openReturn,
  readReturn,
  returnableGoods,
} from "@/lib/orders/merchant.ts";
import type { DashboardState, MyStore } from "@/lib/tenants/mod.ts";
import { forStaff } from "../(_components)/for_staff.ts";

interface Page {
  store: MyStore;
  order: MerchantOrder;
  values: Record<string, string>;
  errors: FormErrors;
}

/** Notes that goods of an order will come back. */
export const handler: Handlers<Page, DashboardState> = {
  GET: (_req, ctx) => {
    const values = { key: crypto.randomUUID() };
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
      const read = readReturn(values, returnableGoods(order));
      if (!read.ok) return await show(read.errors);
      const errors = await openReturn(sql, { storeId: store.id, number: order.number }, read.input);
      if (errors) return await show(errors);
      return seeOther(`/dashboard/${store.slug}/orders/${order.number}?returning=1#parts`);
    });
  },
};

export default function NewReturn({ data, state }: PageProps<Page, DashboardState>) {
  const { store, order, values, errors } = data;
  const label = `${store.orderPrefix}-${order.number}`;
  const back = `/dashboard/${store.slug}/orders/${order.number}`;
  const lines = returnableGoods(order);
  return (
    <>
      <PageTitle title={`Return, ${label}`} shop={store.name} />
      <BackLink href={back}>{label}</BackLink>
      <PageHead
        title="Return"
        below={
          <p class="mut text-sm mt-2">
            What the buyer brings back. Stock and money move when it is there.
          </p>
        }
      />
      <div class="max-w-2xl">
        {lines.length === 0
          ? (
            <EmptyState
              title="Nothing can come back"
              action={<ButtonLink href={back}>Back to the order</ButtonLink>}
            >
              No goods of this order are with the buyer. What was not sent yet can be taken out of
              the order instead.
            </EmptyState>
          )
          : (
            <Form guarded csrf={state.csrf} class="grid gap-4" noValidate>
              <ErrorSummary errors={errors} />
              <input type="hidden" name="key" value={values.key} autocomplete="off" />
              <Card>
                <QuantityFields
                  legend="What comes back"
                  what="with the buyer"
                  {...{ order, lines, values, errors }}
                />
                <Field
                  name="reason"
                  label="Why"
                  value={values.reason}
                  error={errors.reason}
                  autocomplete="off"
                  maxlength={200}
                />
              </Card>
              <p>
                <Button icon="undo">Note the return</Button>
              </p>
            </Form>
          )}
      </div>
    </>
  );
}
