import type { PageProps } from "$fresh/server.ts";
import { ButtonLink } from "@/components/Button.tsx";
import { BackLink, PageHead, PageTitle } from "@/components/dashboard/Page.tsx";
import { ErrorSummary } from "@/components/ErrorSummary.tsx";
import { Field } from "@/components/Field.tsx";
import { Form } from "@/components/Form.tsx";
import { Card } from "@/components/Layout.tsx";
import SaveBar from "@/islands/SaveBar.tsx";
import type { DashboardState } from "@/lib/tenants/mod.ts";
import type { PlacePage } from "./edit_place.ts";

/** The page of one pickup point, or of a new one. */
export function EditPoint({ data, state, url }: PageProps<PlacePage, DashboardState>) {
  const { store, name, values, errors } = data;
  const list = `/dashboard/${store.slug}/settings/delivery`;
  const title = name ?? "Add a pickup point";
  const line = { autocomplete: "off" as const };
  return (
    <>
      <PageTitle title={title} shop={store.name} />
      <BackLink href={list}>Delivery</BackLink>
      <PageHead title={<span class="break-words">{title}</span>}>
        {name !== null && (
          <ButtonLink kind="danger" href={`${url.pathname}/delete`}>Remove it</ButtonLink>
        )}
      </PageHead>
      <Form csrf={state.csrf} id="point" class="grid gap-4 max-w-2xl" noValidate>
        <ErrorSummary errors={errors} />
        <input type="hidden" name="id" value={values.id} autocomplete="off" />
        <input type="hidden" name="shown" value={values.shown} autocomplete="off" />
        <Card>
          <Field
            name="name"
            label="Name"
            hint="Market stall, office, a friend's shop."
            value={values.name}
            error={errors.name}
            maxlength={80}
            required
            {...line}
          />
          <Field
            name="address"
            label="Address"
            value={values.address}
            error={errors.address}
            maxlength={200}
            required
            {...line}
          />
          <Field
            name="openingHours"
            label="Opening hours"
            optional
            value={values.openingHours}
            error={errors.openingHours}
            maxlength={120}
            {...line}
          />
          <Field
            name="phone"
            label="Phone"
            type="tel"
            inputMode="tel"
            optional
            value={values.phone}
            error={errors.phone}
            {...line}
          />
        </Card>
      </Form>
      <SaveBar form="point" discard={list} isUnsaved={Object.keys(errors).length > 0} />
    </>
  );
}
