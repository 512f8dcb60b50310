import { Field, Select, TextArea } from "@/components/Field.tsx";
import type { Category } from "@/lib/catalog/merchant.ts";
import { MAX_DEPTH } from "@/lib/catalog/merchant.ts";
import type { FormErrors } from "@/lib/http/mod.ts";
import { lengthAdvice } from "@/lib/seo_words.ts";

export interface CategoryFieldsProps {
  categories: Category[];
  /** The one that is changed; a new one has no address of its own yet. */
  category?: Category;
  values: Record<string, string>;
  errors: FormErrors;
}

/** What a category is called, its address, and what it is under. */
export function CategoryFields({ categories, category, values, errors }: CategoryFieldsProps) {
  const isParent = ({ id, depth }: Category) => depth < MAX_DEPTH && id !== category?.id;
  return (
    <>
      <Field name="name" label="Name" value={values.name} error={errors.name} maxlength={60} />
      {(category || errors.slug) && (
        <Field
          name="slug"
          label="Address"
          hint="What stands after /c/. Old links to it end when you change it."
          value={values.slug}
          error={errors.slug}
          maxlength={80}
        />
      )}
      <Select name="parentId" label="Under" optional error={errors.parentId}>
        <option value="">Nothing: first level</option>
        {categories.filter(isParent).map(({ id, path }) => (
          <option key={id} value={id} selected={id === values.parentId}>{path}</option>
        ))}
      </Select>
      {category && (
        <>
          <Field
            name="seoTitle"
            label="Title on Google and WhatsApp"
            optional
            hint={lengthAdvice("title", values.seoTitle ?? "")}
            value={values.seoTitle}
            error={errors.seoTitle}
            maxlength={120}
          />
          <TextArea
            name="seoDescription"
            label="What they say of it"
            optional
            value={values.seoDescription}
            error={errors.seoDescription}
            maxlength={320}
          />
        </>
      )}
    </>
  );
}
