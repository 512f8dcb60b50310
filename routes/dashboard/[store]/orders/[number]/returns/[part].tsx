import { type FreshContext, type Handlers, HttpError, type PageProps } from "$fresh/server.ts";
import { Button, ButtonLink } from "@/components/Button.tsx";
import { Checkbox } from "@/components/Choice.tsx";
import { BackLink, PageHead, PageTitle } from "@/components/dashboard/Page.tsx";
import { itemName } from "@/components/dashboard/QuantityFields.tsx";
import { ErrorSummary } from "@/components/ErrorSummary.tsx";
import { Select } from "@/components/Field.tsx";
import { Form } from "@/components/Form.tsx";
import { Card } from "@/components/Layout.tsx";
import { can } from "@/lib/auth/mod.ts";
import { formatMoment } from "@/lib/clock.ts";
import type { Sql } from "@/lib/db/mod.ts";
import { type FormErrors, readForm, seeOther } from "@/lib/http/mod.ts";
import { listLocations, type Place } from "@/lib/inventory/mod.ts";
import {
  closeReturn,
  isRefundable,
  type MerchantOrder,
  type OrderReturn,
  ReceiveForm,
  receiveReturn,
  returnTruth,
} from "@/lib/orders/merchant.ts";
import type { DashboardState, MyStore } from "@/lib/tenants/mod.ts";
import { forStaff } from "../(_components)/for_staff.ts";

interface Page {
  store: MyStore;
  order: MerchantOrder;
  back: OrderReturn;
  places: Place[];
  errors: FormErrors;
}

type Context = FreshContext<DashboardState, Page>;

/** The goods of a return are there, or will not come; then its money. */
export const handler: Handlers<Page, DashboardState> = {
  GET: (_req, ctx) => forStaff(ctx, (sql, store, order) => show(ctx, sql, { store, order })),

  async POST(req, ctx) {
    const form = await readForm(req, ReceiveForm);
    return await forStaff(ctx, async (sql, store, order) => {
      const shown = { store, order };
      if (!form.ok) return await show(ctx, sql, { ...shown, errors: form.errors }, form.status);
      const place = { storeId: store.id, number: order.number, part: returnOf(ctx, order).number };
      const isClosed = form.value.step === "close";
      const errors = isClosed
        ? await closeReturn(sql, place)
        : await receiveReturn(sql, place, form.value);
      if (errors) return await show(ctx, sql, { ...shown, errors }, 422);
      const path = `/dashboard/${store.slug}/orders/${order.number}`;
      return seeOther(isClosed ? `${path}?moved=1#parts` : `${path}/returns/${place.part}`);
    });
  },
};

function returnOf({ params }: Context, { returns }: MerchantOrder): OrderReturn {
  const back = returns.find(({ number }) => String(number) === params.part);
  if (!back) throw new HttpError(404);
  return back;
}

async function show(
  ctx: Context,
  sql: Sql,
  { store, order, errors = {} }: { store: MyStore; order: MerchantOrder; errors?: FormErrors },
  status = 200,
): Promise<Response> {
  const back = returnOf(ctx, order);
  const places = await listLocations(sql, store.id);
  return await ctx.render({ store, order, back, places, errors }, { status });
}

export default function Return({ data, state }: PageProps<Page, DashboardState>) {
  const { store, order, back } = data;
  const label = `${store.orderPrefix}-${order.number}`;
  const path = `/dashboard/${store.slug}/orders/${order.number}`;
  const at = (iso: string) => formatMoment(iso, { timeZone: store.timeZone });
  return (
    <>
      <PageTitle title={`Return ${back.number}, ${label}`} shop={store.name} />
      <BackLink href={path}>{label}</BackLink>
      <PageHead
        title={`Return ${back.number}`}
        below={<p class="mut text-sm mt-2">{returnTruth(back, at)}</p>}
      />
      <div class="max-w-2xl grid gap-4">
        <Card>
          <ul>
            {back.lines.map(({ itemId, quantity }) => (
              <li key={itemId}>{quantity} × {itemName(order, itemId)}</li>
            ))}
          </ul>
          <p class="mut text-sm mt-2 break-words">Why: {back.reason}</p>
        </Card>
        {back.state === "requested" && <Receive {...data} csrf={state.csrf} />}
        {back.state === "received" && (
          <Card>
            <h2 class="text-base mb-2">The money</h2>
            <p class="mut text-sm mb-4">
              Send money back for it, or close the return when there is nothing to send.
            </p>
            <Form csrf={state.csrf} class="flex flex-wrap gap-3">
              {isRefundable(order) && can(store, "payments.refund") && (
                <ButtonLink icon="undo" href={`${path}/refund?return=${back.number}`}>
                  Refund it
                </ButtonLink>
              )}
              <Button kind="line" name="step" value="close">Close without a refund</Button>
            </Form>
          </Card>
        )}
      </div>
    </>
  );
}

function Receive({ places, errors, csrf }: Page & { csrf: string }) {
  return (
    <Card>
      <h2 class="text-base mb-2">It came back</h2>
      <Form csrf={csrf} noValidate>
        <ErrorSummary errors={errors} class="mb-4" />
        <Checkbox name="restock" value="1" checked>
          It can be sold again: put it back on the shelf
        </Checkbox>
        {places.length > 1 && (
          <Select name="location" label="Where" error={errors.location} class="mt-3">
            <option value="">Where it was sold from</option>
            {places.map(({ id, name }) => <option key={id} value={id}>{name}</option>)}
          </Select>
        )}
        <p class="flex flex-wrap gap-3 mt-4">
          <Button name="step" value="receive">It is here</Button>
          <Button kind="line" name="step" value="close">Nothing comes</Button>
        </p>
      </Form>
    </Card>
  );
}
