import { type FreshContext, type Handlers, HttpError, type PageProps } from "$fresh/server.ts";
import { ButtonLink } from "@/components/Button.tsx";
import { BackLink, PageHead, PageTitle } from "@/components/dashboard/Page.tsx";
import { RefundConfirm } from "@/components/dashboard/RefundConfirm.tsx";
import { RefundForm } from "@/components/dashboard/RefundForm.tsx";
import { EmptyState } from "@/components/EmptyState.tsx";
import { can } from "@/lib/auth/mod.ts";
import type { Sql } from "@/lib/db/mod.ts";
import { type FormErrors, readForm, seeOther, TextFields } from "@/lib/http/mod.ts";
import { formatMoney } from "@/lib/money.ts";
import {
  BY_HAND,
  getOrder,
  getRefundChoices,
  quantityName,
  readRefund,
  type RefundChoices,
  type RefundInput,
  requestRefund,
} from "@/lib/orders/merchant.ts";
import type { DashboardState, MyStore } from "@/lib/tenants/mod.ts";

interface Page {
  store: MyStore;
  choices: RefundChoices;
  values: Record<string, string>;
  errors: FormErrors;
  /** What waits for a yes. */
  input: RefundInput | null;
}

type Context = FreshContext<DashboardState, Page>;

export const handler: Handlers<Page, DashboardState> = {
  GET: (_req, ctx) =>
    forRefunders(ctx, async (sql, shown) => {
      const values = { key: crypto.randomUUID(), ...await suggested(ctx, sql, shown) };
      return await render(ctx, { ...shown, values });
    }),

  async POST(req, ctx) {
    const form = await readForm(req, TextFields);
    return await forRefunders(ctx, async (sql, { store, choices }) => {
      const { values } = form;
      const shown = { store, choices, values };
      if (!form.ok) return render(ctx, { ...shown, errors: form.errors }, form.status);
      if (values.step === "change") return render(ctx, shown);
      const read = readRefund(values, choices);
      if (!read.ok) return render(ctx, { ...shown, errors: read.errors }, 422);
      if (values.step !== "send") return render(ctx, { ...shown, input: read.input });
      const place = { storeId: store.id, number: choices.number };
      const errors = await requestRefund(sql, place, read.input);
      if (errors) return render(ctx, { ...shown, errors }, 422);
      return seeOther(`/dashboard/${store.slug}/orders/${choices.number}?refunded=1#money`);
    });
  },
};

type Shown = Pick<Page, "store" | "choices">;

/** What a link to this page has in mind: the goods of a return, or an amount, by hand where no gateway can. */
async function suggested(
  { url }: Context,
  sql: Sql,
  { store, choices }: Shown,
): Promise<Record<string, string>> {
  const amount = url.searchParams.get("amount") ?? "";
  if (/^\d{1,12}(\.\d{1,2})?$/.test(amount)) {
    return { amount, ...(url.searchParams.get("by") === BY_HAND && { way: BY_HAND }) };
  }
  const number = url.searchParams.get("return");
  if (number === null) return {};
  const order = await getOrder(sql, { storeId: store.id, number: choices.number });
  const back = order?.returns.find((each) => String(each.number) === number);
  if (!back) return {};
  const quantities = back.lines.map(({ itemId, quantity }) => {
    const left = choices.items.find(({ id }) => id === itemId)?.left ?? 0;
    return [quantityName({ id: itemId }), String(Math.min(quantity, left))];
  });
  return { ...Object.fromEntries(quantities), return: number, reason: back.reason };
}

/** Runs for members who may give money back, about an order that is there. */
function forRefunders(
  ctx: Context,
  run: (sql: Sql, shown: Shown) => Promise<Response>,
): Promise<Response> {
  return ctx.state.inStore(async (sql, store) => {
    const { number } = ctx.params;
    const choices = /^[1-9]\d{0,8}$/.test(number!) &&
      await getRefundChoices(sql, { storeId: store.id, number: Number(number) });
    if (!choices) throw new HttpError(404);
    if (!can(store, "payments.refund")) {
      throw new HttpError(403, "Your role does not send money back. Ask the owner.");
    }
    return await run(sql, { store, choices });
  });
}

function render(
  ctx: Context,
  { store, choices, values, errors = {}, input = null }:
    & Shown
    & Partial<Page>
    & Pick<Page, "values">,
  status = 200,
): Promise<Response> {
  return Promise.resolve(ctx.render({ store, choices, values, errors, input }, { status }));
}

export default function Refund({ data, state }: PageProps<Page, DashboardState>) {
  const { store, choices, values, errors, input } = data;
  const label = `${store.orderPrefix}-${choices.number}`;
  const back = `/dashboard/${store.slug}/orders/${choices.number}`;
  const left = formatMoney(choices.leftMinor, choices.currency);
  return (
    <>
      <PageTitle title={`Refund ${label}`} shop={store.name} />
      <BackLink href={back}>{label}</BackLink>
      <PageHead title="Refund" below={<p class="mut text-sm mt-2">{left} can go back.</p>} />
      <div class="max-w-2xl">
        {choices.leftMinor === 0
          ? (
            <EmptyState
              title="Nothing is left to refund"
              action={<ButtonLink href={back}>Back to the order</ButtonLink>}
            >
              No money came for this order, or all of it went back.
            </EmptyState>
          )
          : input
          ? <RefundConfirm csrf={state.csrf} {...{ choices, values, input }} />
          : <RefundForm csrf={state.csrf} {...{ choices, values, errors }} />}
      </div>
    </>
  );
}
