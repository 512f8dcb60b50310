import type { Handlers, PageProps } from "$fresh/server.ts";
import { Button, ButtonLink } from "@/components/Button.tsx";
import { BackLink, PageHead, PageTitle } from "@/components/dashboard/Page.tsx";
import { Form } from "@/components/Form.tsx";
import { Card } from "@/components/Layout.tsx";
import { seeOther } from "@/lib/http/mod.ts";
import { deletePage } from "@/lib/pages/mod.ts";
import type { DashboardState, MyStore } from "@/lib/tenants/mod.ts";
import { withPage } from "../(_components)/edit_page.ts";

interface Data {
  store: MyStore;
  id: string;
  title: string;
}

export const handler: Handlers<Data, DashboardState> = {
  GET: (_req, ctx) =>
    withPage(ctx, async (_sql, store, page) => {
      return await ctx.render({ store, id: page!.id, title: page!.title });
    }),

  POST: (_req, ctx) =>
    withPage(ctx, async (sql, store, page) => {
      await deletePage(sql, store.id, page!.id);
      return seeOther(`/dashboard/${store.slug}/settings/pages?done=deleted`);
    }),
};

export default function DeletePage(
  { data: { store, id, title }, state }: PageProps<Data, DashboardState>,
) {
  const page = `/dashboard/${store.slug}/settings/pages/${id}`;
  return (
    <>
      <PageTitle title="Delete a page" shop={store.name} />
      <BackLink href={page}>{title}</BackLink>
      <PageHead title={<span class="break-words">Delete {title}?</span>} />
      <Card class="max-w-2xl">
        <p>
          It is gone for good, and links to it find nothing. To take it out of the shop for a while,
          hide it instead.
        </p>
        <Form csrf={state.csrf} class="flex flex-wrap gap-3 mt-4">
          <Button kind="danger">Delete {title}</Button>
          <ButtonLink kind="line" href={page}>Keep it</ButtonLink>
        </Form>
      </Card>
    </>
  );
}
