import { type FreshContext, type Handlers, HttpError } from "$fresh/server.ts";
import { can } from "@/lib/auth/mod.ts";
import { chosenOrders } from "@/lib/exports/mod.ts";
import { readForm, seeOther } from "@/lib/http/mod.ts";
import {
  type ManyAct,
  ManyOrdersForm,
  readOrderFilter,
  setFulfilments,
  writeOrderFilter,
  writeOutcome,
} from "@/lib/orders/merchant.ts";
import type { DashboardState } from "@/lib/tenants/mod.ts";
import { sendExport } from "../settings/data/(_components)/send_export.ts";

type Context = FreshContext<DashboardState>;

/** Does something with the orders that were chosen in the list, and goes back to it. */
export const handler: Handlers<unknown, DashboardState> = {
  GET: (_req, { state }) =>
    state.inStore((_sql, { slug }) => Promise.resolve(seeOther(`/dashboard/${slug}/orders`))),

  async POST(req, ctx) {
    const form = await readForm(req, ManyOrdersForm);
    if (!form.ok) return await backTo(ctx, "");
    const { act, number: numbers, back } = form.value;
    const list = writeOrderFilter(readOrderFilter(new URLSearchParams(back)));
    if (numbers.length === 0) return await backTo(ctx, joinQuery(list, "none=1"));
    if (act === "csv") return await sendExport(ctx, chosenOrders(numbers));
    if (act === "print") {
      return await backTo(ctx, `numbers=${numbers.join(",")}`, "/print");
    }
    return await moveGoods(ctx, { act, numbers, list });
  },
};

function joinQuery(...parts: string[]): string {
  return parts.filter(Boolean).join("&");
}

function backTo({ state }: Context, query: string, place = ""): Promise<Response> {
  return state.inStore((_sql, { slug }) =>
    Promise.resolve(seeOther(`/dashboard/${slug}/orders${place}?${query}`))
  );
}

function moveGoods(
  { state }: Context,
  { act, numbers, list }: {
    act: Exclude<ManyAct, "print" | "csv">;
    numbers: number[];
    list: string;
  },
): Promise<Response> {
  return state.inStore(async (sql, store) => {
    if (!can(store, "orders.manage")) {
      throw new HttpError(403, "Your role does not change orders. Ask the owner.");
    }
    const outcome = await setFulfilments(sql, { storeId: store.id, numbers }, act);
    return seeOther(
      `/dashboard/${store.slug}/orders?${joinQuery(list, writeOutcome(act, outcome))}`,
    );
  });
}
