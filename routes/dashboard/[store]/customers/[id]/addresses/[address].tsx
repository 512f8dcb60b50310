import { type Handlers, HttpError, type PageProps } from "$fresh/server.ts";
import { Button, ButtonLink } from "@/components/Button.tsx";
import { BackLink, PageHead, PageTitle } from "@/components/dashboard/Page.tsx";
import { ErrorSummary } from "@/components/ErrorSummary.tsx";
import { Field, TextArea } from "@/components/Field.tsx";
import { Form } from "@/components/Form.tsx";
import { Card } from "@/components/Layout.tsx";
import {
  addressForm,
  type AddressRefusal,
  type Customer,
  type CustomerAddress,
  saveAddress,
} from "@/lib/customers/mod.ts";
import { readForm, seeOther, TextFields } from "@/lib/http/mod.ts";
import { firstMessages } from "@/lib/http/mod.ts";
import { typedPhone } from "@/lib/phone.ts";
import type { DashboardState, MyStore } from "@/lib/tenants/mod.ts";
import { assertServesCustomers, withCustomer } from "../../(_components)/for_customers.ts";

interface Page {
  store: MyStore;
  customer: Customer;
  /** Null for a new one. */
  address: CustomerAddress | null;
  values: Record<string, string>;
  errors: Record<string, string>;
}

const REFUSALS: Record<AddressRefusal, string> = {
  customer_gone: "This customer was merged or erased meanwhile.",
  address_not_found: "This address was taken away meanwhile.",
  address_exists: "Another address of theirs has this area and landmark.",
  too_many_addresses: "Twenty addresses are the most. Take one away first.",
};

/** The address of the customer that the path names; null for "new", 404 for others. */
function addressOf(customer: Customer, name: string): CustomerAddress | null {
  const address = customer.addresses.find(({ id }) => id === name);
  if (!address && name !== "new") throw new HttpError(404);
  return address ?? null;
}

export const handler: Handlers<Page, DashboardState> = {
  GET: (_req, ctx) =>
    withCustomer(ctx, assertServesCustomers, async (_sql, store, customer) => {
      const address = addressOf(customer, ctx.params.address!);
      const values = {
        area: address?.area ?? "",
        landmark: address?.landmark ?? "",
        directions: address?.directions ?? "",
        secondPhone: address?.secondPhone ? typedPhone(address.secondPhone, store.country) : "",
      };
      return await ctx.render({ store, customer, address, values, errors: {} });
    }),

  async POST(req, ctx) {
    const read = await readForm(req, TextFields);
    return await withCustomer(ctx, assertServesCustomers, async (sql, store, customer) => {
      const address = addressOf(customer, ctx.params.address!);
      const { values } = read;
      const again = (errors: Record<string, string>, status = 422) =>
        ctx.render({ store, customer, address, values, errors }, { status });
      if (!read.ok) return await again(read.errors, read.status);
      const checked = addressForm(store.country).safeParse(values);
      const isRemoved = values.intent === "remove" && address !== null;
      if (!checked.success && !isRemoved) return await again(firstMessages(checked.error));
      const place = { storeId: store.id, id: customer.id, addressId: address?.id ?? null };
      const saved = await saveAddress(
        sql,
        place,
        isRemoved || !checked.success ? null : {
          ...checked.data,
          second_phone: checked.data.secondPhone,
        },
      );
      if (!saved.ok) return await again({ landmark: REFUSALS[saved.code] });
      return seeOther(`/dashboard/${store.slug}/customers/${customer.id}?done=address`);
    });
  },
};

export default function Address({ data, state }: PageProps<Page, DashboardState>) {
  const { store, customer, address, values, errors } = data;
  const page = `/dashboard/${store.slug}/customers/${customer.id}`;
  const title = address ? "Change the address" : "Add an address";
  return (
    <>
      <PageTitle title={`${title}, ${customer.name}`} shop={store.name} />
      <BackLink href={page}>{customer.name}</BackLink>
      <PageHead title={title} />
      <Form guarded csrf={state.csrf} noValidate class="grid gap-4 max-w-2xl">
        <ErrorSummary errors={errors} />
        <Card>
          <Field
            name="area"
            label="Area"
            placeholder="Kilimani, Nairobi"
            value={values.area}
            error={errors.area}
          />
          <Field name="landmark" label="Landmark" value={values.landmark} error={errors.landmark} />
          <TextArea
            name="directions"
            label="How to get there"
            optional
            value={values.directions}
            error={errors.directions}
          />
          <Field
            name="secondPhone"
            label="Another phone"
            type="tel"
            optional
            value={values.secondPhone}
            error={errors.secondPhone}
          />
        </Card>
        <p class="flex flex-wrap gap-3">
          <Button name="intent" value="save">Save</Button>
          {address && <Button kind="danger" name="intent" value="remove">Take it away</Button>}
          <ButtonLink kind="line" href={page}>Back without saving</ButtonLink>
        </p>
      </Form>
    </>
  );
}
