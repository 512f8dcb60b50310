import type { ComponentChildren } from "preact";
import { ErrorSummary } from "@/components/ErrorSummary.tsx";
import { Field, Select } from "@/components/Field.tsx";
import { Form } from "@/components/Form.tsx";
import { Card } from "@/components/Layout.tsx";
import {
  type Category,
  type ProductDraft,
  productSlug,
  type StoredFile,
  type StoredPicture,
} from "@/lib/catalog/merchant.ts";
import { PRODUCT_STATUSES } from "@/lib/enums.ts";
import type { Currency } from "@/lib/money.ts";
import { plainText } from "@/lib/rich_text.ts";
import { FilesCard } from "./FilesCard.tsx";
import { OptionsCard } from "./OptionsCard.tsx";
import { PicturesCard } from "./PicturesCard.tsx";
import { STATUS_NAMES } from "./ProductTable.tsx";
import { SearchPreview } from "./SearchPreview.tsx";
import { OneVariantCard, VariantsCard } from "./VariantsCard.tsx";

export interface ProductFormProps {
  csrf: string;
  draft: ProductDraft;
  errors: Record<string, string>;
  categories: Category[];
  pictures: StoredPicture[];
  files: StoredFile[];
  currency: Currency;
  media: string;
  /** Name and origin of the shop, for the preview of its page. */
  shop: { name: string; url: string };
  /** Staff who may look but not change. */
  isReadOnly: boolean;
  /** The field for it, which an island may be. */
  description: ComponentChildren;
  /** To be read before saving. */
  notice?: ComponentChildren;
}

export const PRODUCT_FORM_ID = "product";

/** A product with its variants, stock and pictures as one form: saved whole or not at all. */
export function ProductForm(props: ProductFormProps) {
  const { csrf, draft, errors, currency, isReadOnly, description, notice } = props;
  const shared = { errors, currency, pictures: draft.pictures };
  const hasOptions = draft.variants.some(({ values }) => values.length > 0);
  return (
    <Form csrf={csrf} id={PRODUCT_FORM_ID} encType="multipart/form-data" noValidate>
      <fieldset disabled={isReadOnly}>
        {/* Enter in a field presses the first button of a form: it must be the one that saves. */}
        <button
          class="vh"
          type="submit"
          name="intent"
          value="save"
          tabIndex={-1}
          aria-hidden="true"
        >
          Save
        </button>
        <input type="hidden" name="productId" value={draft.id} />
        <input type="hidden" name="shown" value={draft.shown} />
        <div class="grid gap-4 mb-4 empty:hidden">
          <ErrorSummary errors={errors} />
          {notice}
        </div>
        <div class="two-1">
          <div>
            <Card>
              <Field
                name="title"
                label="Name"
                value={draft.title}
                error={errors.title}
                maxlength={120}
                required
              />
              {description}
            </Card>
            <PicturesCard {...props} />
            <FilesCard {...props} />
            {!hasOptions && <OneVariantCard {...shared} variant={draft.variants[0]!} />}
            <OptionsCard options={draft.options} errors={errors} />
            {hasOptions && <VariantsCard {...shared} variants={draft.variants} />}
          </div>
          <div>
            <WhereItShows {...props} />
            <Seo {...props} />
          </div>
        </div>
      </fieldset>
    </Form>
  );
}

function Seo({ draft, errors, shop }: ProductFormProps) {
  const { title, slug, description, seoTitle, seoDescription } = draft;
  const host = `${new URL(shop.url).host}/p/`;
  return (
    <SearchPreview
      isLive
      source={{
        name: title,
        shop: shop.name,
        seoTitle,
        seoDescription,
        plain: plainText(description),
      }}
      nameless="Name of the product"
      address={{ before: host, slug: slug || productSlug(title) }}
      errors={errors}
      isOpen={Boolean(errors.slug)}
    >
      <Field
        name="slug"
        label="Address"
        optional
        hint="Made from the name when left empty."
        value={slug}
        error={errors.slug}
        maxlength={120}
        autocapitalize="none"
        spellcheck={false}
      />
    </SearchPreview>
  );
}

function WhereItShows({ draft, errors, categories }: ProductFormProps) {
  return (
    <Card>
      <div class="ch">
        <h2>Where it shows</h2>
      </div>
      <Select name="status" label="Status" error={errors.status}>
        {PRODUCT_STATUSES.map((status) => (
          <option key={status} value={status} selected={status === draft.status}>
            {STATUS_NAMES[status]}
          </option>
        ))}
      </Select>
      <Field
        name="publishAt"
        class="when-scheduled"
        label="Appears"
        hint="On the clocks of your shop."
        type="datetime-local"
        value={draft.publishAt}
        error={errors.publishAt}
      />
      {categories.length > 0 && (
        <Select name="categoryId" label="Category" optional error={errors.categoryId}>
          <option value="">None</option>
          {categories.map(({ id, path }) => (
            <option key={id} value={id} selected={id === draft.categoryId}>{path}</option>
          ))}
        </Select>
      )}
      <Field
        name="newCategory"
        label="New category"
        optional
        hint={categories.length > 0 ? "Instead of one from the list." : "For example Baskets."}
        value={draft.newCategory}
        error={errors.newCategory}
        maxlength={60}
      />
      <Field
        name="tags"
        label="Tags"
        optional
        hint="Words with commas between: gift, new."
        value={draft.tags}
        error={errors.tags}
        autocapitalize="none"
      />
      <Field
        name="vendor"
        label="Who makes it"
        optional
        value={draft.vendor}
        error={errors.vendor}
        maxlength={80}
      />
    </Card>
  );
}
