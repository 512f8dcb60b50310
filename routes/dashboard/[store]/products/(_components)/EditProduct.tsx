import type { PageProps } from "$fresh/server.ts";
import { useCSP } from "$fresh/runtime.ts";
import { ButtonLink } from "@/components/Button.tsx";
import { BackLink, PageHead, PageTitle } from "@/components/dashboard/Page.tsx";
import { PRODUCT_FORM_ID, ProductForm } from "@/components/dashboard/ProductForm.tsx";
import { StatusPill } from "@/components/dashboard/ProductTable.tsx";
import { TranslateCard } from "@/components/dashboard/TranslateCard.tsx";
import { Card } from "@/components/Layout.tsx";
import { Toast } from "@/components/Status.tsx";
import DashboardProductForm from "@/islands/DashboardProductForm.tsx";
import RichText from "@/islands/RichText.tsx";
import { can } from "@/lib/auth/mod.ts";
import type { Difference, StoredProduct } from "@/lib/catalog/merchant.ts";
import { storeOrigin } from "@/lib/stores/mod.ts";
import type { DashboardState } from "@/lib/tenants/mod.ts";
import type { EditPage } from "./edit_product.ts";

/** The page of one product: what it is, its form, and the bar that saves. */
export function EditProduct({ data, state, url }: PageProps<EditPage, DashboardState>) {
  // Chosen pictures are shown before they are sent.
  useCSP(({ directives }) => directives.imgSrc?.push("blob:"));
  const { store, categories, languages, product, draft, errors, theirs = [] } = data;
  const { config } = state.app;
  const list = `/dashboard/${store.slug}/products`;
  const shopUrl = storeOrigin(config.publicUrl, store);
  const title = product?.title ?? "Add a product";
  const canManage = can(store, "products.manage");
  return (
    <>
      <PageTitle title={title} shop={store.name} />
      <BackLink href={list}>Products</BackLink>
      <PageHead
        title={title}
        below={product && (
          <Standing
            product={product}
            base={`/dashboard/${store.slug}/inventory`}
          />
        )}
      >
        {product?.status === "published" && (
          <ButtonLink
            kind="line"
            icon="eye"
            class="hidden md:inline-flex"
            href={`${shopUrl}/p/${product.slug}`}
          >
            View in shop
          </ButtonLink>
        )}
      </PageHead>
      <ProductForm
        csrf={state.csrf}
        draft={draft}
        errors={errors}
        categories={categories}
        pictures={product?.pictures ?? []}
        files={product?.files ?? []}
        currency={store.currency}
        media={config.supabaseUrl}
        shop={{ name: store.name, url: shopUrl }}
        isReadOnly={!canManage}
        notice={theirs.length > 0 && <Theirs differences={theirs} />}
        description={
          <RichText
            name="description"
            label="Description"
            maxlength={5000}
            value={draft.description}
            error={errors.description}
          />
        }
      />
      {product && canManage && (
        <div class="max-w-2xl">
          <TranslateCard
            href={`/dashboard/${store.slug}/translations/product/${product.id}`}
            languages={languages}
          />
        </div>
      )}
      {url.searchParams.has("saved") && Object.keys(errors).length === 0 && <Toast>Saved</Toast>}
      {canManage && (
        <DashboardProductForm
          form={PRODUCT_FORM_ID}
          discard={product ? `${list}/${product.id}` : list}
          isNew={!product}
        />
      )}
    </>
  );
}

/** What to look at before one's own version goes over somebody else's. */
function Theirs({ differences }: { differences: Difference[] }) {
  return (
    <Card>
      <h2>What they wrote</h2>
      <p class="mut text-sm mt-1">
        Below is what you typed. Saving it puts yours in the place of theirs.
      </p>
      <dl class="mt-3 grid gap-2 text-sm">
        {differences.map(({ label, theirs }) => (
          <div key={label}>
            <dt class="font-bold">{label}</dt>
            <dd class="break-words">{theirs || <span class="mut">Nothing</span>}</dd>
          </div>
        ))}
      </dl>
    </Card>
  );
}

/** "On sale, 19 in stock, 3 reserved", which leads to why. */
function Standing({ product, base }: { product: StoredProduct; base: string }) {
  const { status, title, variants } = product;
  const counted = variants.filter(({ isStockTracked }) => isStockTracked);
  const sum = (pick: (variant: StoredProduct["variants"][number]) => number) =>
    counted.reduce((total, variant) => total + pick(variant), 0);
  const reserved = sum((variant) => variant.reserved);
  const [only, ...more] = variants;
  const stock = only && more.length === 0 ? `/${only.id}` : `?${new URLSearchParams({ q: title })}`;
  return (
    <p class="mut text-sm flex items-center gap-2 mt-2">
      <StatusPill status={status} />
      {counted.length > 0 && (
        <a class="inline-flex items-center min-h-tap" href={`${base}${stock}`}>
          {sum((variant) => variant.onHand)} in stock{reserved > 0 && `, ${reserved} reserved`}
        </a>
      )}
    </p>
  );
}
