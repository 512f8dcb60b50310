import type { ComponentChildren } from "preact";
import { Button } from "@/components/Button.tsx";
import { Field, TextArea } from "@/components/Field.tsx";
import { Icon } from "@/components/Icon.tsx";
import { Card } from "@/components/Layout.tsx";
import { lengthAdvice, type SeoSource, seoWords } from "@/lib/seo_words.ts";

export interface SearchPreviewProps {
  source: SeoSource;
  /** What stands for the name while there is none. */
  nameless: string;
  /** "demo.afrify.test/p/" and "basket". */
  address: { before: string; slug: string };
  errors: Record<string, string>;
  /** Scripts keep the preview up to date: the button that does it is for those without. */
  isLive?: boolean;
  /** More fields behind "Edit". */
  children?: ComponentChildren;
  isOpen?: boolean;
}

/**
 * How a page looks in search results and shared links, and the words to change that. What carries
 * `data-seo` is written anew while somebody types, where scripts run.
 */
export function SearchPreview(
  { source, nameless, address, errors, isLive, children, isOpen }: SearchPreviewProps,
) {
  const { title, description } = seoWords({ ...source, name: source.name || nameless });
  const update = (
    <Button kind="line" small class="mt-3" name="intent" value="preview" formAction="#seo">
      Update the preview
    </Button>
  );
  return (
    <Card>
      <div class="ch">
        <h2>On Google and WhatsApp</h2>
      </div>
      <div
        id="seo"
        data-name={source.name}
        data-made={address.slug}
        data-shop={source.shop}
        data-nameless={nameless}
        data-before={address.before}
      >
        <p class="text-info font-medium break-words" data-seo="title">{title}</p>
        <p class="mut text-xs break-all" data-seo="address">{address.before + address.slug}</p>
        <p class="mut text-sm mt-1 break-words" data-seo="description">{description}</p>
      </div>
      <details
        class="more mt-2"
        open={isOpen || [errors, source].some((one) => one.seoTitle || one.seoDescription)}
      >
        <summary>
          <Icon name="edit" size="s" />
          Edit
        </summary>
        <Field
          name="seoTitle"
          label="Title"
          optional
          hint={lengthAdvice("title", source.seoTitle)}
          value={source.seoTitle}
          error={errors.seoTitle}
          maxlength={120}
        />
        <TextArea
          name="seoDescription"
          label="In a sentence or two"
          optional
          hint={lengthAdvice("text", source.seoDescription)}
          rows={3}
          maxlength={320}
          value={source.seoDescription}
          error={errors.seoDescription}
        />
        {children}
        {isLive ? <noscript>{update}</noscript> : update}
      </details>
    </Card>
  );
}
