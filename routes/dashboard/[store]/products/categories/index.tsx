import type { FreshContext, Handlers, PageProps } from "$fresh/server.ts";
import { Button } from "@/components/Button.tsx";
import { CatalogNav } from "@/components/dashboard/CatalogNav.tsx";
import { CategoryFields } from "@/components/dashboard/CategoryFields.tsx";
import { CategoryTree } from "@/components/dashboard/CategoryTree.tsx";
import { PageHead, PageTitle } from "@/components/dashboard/Page.tsx";
import { ErrorSummary } from "@/components/ErrorSummary.tsx";
import { Form } from "@/components/Form.tsx";
import { Card } from "@/components/Layout.tsx";
import { Toast } from "@/components/Status.tsx";
import { can } from "@/lib/auth/mod.ts";
import {
  type Category,
  CategoryForm,
  createCategory,
  explainCategoryError,
  listCategories,
} from "@/lib/catalog/merchant.ts";
import { type FormErrors, readForm, seeOther } from "@/lib/http/mod.ts";
import type { DashboardState, MyStore } from "@/lib/tenants/mod.ts";
import { assertManagesProducts } from "../(_components)/managers_only.ts";

interface Page {
  store: MyStore;
  categories: Category[];
  values: Record<string, string>;
  errors: FormErrors;
}

type Context = FreshContext<DashboardState, Page>;

export const handler: Handlers<Page, DashboardState> = {
  GET: (_req, ctx) => show(ctx, { values: {}, errors: {} }),

  async POST(req, ctx) {
    const form = await readForm(req, CategoryForm);
    if (!form.ok) return await show(ctx, form, form.status);
    const { name, slug, parentId } = form.value;
    try {
      return await ctx.state.inStore(async (sql, store) => {
        assertManagesProducts(store);
        await createCategory(sql, store.id, form.value);
        return seeOther(`/dashboard/${store.slug}/products/categories?done=made`);
      });
    } catch (error) {
      const errors = explainCategoryError(error).details!;
      return await show(ctx, { values: { name, slug, parentId: parentId ?? "" }, errors }, 422);
    }
  },
};

function show(
  ctx: Context,
  { values, errors }: Pick<Page, "values" | "errors">,
  status = 200,
): Promise<Response> {
  return ctx.state.inStore(async (sql, store) => {
    if (status !== 200) assertManagesProducts(store);
    const categories = await listCategories(sql, store.id);
    return await ctx.render({ store, categories, values, errors }, { status });
  });
}

const DONE: Record<string, string> = {
  made: "Added",
  saved: "Saved",
  arranged: "The order is saved",
  deleted: "Deleted. Its products are still there.",
};

export default function Categories({ data, state, url }: PageProps<Page, DashboardState>) {
  const { store, categories, values, errors } = data;
  const base = `/dashboard/${store.slug}/products/categories`;
  const canManage = can(store, "products.manage");
  const done = DONE[url.searchParams.get("done") ?? ""];
  return (
    <>
      <PageTitle title="Categories" shop={store.name} />
      <PageHead
        title="Categories"
        below={<p class="mut text-sm">Where buyers look first. Up to three levels.</p>}
      />
      <CatalogNav store={store} here="products/categories" />
      <div class="two-1">
        <div>
          <CategoryTree
            categories={categories}
            base={base}
            csrf={state.csrf}
            canManage={canManage}
          />
        </div>
        {canManage && (
          <div>
            <Form csrf={state.csrf}>
              <ErrorSummary errors={errors} class="mb-4" />
              <Card>
                <div class="ch">
                  <h2>Add a category</h2>
                </div>
                <CategoryFields categories={categories} values={values} errors={errors} />
                <Button icon="plus" class="mt-5">Add</Button>
              </Card>
            </Form>
          </div>
        )}
      </div>
      {done && <Toast>{done}</Toast>}
    </>
  );
}
