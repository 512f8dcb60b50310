import type { Handlers, PageProps } from "$fresh/server.ts";
import { Button, ButtonLink } from "@/components/Button.tsx";
import { BackLink, PageHead, PageTitle } from "@/components/dashboard/Page.tsx";
import { Form } from "@/components/Form.tsx";
import { Card } from "@/components/Layout.tsx";
import { deleteCollection, type StoredCollection } from "@/lib/collections/mod.ts";
import { seeOther } from "@/lib/http/mod.ts";
import type { DashboardState, MyStore } from "@/lib/tenants/mod.ts";
import { assertManagesProducts } from "../../products/(_components)/managers_only.ts";
import { withCollection } from "../(_components)/edit_collection.ts";

interface Page {
  store: MyStore;
  collection: StoredCollection;
}

export const handler: Handlers<Page, DashboardState> = {
  GET: (_req, ctx) =>
    withCollection(ctx, async (_sql, store, collection) => {
      assertManagesProducts(store);
      return await ctx.render({ store, collection: collection! });
    }),

  POST: (_req, ctx) =>
    withCollection(ctx, async (sql, store, collection) => {
      assertManagesProducts(store);
      await deleteCollection(sql, { storeId: store.id, collectionId: collection!.id });
      return seeOther(`/dashboard/${store.slug}/collections?deleted=${collection!.id}`);
    }),
};

export default function DeleteCollection(
  { data: { store, collection }, state }: PageProps<Page, DashboardState>,
) {
  const page = `/dashboard/${store.slug}/collections/${collection.id}`;
  return (
    <>
      <PageTitle title="Delete a collection" shop={store.name} />
      <BackLink href={page}>{collection.title}</BackLink>
      <PageHead title={<span class="break-words">Delete {collection.title}?</span>} />
      <Card class="max-w-2xl">
        <p>
          Its page is gone from the shop at once. Its products stay. You can undo it right after.
        </p>
        <Form csrf={state.csrf} class="flex flex-wrap gap-3 mt-4">
          <Button kind="danger">Delete the collection</Button>
          <ButtonLink kind="line" href={page}>Keep it</ButtonLink>
        </Form>
      </Card>
    </>
  );
}
