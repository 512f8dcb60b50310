import type { PageProps } from "$fresh/server.ts";
import { ButtonLink } from "@/components/Button.tsx";
import { BackLink, PageHead, PageTitle } from "@/components/dashboard/Page.tsx";
import { ErrorSummary } from "@/components/ErrorSummary.tsx";
import { Field, TextArea } from "@/components/Field.tsx";
import { Form } from "@/components/Form.tsx";
import { Card } from "@/components/Layout.tsx";
import SaveBar from "@/islands/SaveBar.tsx";
import type { DashboardState } from "@/lib/tenants/mod.ts";
import type { PlacePage } from "./edit_place.ts";

/** The page of one delivery zone, or of a new one. */
export function EditZone({ data, state, url }: PageProps<PlacePage, DashboardState>) {
  const { store, name, values, errors } = data;
  const list = `/dashboard/${store.slug}/settings/delivery`;
  const title = name ?? "Add a zone";
  return (
    <>
      <PageTitle title={title} shop={store.name} />
      <BackLink href={list}>Delivery</BackLink>
      <PageHead title={<span class="break-words">{title}</span>}>
        {name !== null && (
          <ButtonLink kind="danger" href={`${url.pathname}/delete`}>Remove it</ButtonLink>
        )}
      </PageHead>
      <Form csrf={state.csrf} id="zone" class="grid gap-4 max-w-2xl" noValidate>
        <ErrorSummary errors={errors} />
        <input type="hidden" name="id" value={values.id} autocomplete="off" />
        <input type="hidden" name="shown" value={values.shown} autocomplete="off" />
        <Card>
          <Field
            name="name"
            label="Name"
            hint="Nairobi, or Other towns."
            value={values.name}
            error={errors.name}
            maxlength={80}
            autocomplete="off"
            required
          />
          <TextArea
            name="areas"
            label="Areas"
            hint="One a line, as shoppers call them: Kilimani, Nairobi."
            rows={8}
            value={values.areas}
            error={errors.areas}
            required
          />
          <Field
            name="fee"
            label={`Fee in ${store.currency}`}
            hint="0 delivers for free."
            value={values.fee}
            error={errors.fee}
            inputMode="decimal"
            autocomplete="off"
            maxlength={16}
            required
          />
          <Field
            name="promise"
            label="When it arrives"
            hint="Tomorrow, 9:00 to 13:00"
            optional
            value={values.promise}
            error={errors.promise}
            maxlength={120}
            autocomplete="off"
          />
        </Card>
      </Form>
      <SaveBar form="zone" discard={list} isUnsaved={Object.keys(errors).length > 0} />
    </>
  );
}
