import type { Handlers, PageProps } from "$fresh/server.ts";
import { Button, ButtonLink } from "@/components/Button.tsx";
import { BackLink, PageHead, PageTitle } from "@/components/dashboard/Page.tsx";
import { Form } from "@/components/Form.tsx";
import { Card } from "@/components/Layout.tsx";
import { deleteCategory } from "@/lib/catalog/merchant.ts";
import { seeOther } from "@/lib/http/mod.ts";
import type { DashboardState } from "@/lib/tenants/mod.ts";
import { type CategoryPage, withCategory } from "../../(_components)/with_category.ts";

export const handler: Handlers<CategoryPage, DashboardState> = {
  GET: (_req, ctx) => withCategory(ctx, (_sql, page) => ctx.render(page)),

  POST: (_req, ctx) =>
    withCategory(ctx, async (sql, { store, category }) => {
      await deleteCategory(sql, { storeId: store.id, categoryId: category.id });
      return seeOther(`/dashboard/${store.slug}/products/categories?done=deleted`);
    }),
};

export default function DeleteCategory({ data, state }: PageProps<CategoryPage, DashboardState>) {
  const { store, category, categories } = data;
  const page = `/dashboard/${store.slug}/products/categories/${category.id}`;
  const hasChildren = categories.some(({ parentId }) => parentId === category.id);
  return (
    <>
      <PageTitle title="Delete a category" shop={store.name} />
      <BackLink href={page}>{category.name}</BackLink>
      <PageHead title={<span class="break-words">Delete {category.name}?</span>} />
      <Card class="max-w-2xl">
        <p>
          Its products stay in the shop, in no category.
          {hasChildren && " The categories under it move to the first level."}
        </p>
        <Form csrf={state.csrf} class="flex flex-wrap gap-3 mt-4">
          <Button kind="danger">Delete the category</Button>
          <ButtonLink kind="line" href={page}>Keep it</ButtonLink>
        </Form>
      </Card>
    </>
  );
}
