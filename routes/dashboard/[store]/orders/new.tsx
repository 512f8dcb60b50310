import { type FreshContext, type Handlers, HttpError, type PageProps } from "$fresh/server.ts";
import { BackLink, PageHead, PageTitle } from "@/components/dashboard/Page.tsx";
import { NewOrderConfirm } from "@/components/dashboard/NewOrderConfirm.tsx";
import { NewOrderForm } from "@/components/dashboard/NewOrderForm.tsx";
import { can } from "@/lib/auth/mod.ts";
import type { Sql } from "@/lib/db/mod.ts";
import { type FormErrors, readForm, seeOther, TextFields } from "@/lib/http/mod.ts";
import {
  addedIn,
  addField,
  findGoods,
  getGoods,
  type GoodsToAdd,
  readWrite,
  type WriteAnswer,
  writeOrder,
} from "@/lib/orders/merchant.ts";
import { listAreas, listPickupPoints } from "@/lib/stores/mod.ts";
import type { DashboardState, MyStore } from "@/lib/tenants/mod.ts";

interface Page {
  store: MyStore;
  areas: string[];
  points: { id: string; name: string }[];
  values: Record<string, string>;
  errors: FormErrors;
  added: GoodsToAdd[];
  found: GoodsToAdd[] | null;
  /** What it comes to, to be said yes to. */
  answer: WriteAnswer | null;
}

type Context = FreshContext<DashboardState, Page>;

/** Writes an order down for somebody who called, and holds its goods until they pay by its link. */
export const handler: Handlers<Page, DashboardState> = {
  GET: (_req, ctx) =>
    forWriters(ctx, (sql, store) => {
      const values = { key: crypto.randomUUID(), days: "3", tell: "1", method: "delivery" };
      return show(ctx, sql, { store, values });
    }),

  async POST(req, ctx) {
    const form = await readForm(req, TextFields);
    return await forWriters(ctx, async (sql, store) => {
      const shown = { store, values: form.values };
      if (!form.ok) return await show(ctx, sql, { ...shown, errors: form.errors }, form.status);
      const { step, add } = form.values;
      if (add) {
        shown.values = { ...form.values, [addField(add)]: form.values[addField(add)] ?? "1" };
      }
      if (add || isSearch(form.values) || step === "change") return await show(ctx, sql, shown);
      const read = readWrite(form.values, store.country);
      if (!read.ok) return await show(ctx, sql, { ...shown, errors: read.errors }, 422);
      const isPreview = step !== "save";
      const written = await writeOrder(sql, { storeId: store.id, isPreview }, read.input);
      if (!written.ok) return await show(ctx, sql, { ...shown, errors: written.errors }, 422);
      if (isPreview) return await show(ctx, sql, { ...shown, answer: written.answer });
      return seeOther(`/dashboard/${store.slug}/orders/${written.answer.number}?written=1`);
    });
  },
};

function forWriters(
  { state }: Context,
  run: (sql: Sql, store: MyStore) => Promise<Response>,
): Promise<Response> {
  return state.inStore(async (sql, store) => {
    if (!can(store, "orders.manage")) {
      throw new HttpError(403, "Your role does not change orders. Ask the owner.");
    }
    return await run(sql, store);
  });
}

function isSearch({ step, q = "" }: Record<string, string>): boolean {
  return step === "find" || (step === "enter" && q.trim() !== "");
}

async function show(
  ctx: Context,
  sql: Sql,
  shown: Pick<Page, "store" | "values"> & Partial<Page>,
  status = 200,
): Promise<Response> {
  const { store, values } = shown;
  const variantIds = addedIn(values);
  const isFinding = Boolean(values.add) || isSearch(values);
  const [areas, points, added, hits] = await Promise.all([
    listAreas(sql, store.id),
    listPickupPoints(sql, store.id),
    getGoods(sql, { storeId: store.id, variantIds }),
    isFinding ? findGoods(sql, { storeId: store.id, query: values.q ?? "" }) : null,
  ]);
  const found = hits && hits.filter(({ variantId }) => !variantIds.includes(variantId));
  const page = { errors: {}, answer: null, ...shown, areas, points, added, found };
  return await ctx.render(page, { status });
}

export default function NewOrder({ data, state }: PageProps<Page, DashboardState>) {
  const { store, answer, values, added } = data;
  return (
    <>
      <PageTitle title="New order" shop={store.name} />
      <BackLink href={`/dashboard/${store.slug}/orders`}>Orders</BackLink>
      <PageHead
        title="New order"
        below={
          <p class="mut text-sm mt-2">
            For somebody who called or wrote. They pay by a link; until then you keep the goods.
          </p>
        }
      />
      <div class="max-w-2xl">
        {answer
          ? (
            <NewOrderConfirm
              csrf={state.csrf}
              currency={store.currency}
              {...{ answer, values, added }}
            />
          )
          : <NewOrderForm csrf={state.csrf} {...data} />}
      </div>
    </>
  );
}
