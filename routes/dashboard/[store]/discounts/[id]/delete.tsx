import type { Handlers, PageProps } from "$fresh/server.ts";
import { Button, ButtonLink } from "@/components/Button.tsx";
import { BackLink, PageHead, PageTitle } from "@/components/dashboard/Page.tsx";
import { Form } from "@/components/Form.tsx";
import { Card } from "@/components/Layout.tsx";
import { deleteDiscount, type StoredDiscount } from "@/lib/discounts/mod.ts";
import { seeOther } from "@/lib/http/mod.ts";
import type { DashboardState, MyStore } from "@/lib/tenants/mod.ts";
import { assertManagesDiscounts, withDiscount } from "../(_components)/edit_discount.ts";

interface Page {
  store: MyStore;
  discount: StoredDiscount;
}

export const handler: Handlers<Page, DashboardState> = {
  GET: (_req, ctx) =>
    withDiscount(ctx, async (_sql, store, discount) => {
      assertManagesDiscounts(store);
      return await ctx.render({ store, discount: discount! });
    }),

  POST: (_req, ctx) =>
    withDiscount(ctx, async (sql, store, discount) => {
      assertManagesDiscounts(store);
      const isGone = await deleteDiscount(sql, store.id, discount!.id);
      return seeOther(`/dashboard/${store.slug}/discounts?done=${isGone ? "deleted" : "in_use"}`);
    }),
};

export default function DeleteDiscount(
  { data: { store, discount }, state }: PageProps<Page, DashboardState>,
) {
  const page = `/dashboard/${store.slug}/discounts/${discount.id}`;
  return (
    <>
      <PageTitle title="Delete a discount" shop={store.name} />
      <BackLink href={page}>{discount.name}</BackLink>
      <PageHead title={<span class="break-words">Delete {discount.name}?</span>} />
      <Card class="max-w-2xl">
        <p>It is gone for good. One that an order has cannot be deleted: end it instead.</p>
        <Form csrf={state.csrf} class="flex flex-wrap gap-3 mt-4">
          <Button kind="danger">Delete the discount</Button>
          <ButtonLink kind="line" href={page}>Keep it</ButtonLink>
        </Form>
      </Card>
    </>
  );
}
