import { Button } from "@/components/Button.tsx";
import { EmptyState } from "@/components/EmptyState.tsx";
import { Form } from "@/components/Form.tsx";
import type { Category } from "@/lib/catalog/merchant.ts";

export interface CategoryTreeProps {
  categories: Category[];
  /** "/dashboard/{slug}/products/categories" */
  base: string;
  csrf: string;
  canManage: boolean;
}

const INDENTS = ["", "ps-6", "ps-12"];

/** The categories of a shop, each under its parent, with its place among its siblings. */
export function CategoryTree({ categories, base, csrf, canManage }: CategoryTreeProps) {
  if (categories.length === 0) {
    return (
      <EmptyState title="No categories yet">
        A few are enough: Baskets, Kitchen, Gifts.
      </EmptyState>
    );
  }
  return (
    <Form csrf={csrf} action={`${base}/arrange`}>
      <div class="card p-0 overflow-hidden">
        <ul>
          {categories.map((category) => (
            <li class="it" key={category.id}>
              <div class={`flex-1 min-w-0 ${INDENTS[category.depth]}`}>
                {canManage
                  ? <a class="font-medium" href={`${base}/${category.id}`}>{category.name}</a>
                  : <b>{category.name}</b>}
                <span class="mut text-sm block">{countWords(category.products)}</span>
              </div>
              {canManage && category.siblings > 1 && <Place category={category} />}
            </li>
          ))}
        </ul>
      </div>
      {canManage && categories.length > 1 && (
        <>
          <p class="mut text-sm mt-3">
            Type another place beside a category to move it there among those beside it.
          </p>
          <Button kind="line" class="mt-4">Save the order</Button>
        </>
      )}
    </Form>
  );
}

/** Where it stands among those with the same parent. What it was tells which were moved. */
function Place({ category: { id, path, place } }: { category: Category }) {
  return (
    <>
      <input type="hidden" name={`was.${id}`} value={place} />
      <input
        class="in slim w-16"
        name={`place.${id}`}
        value={place}
        inputMode="numeric"
        aria-label={`Place of ${path}`}
      />
    </>
  );
}

function countWords(products: number): string {
  return products === 1 ? "1 product" : `${products} products`;
}
