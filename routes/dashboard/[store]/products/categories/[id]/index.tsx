import type { Handlers, PageProps } from "$fresh/server.ts";
import { Button, ButtonLink } from "@/components/Button.tsx";
import { CategoryFields } from "@/components/dashboard/CategoryFields.tsx";
import { BackLink, PageHead, PageTitle } from "@/components/dashboard/Page.tsx";
import { TranslateCard } from "@/components/dashboard/TranslateCard.tsx";
import { ErrorSummary } from "@/components/ErrorSummary.tsx";
import { Form } from "@/components/Form.tsx";
import { Card } from "@/components/Layout.tsx";
import {
  type Category,
  CategoryForm,
  explainCategoryError,
  updateCategory,
} from "@/lib/catalog/merchant.ts";
import { type FormErrors, readForm, seeOther } from "@/lib/http/mod.ts";
import type { DashboardState } from "@/lib/tenants/mod.ts";
import { type CategoryPage, withCategory } from "../../(_components)/with_category.ts";

interface Page extends CategoryPage {
  values: Record<string, string>;
  errors: FormErrors;
}

export const handler: Handlers<Page, DashboardState> = {
  GET: (_req, ctx) =>
    withCategory(
      ctx,
      (_sql, page) => ctx.render({ ...page, values: valuesOf(page.category), errors: {} }),
    ),

  async POST(req, ctx) {
    const form = await readForm(req, CategoryForm);
    const show = ({ values, errors }: Pick<Page, "values" | "errors">, status = 422) =>
      withCategory(ctx, (_sql, page) => ctx.render({ ...page, values, errors }, { status }));
    if (!form.ok) return await show(form, form.status);
    const input = form.value;
    try {
      return await withCategory(ctx, async (sql, { store, category }) => {
        await updateCategory(sql, { storeId: store.id, categoryId: category.id, input });
        return seeOther(`/dashboard/${store.slug}/products/categories?done=saved`);
      });
    } catch (error) {
      return await show({ values: valuesOf(input), errors: explainCategoryError(error).details! });
    }
  },
};

type Own = Pick<Category, "name" | "slug" | "seoTitle" | "seoDescription" | "parentId">;

function valuesOf({ name, slug, seoTitle, seoDescription, parentId }: Own) {
  return { name, slug, seoTitle, seoDescription, parentId: parentId ?? "" };
}

export default function EditCategory({ data, state }: PageProps<Page, DashboardState>) {
  const { store, category, categories, languages, values, errors } = data;
  const list = `/dashboard/${store.slug}/products/categories`;
  return (
    <>
      <PageTitle title={category.name} shop={store.name} />
      <BackLink href={list}>Categories</BackLink>
      <PageHead title={<span class="break-words">{category.name}</span>} />
      <Form guarded csrf={state.csrf} class="max-w-2xl grid gap-4">
        <ErrorSummary errors={errors} />
        <Card>
          <CategoryFields
            categories={categories}
            category={category}
            values={values}
            errors={errors}
          />
          <div class="flex flex-wrap gap-3 mt-5">
            <Button>Save</Button>
            <ButtonLink kind="danger" href={`${list}/${category.id}/delete`}>Delete</ButtonLink>
          </div>
        </Card>
      </Form>
      <div class="max-w-2xl">
        <TranslateCard
          href={`/dashboard/${store.slug}/translations/category/${category.id}`}
          languages={languages}
        />
      </div>
    </>
  );
}
