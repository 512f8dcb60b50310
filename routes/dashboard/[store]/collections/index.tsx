import type { Handlers, PageProps } from "$fresh/server.ts";
import { Button, ButtonLink } from "@/components/Button.tsx";
import { CatalogNav } from "@/components/dashboard/CatalogNav.tsx";
import { CollectionTable } from "@/components/dashboard/CollectionTable.tsx";
import { FrontShelves } from "@/components/dashboard/FrontShelves.tsx";
import { PageHead, Pager, PageTitle } from "@/components/dashboard/Page.tsx";
import { EmptyState } from "@/components/EmptyState.tsx";
import { Form } from "@/components/Form.tsx";
import { Toast } from "@/components/Status.tsx";
import { can } from "@/lib/auth/mod.ts";
import {
  type CollectionLine,
  type FrontShelf,
  listCollections,
  listFrontShelves,
} from "@/lib/collections/mod.ts";
import type { DashboardState, MyStore } from "@/lib/tenants/mod.ts";

interface Page {
  store: MyStore;
  collections: CollectionLine[];
  hasMore: boolean;
  shelves: FrontShelf[];
}

const isId = (text: string | null) => /^[0-9a-f-]{36}$/.test(text ?? "");

export const handler: Handlers<Page, DashboardState> = {
  GET(_req, ctx) {
    const last = ctx.url.searchParams.get("after");
    const after = isId(last) ? last! : undefined;
    return ctx.state.inStore(async (sql, store) => {
      const [page, shelves] = await Promise.all([
        listCollections(sql, store.id, { after }),
        listFrontShelves(sql, store.id),
      ]);
      return await ctx.render({ store, ...page, shelves });
    });
  },
};

const DONE: Record<string, string> = {
  arranged: "The order is saved",
  restored: "It is back",
  address_taken: "Something else has its address now. Change that first.",
};

export default function Collections({ data, state, url }: PageProps<Page, DashboardState>) {
  const { store, collections, hasMore, shelves } = data;
  const base = `/dashboard/${store.slug}/collections`;
  const canManage = can(store, "products.manage");
  const add = canManage && (
    <ButtonLink icon="plus" href={`${base}/new`}>Add a collection</ButtonLink>
  );
  const done = DONE[url.searchParams.get("done") ?? ""];
  const deleted = url.searchParams.get("deleted");
  return (
    <>
      <PageTitle title="Collections" shop={store.name} />
      <PageHead
        title="Collections"
        below={<p class="mut text-sm">Products that belong together, on a page of their own.</p>}
      >
        {collections.length > 0 && add}
      </PageHead>
      <CatalogNav store={store} here="collections" />
      {collections.length > 0
        ? (
          <>
            <CollectionTable collections={collections} base={base} />
            <Pager
              shown={`Newest first, ${collections.length} shown`}
              next={hasMore ? `?after=${collections.at(-1)!.id}` : undefined}
              text="Older collections"
            />
            {shelves.length > 0 && (
              <FrontShelves
                shelves={shelves}
                base={base}
                csrf={state.csrf}
                canManage={canManage}
              />
            )}
          </>
        )
        : (
          <EmptyState title="No collections yet" action={add}>
            Small gifts, new this week, made in Kitui: whatever buyers look for.
          </EmptyState>
        )}
      {done && <Toast>{done}</Toast>}
      {isId(deleted) && canManage && (
        <Toast
          action={
            <Form csrf={state.csrf} action={`${base}/${deleted}/restore`}>
              <Button kind="text" small icon="undo">Undo</Button>
            </Form>
          }
        >
          Deleted
        </Toast>
      )}
    </>
  );
}
