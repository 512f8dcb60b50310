import { type FreshContext, type Handlers, type PageProps } from "$fresh/server.ts";
import { Button, ButtonLink } from "@/components/Button.tsx";
import { BackLink, PageHead, PageTitle } from "@/components/dashboard/Page.tsx";
import { EmptyState } from "@/components/EmptyState.tsx";
import { ErrorSummary } from "@/components/ErrorSummary.tsx";
import { Field, Select, TextArea } from "@/components/Field.tsx";
import { Form } from "@/components/Form.tsx";
import { Card } from "@/components/Layout.tsx";
import { can } from "@/lib/auth/mod.ts";
import type { Sql } from "@/lib/db/mod.ts";
import { type FormErrors, readForm, seeOther, TextFields } from "@/lib/http/mod.ts";
import { formatDecimal } from "@/lib/money.ts";
import {
  changeAddress,
  isMovable,
  type MerchantOrder,
  readAddress,
} from "@/lib/orders/merchant.ts";
import { typedPhone } from "@/lib/phone.ts";
import { listAreas } from "@/lib/stores/mod.ts";
import type { DashboardState, MyStore } from "@/lib/tenants/mod.ts";
import { forStaff } from "./(_components)/for_staff.ts";

interface Page {
  store: MyStore;
  order: MerchantOrder;
  areas: string[];
  values: Record<string, string>;
  errors: FormErrors;
}

type Context = FreshContext<DashboardState, Page>;

/** Brings an order somewhere else, before anything of it is on its way. */
export const handler: Handlers<Page, DashboardState> = {
  GET: (_req, ctx) =>
    forStaff(ctx, (sql, store, order) => {
      const { area, landmark, directions, secondPhone, version } = order;
      const values = {
        ...{ key: crypto.randomUUID(), version, area: area ?? "", landmark: landmark ?? "" },
        directions: directions ?? "",
        secondPhone: secondPhone ? typedPhone(secondPhone, store.country) : "",
      };
      return show(ctx, sql, { store, order, values, errors: {} });
    }),

  async POST(req, ctx) {
    const form = await readForm(req, TextFields);
    return await forStaff(ctx, async (sql, store, order) => {
      const shown = { store, order, values: form.values };
      if (!form.ok) return await show(ctx, sql, { ...shown, errors: form.errors }, form.status);
      const read = readAddress(form.values, store.country);
      if (!read.ok) return await show(ctx, sql, { ...shown, errors: read.errors }, 422);
      const place = { storeId: store.id, number: order.number };
      const moved = await changeAddress(sql, place, read.input);
      if (!moved.ok) return await show(ctx, sql, { ...shown, errors: moved.errors }, 422);
      const path = `/dashboard/${store.slug}/orders/${order.number}`;
      if (moved.backMinor === 0 || !can(store, "payments.refund")) {
        return seeOther(`${path}?edited=1`);
      }
      return seeOther(`${path}/refund?amount=${formatDecimal(moved.backMinor, order.currency)}`);
    });
  },
};

async function show(
  ctx: Context,
  sql: Sql,
  shown: Omit<Page, "areas">,
  status = 200,
): Promise<Response> {
  const areas = await listAreas(sql, shown.store.id);
  return await ctx.render({ ...shown, areas }, { status });
}

export default function Address({ data, state }: PageProps<Page, DashboardState>) {
  const { store, order } = data;
  const label = `${store.orderPrefix}-${order.number}`;
  const back = `/dashboard/${store.slug}/orders/${order.number}`;
  return (
    <>
      <PageTitle title={`Change the address, ${label}`} shop={store.name} />
      <BackLink href={back}>{label}</BackLink>
      <PageHead
        title="Change the address"
        below={
          <p class="mut text-sm mt-2">
            It costs what delivery there costs. The buyer is told when that changes the total.
          </p>
        }
      />
      <div class="max-w-2xl">
        {isMovable(order) ? <Ask {...data} csrf={state.csrf} /> : (
          <EmptyState
            title="The address stays"
            action={<ButtonLink href={back}>Back to the order</ButtonLink>}
          >
            Goods of this order are on their way, or nobody brings it.
          </EmptyState>
        )}
      </div>
    </>
  );
}

function Ask({ areas, values, errors, csrf }: Page & { csrf: string }) {
  return (
    <Card>
      <Form guarded csrf={csrf} noValidate>
        <ErrorSummary errors={errors} class="mb-4" />
        <input type="hidden" name="key" value={values.key} autocomplete="off" />
        <input type="hidden" name="version" value={values.version} autocomplete="off" />
        <Select name="area" label="Area" error={errors.area}>
          <option value="">Choose an area</option>
          {areas.map((area) => (
            <option key={area} value={area} selected={area === values.area}>{area}</option>
          ))}
        </Select>
        <Field
          name="landmark"
          label="Landmark"
          value={values.landmark}
          error={errors.landmark}
          autocomplete="off"
          maxlength={160}
        />
        <TextArea
          name="directions"
          label="Directions"
          value={values.directions}
          error={errors.directions}
          maxlength={500}
          optional
        />
        <Field
          name="secondPhone"
          type="tel"
          label="Second phone"
          value={values.secondPhone}
          error={errors.secondPhone}
          autocomplete="off"
          maxlength={20}
          optional
        />
        <p class="mt-4">
          <Button>Change the address</Button>
        </p>
      </Form>
    </Card>
  );
}
