import type { Handlers, PageProps } from "$fresh/server.ts";
import { Button, ButtonLink } from "@/components/Button.tsx";
import { Checkbox } from "@/components/Choice.tsx";
import { ItemList } from "@/components/dashboard/ItemList.tsx";
import { BackLink, PageHead, Pager, PageTitle } from "@/components/dashboard/Page.tsx";
import { SearchBar } from "@/components/dashboard/SearchBar.tsx";
import { EmptyState } from "@/components/EmptyState.tsx";
import { Form } from "@/components/Form.tsx";
import { Toast } from "@/components/Status.tsx";
import {
  type CollectionItem,
  findMissingItems,
  listItems,
  type PlacedItem,
  type StoredCollection,
} from "@/lib/collections/mod.ts";
import type { DashboardState, MyStore } from "@/lib/tenants/mod.ts";
import { withManual } from "../../(_components)/with_manual.ts";

interface Page {
  store: MyStore;
  collection: StoredCollection;
  items: PlacedItem[];
  hasMore: boolean;
  search: string;
  /** What the search found that is not in the collection yet. */
  found: CollectionItem[];
}

export const handler: Handlers<Page, DashboardState> = {
  GET: (_req, ctx) =>
    withManual(ctx, async (sql, store, collection) => {
      const { searchParams } = ctx.url;
      const search = searchParams.get("q")?.trim().slice(0, 120) ?? "";
      const last = searchParams.get("after") ?? "";
      const after = /^[0-9a-f-]{36}$/.test(last) ? last : undefined;
      const place = { storeId: store.id, collectionId: collection.id };
      const [list, found] = await Promise.all([
        listItems(sql, place, { after }),
        search ? findMissingItems(sql, place, { search }) : [],
      ]);
      return await ctx.render({ store, collection, ...list, search, found });
    }),
};

export default function Products({ data, state, url }: PageProps<Page, DashboardState>) {
  const { store, collection, items, hasMore, search, found } = data;
  const page = `/dashboard/${store.slug}/collections/${collection.id}`;
  const list = {
    media: state.app.config.supabaseUrl,
    products: `/dashboard/${store.slug}/products`,
  };
  return (
    <>
      <PageTitle title={collection.title} shop={store.name} />
      <BackLink href={page}>{collection.title}</BackLink>
      <PageHead title={<span class="break-words">Products in {collection.title}</span>} />
      <SearchBar
        label="Search products to add"
        placeholder="Name of a product to add"
        search={search}
      />
      {search && (
        <Form csrf={state.csrf} action={`${page}/products/add`} class="mb-9">
          <h2 class="text-lg mb-3">Found</h2>
          {found.length === 0 ? <p class="mut">Nothing else is called that.</p> : (
            <>
              <ItemList
                items={found}
                {...list}
                action={({ id, title }) => (
                  <Checkbox name="product" value={id} aria-label={`Add ${title}`}>Add</Checkbox>
                )}
              />
              <Button class="mt-4">Add the ticked</Button>
            </>
          )}
        </Form>
      )}
      {items.length === 0
        ? <EmptyState title="Nothing in it yet">Search for a product, then add it.</EmptyState>
        : (
          <Form csrf={state.csrf} action={`${page}/products/arrange`}>
            <h2 class="text-lg">In the collection</h2>
            <p class="mut text-sm mb-3">Type another place beside a product to move it there.</p>
            <ItemList items={items} {...list} action={(item) => <PlaceOf item={item} />} />
            <div class="flex flex-wrap gap-3 mt-4">
              <Button>Save the order</Button>
              <ButtonLink kind="line" href={page}>Back to the collection</ButtonLink>
            </div>
            <Pager
              shown={`${items.length} shown`}
              next={hasMore ? `?after=${items.at(-1)!.id}` : undefined}
              text="Further products"
            />
          </Form>
        )}
      {url.searchParams.has("saved") && <Toast>Saved</Toast>}
    </>
  );
}

/** Where it stands, and a way out. What its place was tells which were moved. */
function PlaceOf({ item: { id, title, place } }: { item: PlacedItem }) {
  return (
    <div class="flex items-center gap-3 ms-auto">
      <input type="hidden" name={`was.${id}`} value={place} />
      <input
        class="in slim w-16"
        name={`place.${id}`}
        value={place}
        inputMode="numeric"
        aria-label={`Place of ${title}`}
      />
      <Checkbox name="remove" value={id} aria-label={`Remove ${title}`}>Remove</Checkbox>
    </div>
  );
}
