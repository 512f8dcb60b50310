import type { PageProps } from "$fresh/server.ts";
import { Button } from "@/components/Button.tsx";
import { BackLink, PageHead, PageTitle } from "@/components/dashboard/Page.tsx";
import { SegmentForm } from "@/components/dashboard/SegmentForm.tsx";
import { Form } from "@/components/Form.tsx";
import { Note } from "@/components/Status.tsx";
import type { DashboardState } from "@/lib/tenants/mod.ts";
import type { EditSegmentPage } from "./edit_segment.ts";

/** The page of one segment: its rule, and how many meet it. */
export function EditSegment({ data, state }: PageProps<EditSegmentPage, DashboardState>) {
  const { store, segment, id, draft, errors, choices, count } = data;
  const list = `/dashboard/${store.slug}/customers/segments`;
  const title = segment?.name ?? "Add a segment";
  return (
    <>
      <PageTitle title={title} shop={store.name} />
      <BackLink href={list}>Segments</BackLink>
      <PageHead title={<span class="break-words">{title}</span>} />
      {count !== null && (
        <Note tone="info" role="status" class="mb-4 max-w-2xl">
          {count === 1 ? "1 customer meets" : `${count} customers meet`}{" "}
          this rule now. It is not saved yet.
        </Note>
      )}
      <SegmentForm
        csrf={state.csrf}
        id={id}
        draft={draft}
        errors={errors}
        choices={choices}
        currency={store.currency}
      />
      {segment && (
        <Form csrf={state.csrf} action={`${list}/${segment.id}/delete`} class="mt-4">
          <Button kind="danger">Delete the segment</Button>
          <p class="mut text-sm mt-2">The rule goes; nobody who is in it changes.</p>
        </Form>
      )}
    </>
  );
}
