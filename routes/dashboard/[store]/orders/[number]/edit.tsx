import { type FreshContext, type Handlers, type PageProps } from "$fresh/server.ts";
import { ButtonLink } from "@/components/Button.tsx";
import { EditConfirm } from "@/components/dashboard/EditConfirm.tsx";
import { EditForm } from "@/components/dashboard/EditForm.tsx";
import { BackLink, PageHead, PageTitle } from "@/components/dashboard/Page.tsx";
import { EmptyState } from "@/components/EmptyState.tsx";
import { can } from "@/lib/auth/mod.ts";
import type { Sql } from "@/lib/db/mod.ts";
import { type FormErrors, readForm, seeOther, TextFields } from "@/lib/http/mod.ts";
import { formatDecimal } from "@/lib/money.ts";
import {
  addedIn,
  addField,
  type EditAnswer,
  editOrder,
  findGoods,
  getGoods,
  type GoodsToAdd,
  isEditable,
  type MerchantOrder,
  readEdit,
} from "@/lib/orders/merchant.ts";
import type { DashboardState, MyStore } from "@/lib/tenants/mod.ts";
import { forStaff } from "./(_components)/for_staff.ts";

interface Page {
  store: MyStore;
  order: MerchantOrder;
  values: Record<string, string>;
  errors: FormErrors;
  /** What was put into the order, and what a search found. */
  added: GoodsToAdd[];
  found: GoodsToAdd[] | null;
  /** What it comes to, to be said yes to. */
  answer: EditAnswer | null;
}

type Context = FreshContext<DashboardState, Page>;

/** Changes what an order is of: typed, looked at, and said yes to. */
export const handler: Handlers<Page, DashboardState> = {
  GET: (_req, ctx) =>
    forStaff(ctx, (sql, store, order) => {
      const values = { key: crypto.randomUUID(), version: order.version, tell: "1" };
      return show(ctx, sql, { store, order, values });
    }),

  async POST(req, ctx) {
    const form = await readForm(req, TextFields);
    return await forStaff(ctx, async (sql, store, order) => {
      const shown = { store, order, values: form.values };
      if (!form.ok) return await show(ctx, sql, { ...shown, errors: form.errors }, form.status);
      const { step, add } = form.values;
      if (add) {
        shown.values = { ...form.values, [addField(add)]: form.values[addField(add)] ?? "1" };
      }
      if (add || isSearch(form.values) || step === "change") return await show(ctx, sql, shown);
      const read = readEdit(form.values, order);
      if (!read.ok) return await show(ctx, sql, { ...shown, errors: read.errors }, 422);
      const isPreview = step !== "save";
      const edited = await editOrder(sql, { storeId: store.id, order, isPreview }, read.input);
      if (!edited.ok) return await show(ctx, sql, { ...shown, errors: edited.errors }, 422);
      if (isPreview) return await show(ctx, sql, { ...shown, answer: edited.answer });
      return seeOther(whereNext(store, order, edited.answer));
    });
  },
};

function isSearch({ step, q = "" }: Record<string, string>): boolean {
  return step === "find" || (step === "enter" && q.trim() !== "");
}

/** To the refund where too much is paid now, else back to the order. */
function whereNext(store: MyStore, { number, currency }: MerchantOrder, answer: EditAnswer) {
  const path = `/dashboard/${store.slug}/orders/${number}`;
  return answer.backMinor > 0 && can(store, "payments.refund")
    ? `${path}/refund?amount=${formatDecimal(answer.backMinor, currency)}`
    : `${path}?edited=1`;
}

async function show(
  ctx: Context,
  sql: Sql,
  shown: Pick<Page, "store" | "order" | "values"> & Partial<Page>,
  status = 200,
): Promise<Response> {
  const { store, values } = shown;
  const variantIds = addedIn(values);
  const found = values.add || isSearch(values)
    ? (await findGoods(sql, { storeId: store.id, query: values.q ?? "" })).filter((one) =>
      !variantIds.includes(one.variantId) &&
      !shown.order.items.some(({ variantId }) => variantId === one.variantId)
    )
    : null;
  const added = await getGoods(sql, { storeId: store.id, variantIds });
  return await ctx.render({ errors: {}, answer: null, ...shown, added, found }, { status });
}

export default function Edit({ data, state }: PageProps<Page, DashboardState>) {
  const { store, order, answer, values } = data;
  const label = `${store.orderPrefix}-${order.number}`;
  const back = `/dashboard/${store.slug}/orders/${order.number}`;
  return (
    <>
      <PageTitle title={`Change the goods, ${label}`} shop={store.name} />
      <BackLink href={back}>{label}</BackLink>
      <PageHead title="Change the goods" />
      <div class="max-w-2xl">
        {!isEditable(order)
          ? (
            <EmptyState
              title="This order stays as it is"
              action={<ButtonLink href={back}>Back to the order</ButtonLink>}
            >
              It is over, handed over, or of files. What the buyer has comes back as a return.
            </EmptyState>
          )
          : answer
          ? <EditConfirm csrf={state.csrf} {...{ order, answer, values }} />
          : <EditForm csrf={state.csrf} {...data} />}
      </div>
    </>
  );
}
