import type { Handlers, PageProps } from "$fresh/server.ts";
import { Button, ButtonLink } from "@/components/Button.tsx";
import { BackLink, PageHead, PageTitle } from "@/components/dashboard/Page.tsx";
import { EmptyState } from "@/components/EmptyState.tsx";
import { ErrorSummary } from "@/components/ErrorSummary.tsx";
import { Field, Select } from "@/components/Field.tsx";
import { Form } from "@/components/Form.tsx";
import { Card } from "@/components/Layout.tsx";
import { type FormErrors, readForm, seeOther } from "@/lib/http/mod.ts";
import { formatDecimal, formatMoney } from "@/lib/money.ts";
import {
  HandPaymentForm,
  isPayableByHand,
  leftMinor,
  type MerchantOrder,
  recordHandPayment,
} from "@/lib/orders/merchant.ts";
import type { DashboardState, MyStore } from "@/lib/tenants/mod.ts";
import { forStaff } from "./(_components)/for_staff.ts";

interface Page {
  store: MyStore;
  order: MerchantOrder;
  values: Record<string, string>;
  errors: FormErrors;
}

export const handler: Handlers<Page, DashboardState> = {
  GET: (_req, ctx) =>
    forStaff(ctx, (_sql, store, order) => {
      const amount = formatDecimal(leftMinor(order), order.currency)
        .replace(/\.0+$/, "");
      const handWay = order.handWay ?? "cash";
      const reference = handWay === "cash" ? "Cash" : "";
      const values = { key: crypto.randomUUID(), amount, handWay, reference };
      return Promise.resolve(ctx.render({ store, order, values, errors: {} }));
    }),

  async POST(req, ctx) {
    const form = await readForm(req, HandPaymentForm);
    return await forStaff(ctx, async (sql, store, order) => {
      const { values } = form;
      if (!form.ok) {
        return ctx.render({ store, order, values, errors: form.errors }, { status: form.status });
      }
      const { number, currency } = order;
      const place = { storeId: store.id, number, currency };
      const errors = await recordHandPayment(sql, place, form.value);
      if (errors) return ctx.render({ store, order, values, errors }, { status: 422 });
      return seeOther(`/dashboard/${store.slug}/orders/${number}?received=1#money`);
    });
  },
};

export default function Received({ data, state }: PageProps<Page, DashboardState>) {
  const { store, order, values, errors } = data;
  const label = `${store.orderPrefix}-${order.number}`;
  const back = `/dashboard/${store.slug}/orders/${order.number}`;
  const left = formatMoney(leftMinor(order), order.currency);
  return (
    <>
      <PageTitle title={`Money received, ${label}`} shop={store.name} />
      <BackLink href={back}>{label}</BackLink>
      <PageHead
        title="Money received"
        below={<p class="mut text-sm mt-2">{left} is left to pay.</p>}
      />
      <div class="max-w-2xl">
        {isPayableByHand(order)
          ? (
            <Form guarded csrf={state.csrf} class="grid gap-4" noValidate>
              <ErrorSummary errors={errors} />
              <input type="hidden" name="key" value={values.key} autocomplete="off" />
              <Card>
                <p class="mut text-sm mb-4">
                  For money that came to you directly. What M-Pesa and Paystack take notes itself.
                </p>
                <Field
                  name="amount"
                  label={`Amount in ${order.currency}`}
                  value={values.amount}
                  error={errors.amount}
                  inputMode="decimal"
                  autocomplete="off"
                  maxlength={16}
                />
                <Select name="handWay" label="How it came" error={errors.handWay}>
                  <option value="cash" selected={values.handWay === "cash"}>In cash</option>
                  <option value="transfer" selected={values.handWay === "transfer"}>
                    By a transfer to your account
                  </option>
                </Select>
                <Field
                  name="reference"
                  label="Reference"
                  hint="The code of the transfer, or “Cash” and who took it."
                  value={values.reference}
                  error={errors.reference}
                  autocomplete="off"
                  maxlength={80}
                />
              </Card>
              <p>
                <Button>Note it</Button>
              </p>
            </Form>
          )
          : (
            <EmptyState
              title="Nothing is left to pay"
              action={<ButtonLink href={back}>Back to the order</ButtonLink>}
            >
              This order is paid, or it is cancelled.
            </EmptyState>
          )}
      </div>
    </>
  );
}
