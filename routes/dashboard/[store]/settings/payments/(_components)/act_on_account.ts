import type { Handlers } from "$fresh/server.ts";
import { z } from "zod";
import type { Sql } from "@/lib/db/mod.ts";
import { type Gateway, GATEWAYS } from "@/lib/enums.ts";
import { readForm, seeOther } from "@/lib/http/mod.ts";
import { type DashboardState, findPaymentAccount } from "@/lib/tenants/mod.ts";
import { forManagers } from "./for_managers.ts";

const GatewayForm = z.object({
  gateway: z.enum(GATEWAYS),
  isOffered: z.enum(["0", "1"]).optional(),
});

export interface AccountAct {
  storeId: string;
  gateway: Gateway;
  isOffered: boolean;
}

/**
 * The form that does one thing with the account it names, then shows its page again; 404 without one.
 * Whoever comes by its address alone is led to the ways to pay.
 */
export function actOnAccount(
  { act, done }: { act: (sql: Sql, account: AccountAct) => Promise<unknown>; done: string },
): Handlers<unknown, DashboardState> {
  return {
    GET: (_req, ctx) =>
      forManagers(
        ctx,
        (_sql, { slug }) => Promise.resolve(seeOther(`/dashboard/${slug}/settings/payments`)),
      ),

    async POST(req, ctx) {
      const form = await readForm(req, GatewayForm);
      return await forManagers(ctx, async (sql, store) => {
        if (!form.ok) return ctx.renderNotFound();
        const { gateway, isOffered } = form.value;
        const place = { storeId: store.id, gateway };
        if (!(await findPaymentAccount(sql, place))?.hasKeys) return ctx.renderNotFound();
        await act(sql, { ...place, isOffered: isOffered === "1" });
        return seeOther(`/dashboard/${store.slug}/settings/payments/${gateway}?${done}=1`);
      });
    },
  };
}
