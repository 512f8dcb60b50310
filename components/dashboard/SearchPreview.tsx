import { Field, TextArea } from "@/components/Field.tsx";
import { Icon } from "@/components/Icon.tsx";
import { Card } from "@/components/Layout.tsx";
import { plainText } from "@/lib/rich_text.ts";
import { type ProductDraft, productSlug } from "@/lib/catalog/merchant.ts";

/** How the product looks in search results and shared links, and the words to change that. */
export function SearchPreview(
  { draft, errors, shopUrl }: {
    draft: ProductDraft;
    errors: Record<string, string>;
    shopUrl: string;
  },
) {
  const slug = draft.slug || productSlug(draft.title);
  const text = draft.seoDescription || plainText(draft.description);
  return (
    <Card>
      <div class="ch">
        <h2>On Google and WhatsApp</h2>
      </div>
      <p class="text-info font-medium">{draft.title || "Name of the product"}</p>
      <p class="mut text-xs break-all">{new URL(shopUrl).host}/p/{slug}</p>
      {text && <p class="mut text-sm mt-1">{text.slice(0, 160)}</p>}
      <details class="more mt-2" open={Boolean(errors.slug || errors.seoDescription)}>
        <summary>
          <Icon name="edit" size="s" />
          Edit
        </summary>
        <TextArea
          name="seoDescription"
          label="In a sentence or two"
          optional
          rows={3}
          maxlength={320}
          value={draft.seoDescription}
          error={errors.seoDescription}
        />
        <Field
          name="slug"
          label="Address"
          optional
          hint="Made from the name when left empty."
          value={draft.slug}
          error={errors.slug}
          maxlength={120}
          autocapitalize="none"
          spellcheck={false}
        />
      </details>
    </Card>
  );
}
