import type { PageProps } from "$fresh/server.ts";
import { Button } from "@/components/Button.tsx";
import { BackLink, PageHead, PageTitle } from "@/components/dashboard/Page.tsx";
import { ErrorSummary } from "@/components/ErrorSummary.tsx";
import { Field } from "@/components/Field.tsx";
import { Form } from "@/components/Form.tsx";
import { Card } from "@/components/Layout.tsx";
import type { DashboardState } from "@/lib/tenants/mod.ts";
import type { LocationPage } from "./location_page.ts";

/** One location: its name, and what the website and the merchant do with it. */
export function EditLocation({ data, state }: PageProps<LocationPage, DashboardState>) {
  const { store, location, name, errors } = data;
  const list = `/dashboard/${store.slug}/settings/locations`;
  const page = `${list}/${location.id}`;
  return (
    <>
      <PageTitle title={location.name} shop={store.name} />
      <BackLink href={list}>Locations</BackLink>
      <PageHead title={<span class="break-words">{location.name}</span>} />
      <div class="max-w-2xl grid gap-4">
        <ErrorSummary errors={errors} />
        <Card>
          <Form guarded csrf={state.csrf} action={page} class="grid gap-4">
            <Field
              name="name"
              label="Name"
              value={name}
              error={errors.name}
              maxlength={80}
              autocomplete="off"
              required
            />
            <p>
              <Button>Save</Button>
            </p>
          </Form>
        </Card>
        {!location.isDefault && (
          <Card>
            <h2>{location.isClosed ? "Closed" : "Sell from here, or close it"}</h2>
            <p class="mut text-sm mt-1.5">
              {location.isClosed
                ? "Nothing moves here until it is open again."
                : "The website sells what is in one location. An empty location can be closed, and opened again."}
            </p>
            <div class="flex flex-wrap gap-3 mt-4">
              {!location.isClosed && (
                <Form csrf={state.csrf} action={`${page}/default`}>
                  <Button kind="line">Sell from here</Button>
                </Form>
              )}
              <Form csrf={state.csrf} action={`${page}/${location.isClosed ? "reopen" : "close"}`}>
                <Button kind={location.isClosed ? "line" : "danger"}>
                  {location.isClosed ? "Open it again" : "Close it"}
                </Button>
              </Form>
            </div>
          </Card>
        )}
      </div>
    </>
  );
}
