import type { PageProps } from "$fresh/server.ts";
import { Button, ButtonLink } from "@/components/Button.tsx";
import { BackLink, PageHead, PageTitle } from "@/components/dashboard/Page.tsx";
import { Form } from "@/components/Form.tsx";
import { Card } from "@/components/Layout.tsx";
import type { DashboardState } from "@/lib/tenants/mod.ts";
import type { RemovePage } from "./remove_place.ts";

/** The question before a zone or a pickup point goes. */
export function RemovePlace({ data, state, url }: PageProps<RemovePage, DashboardState>) {
  const { store, name } = data;
  const page = url.pathname.replace(/\/delete$/, "");
  return (
    <>
      <PageTitle title="Remove" shop={store.name} />
      <BackLink href={page}>{name}</BackLink>
      <PageHead title={<span class="break-words">Remove {name}?</span>} />
      <Card class="max-w-2xl">
        <p>
          Checkout stops offering it at once. Orders that were placed keep what they were told.
        </p>
        <Form csrf={state.csrf} class="flex flex-wrap gap-3 mt-4">
          <Button kind="danger">Remove {name}</Button>
          <ButtonLink kind="line" href={page}>Keep it</ButtonLink>
        </Form>
      </Card>
    </>
  );
}
