import { type FreshContext, type Handlers, HttpError, type PageProps } from "$fresh/server.ts";
import { Button } from "@/components/Button.tsx";
import { BackLink, PageHead, PageTitle } from "@/components/dashboard/Page.tsx";
import { WayFields } from "@/components/dashboard/WayFields.tsx";
import { ErrorSummary } from "@/components/ErrorSummary.tsx";
import { Form } from "@/components/Form.tsx";
import { Card } from "@/components/Layout.tsx";
import type { FulfilmentState } from "@/lib/enums.ts";
import { type FormErrors, readForm, seeOther, TextFields } from "@/lib/http/mod.ts";
import {
  type MerchantOrder,
  moveFulfilment,
  type OrderFulfilment,
  readMove,
} from "@/lib/orders/merchant.ts";
import { typedPhone } from "@/lib/phone.ts";
import type { DashboardState, MyStore } from "@/lib/tenants/mod.ts";
import { forStaff } from "../(_components)/for_staff.ts";

interface Page {
  store: MyStore;
  order: MerchantOrder;
  part: OrderFulfilment;
  values: Record<string, string>;
  errors: FormErrors;
}

type Context = FreshContext<DashboardState, Page>;

/** Moves a part of an order on, unpacks it, or notes who brings it. */
export const handler: Handlers<Page, DashboardState> = {
  GET: (_req, ctx) =>
    forStaff(ctx, async (_sql, store, order) => {
      const part = partOf(ctx, order);
      const { state, carrier, tracking, riderPhone } = part;
      const phone = riderPhone ? typedPhone(riderPhone, store.country) : "";
      const values = { state, carrier, tracking, riderPhone: phone };
      return await ctx.render({ store, order, part, values, errors: {} });
    }),

  async POST(req, ctx) {
    const form = await readForm(req, TextFields);
    return await forStaff(ctx, async (sql, store, order) => {
      const part = partOf(ctx, order);
      const { values } = form;
      const show = (errors: FormErrors, status = 422) =>
        ctx.render({ store, order, part, values, errors }, { status });
      if (!form.ok) return await show(form.errors, form.status);
      const read = readMove(values, store.country);
      if (!read.ok) return await show(read.errors);
      const place = { storeId: store.id, number: order.number, part: part.number };
      const { state } = read.input;
      // The button of the order's page says how far it is and nothing else.
      const errors = await moveFulfilment(
        sql,
        place,
        values.step === "next" ? { state } : read.input,
      );
      if (errors && values.step !== "next") return await show(errors);
      const said = errors ? "meanwhile" : "moved";
      return seeOther(`/dashboard/${store.slug}/orders/${order.number}?${said}=1#parts`);
    });
  },
};

function partOf({ params }: Context, { fulfilments }: MerchantOrder): OrderFulfilment {
  const part = fulfilments.find(({ number }) => String(number) === params.part);
  if (!part) throw new HttpError(404);
  return part;
}

const STATES: Record<FulfilmentState, FulfilmentState[]> = {
  packed: ["packed", "shipped", "delivered", "cancelled"],
  shipped: ["shipped", "delivered", "cancelled"],
  delivered: ["delivered"],
  cancelled: ["cancelled"],
};

export default function Fulfilment({ data, state }: PageProps<Page, DashboardState>) {
  const { store, order, part, values, errors } = data;
  const label = `${store.orderPrefix}-${order.number}`;
  const title = `Parcel ${part.number}`;
  return (
    <>
      <PageTitle title={`${title}, ${label}`} shop={store.name} />
      <BackLink href={`/dashboard/${store.slug}/orders/${order.number}`}>{label}</BackLink>
      <PageHead title={title} />
      <div class="max-w-2xl">
        <Form guarded csrf={state.csrf} class="grid gap-4" noValidate>
          <ErrorSummary errors={errors} />
          <Card>
            <WayFields states={STATES[part.state]} {...{ order, values, errors }} />
          </Card>
          <p>
            <Button>Save</Button>
          </p>
        </Form>
      </div>
    </>
  );
}
