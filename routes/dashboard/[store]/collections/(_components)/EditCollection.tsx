import type { PageProps } from "$fresh/server.ts";
import { ButtonLink } from "@/components/Button.tsx";
import { CollectionForm } from "@/components/dashboard/CollectionForm.tsx";
import { ItemList } from "@/components/dashboard/ItemList.tsx";
import { BackLink, PageHead, PageTitle } from "@/components/dashboard/Page.tsx";
import { TranslateCard } from "@/components/dashboard/TranslateCard.tsx";
import { Card } from "@/components/Layout.tsx";
import { Toast } from "@/components/Status.tsx";
import { can } from "@/lib/auth/mod.ts";
import type { Preview } from "@/lib/collections/mod.ts";
import { storeOrigin } from "@/lib/stores/mod.ts";
import type { DashboardState } from "@/lib/tenants/mod.ts";
import type { EditPage } from "./edit_collection.ts";

/** The page of one collection: its form, and beside it what it holds. */
export function EditCollection({ data, state, url }: PageProps<EditPage, DashboardState>) {
  const { store, categories, languages, collection, draft, errors, preview } = data;
  const { publicUrl, supabaseUrl } = state.app.config;
  const list = `/dashboard/${store.slug}/collections`;
  const here = `${list}/${collection?.id}`;
  const shopUrl = storeOrigin(publicUrl, store);
  const title = collection?.title ?? "Add a collection";
  const canManage = can(store, "products.manage");
  return (
    <>
      <PageTitle title={title} shop={store.name} />
      <BackLink href={list}>Collections</BackLink>
      <PageHead title={<span class="break-words">{title}</span>}>
        {collection?.isPublished && (
          <ButtonLink kind="line" icon="eye" href={`${shopUrl}/c/${collection.slug}`}>
            View in shop
          </ButtonLink>
        )}
        {collection?.kind === "manual" && (
          <ButtonLink kind="line" href={`${here}/products`}>Its products</ButtonLink>
        )}
      </PageHead>
      <div class="two-1">
        <div>
          <CollectionForm
            csrf={state.csrf}
            draft={draft}
            errors={errors}
            categories={categories}
            currency={store.currency}
            shop={{ name: store.name, host: new URL(shopUrl).host }}
            isReadOnly={!canManage}
          />
          {collection && canManage && (
            <TranslateCard
              href={`/dashboard/${store.slug}/translations/collection/${collection.id}`}
              languages={languages}
            />
          )}
          {collection && canManage && (
            <p>
              <ButtonLink kind="danger" href={`${here}/delete`}>Delete the collection</ButtonLink>
            </p>
          )}
        </div>
        {draft.kind === "rule" && (
          <section id="preview" aria-label="What the rule finds">
            <Found
              preview={preview}
              media={supabaseUrl}
              products={`/dashboard/${store.slug}/products`}
            />
          </section>
        )}
      </div>
      {url.searchParams.has("saved") && Object.keys(errors).length === 0 && <Toast>Saved</Toast>}
    </>
  );
}

/** How many products a rule finds, and the first of them. */
function Found(
  { preview, media, products }: { preview: Preview | null; media: string; products: string },
) {
  if (!preview) {
    return (
      <Card>
        <p class="mut text-sm">Add a condition to see what it finds.</p>
      </Card>
    );
  }
  const { count, items } = preview;
  return (
    <>
      <h2 class="text-lg">{count === 1 ? "Finds 1 product" : `Finds ${count} products`}</h2>
      {items.length > 0 && <ItemList items={items} media={media} products={products} />}
      {count > items.length && <p class="mut text-sm">These are the newest {items.length}.</p>}
    </>
  );
}
