import type { Handlers, PageProps } from "$fresh/server.ts";
import { Button, ButtonLink } from "@/components/Button.tsx";
import { Checkbox, OptionCard } from "@/components/Choice.tsx";
import { BackLink, PageHead, PageTitle } from "@/components/dashboard/Page.tsx";
import { EmptyState } from "@/components/EmptyState.tsx";
import { ErrorSummary } from "@/components/ErrorSummary.tsx";
import { Field } from "@/components/Field.tsx";
import { Form } from "@/components/Form.tsx";
import { Card } from "@/components/Layout.tsx";
import { can } from "@/lib/auth/mod.ts";
import { type FormErrors, readForm, seeOther } from "@/lib/http/mod.ts";
import { formatDecimal, formatMoney } from "@/lib/money.ts";
import {
  CancelForm,
  cancelOrder,
  isCancellable,
  type MerchantOrder,
} from "@/lib/orders/merchant.ts";
import type { DashboardState, MyStore } from "@/lib/tenants/mod.ts";
import { forStaff } from "./(_components)/for_staff.ts";

interface Page {
  store: MyStore;
  order: MerchantOrder;
  values: Record<string, string>;
  errors: FormErrors;
}

/** Asks before an order comes to nothing, and leads on to the refund where money is to go back. */
export const handler: Handlers<Page, DashboardState> = {
  GET: (_req, ctx) => {
    const values = { restock: "1", tell: "1" };
    return forStaff(
      ctx,
      async (_sql, store, order) => await ctx.render({ store, order, values, errors: {} }),
    );
  },

  async POST(req, ctx) {
    const form = await readForm(req, CancelForm);
    return await forStaff(ctx, async (sql, store, order) => {
      if (!form.ok) {
        const { values, errors, status } = form;
        return await ctx.render({ store, order, values, errors }, { status });
      }
      const path = `/dashboard/${store.slug}/orders/${order.number}`;
      const place = { storeId: store.id, number: order.number };
      const cancelled = await cancelOrder(sql, place, form.value);
      if (!cancelled.ok) return seeOther(`${path}?meanwhile=1`);
      const keptMinor = keptOf(order);
      if (keptMinor === 0 || !can(store, "payments.refund")) return seeOther(`${path}?cancelled=1`);
      const amount = formatDecimal(keptMinor, order.currency);
      return seeOther(`${path}/refund?amount=${amount}`);
    });
  },
};

/** What is to go back when the order comes to nothing. */
function keptOf(order: MerchantOrder): number {
  return Math.max(0, order.paidMinor - order.refundedMinor - order.refundingMinor);
}

export default function Cancel({ data, state }: PageProps<Page, DashboardState>) {
  const { store, order } = data;
  const label = `${store.orderPrefix}-${order.number}`;
  const back = `/dashboard/${store.slug}/orders/${order.number}`;
  const title = isOut(order) ? "Did not arrive" : "Cancel the order";
  return (
    <>
      <PageTitle title={`${title}, ${label}`} shop={store.name} />
      <BackLink href={back}>{label}</BackLink>
      <PageHead title={title} />
      <div class="max-w-2xl">
        {isCancellable(order) ? <Ask {...data} csrf={state.csrf} back={back} /> : (
          <EmptyState
            title="This order cannot be cancelled"
            action={<ButtonLink href={back}>Back to the order</ButtonLink>}
          >
            It is over, or goods of it are with the buyer: those come back as a return.
          </EmptyState>
        )}
      </div>
    </>
  );
}

function isOut({ fulfilments }: MerchantOrder): boolean {
  return fulfilments.some(({ state }) => state === "shipped");
}

function Ask({ order, values, errors, csrf, back }: Page & { csrf: string; back: string }) {
  const kept = keptOf(order);
  return (
    <Card>
      <p class="mb-4">
        {isOut(order)
          ? "The buyer did not take the goods. Do it when they are back with you."
          : "The order ends here and cannot be opened again."} {kept > 0 &&
          `${formatMoney(kept, order.currency)} came for it: the next page sends it back.`}
      </p>
      <Form csrf={csrf} noValidate>
        <ErrorSummary errors={errors} class="mb-4" />
        <fieldset class="mb-4">
          <legend>The goods</legend>
          <OptionCard
            name="restock"
            value="1"
            title="Back on the shelf"
            detail="They can be sold again at once."
            checked={values.restock !== "0"}
          />
          <OptionCard
            name="restock"
            value="0"
            title="They are gone"
            detail="Lost or broken: stock goes down."
            checked={values.restock === "0"}
          />
        </fieldset>
        <Field
          name="reason"
          label="Why"
          hint="The buyer reads it in the message."
          value={values.reason}
          error={errors.reason}
          autocomplete="off"
          maxlength={200}
          optional
        />
        <Checkbox name="tell" value="1" checked={values.tell === "1"}>Tell the buyer</Checkbox>
        <p class="flex flex-wrap gap-3 mt-4">
          <Button kind="danger">{isOut(order) ? "It did not arrive" : "Cancel the order"}</Button>
          <ButtonLink kind="line" href={back}>Keep it</ButtonLink>
        </p>
      </Form>
    </Card>
  );
}
