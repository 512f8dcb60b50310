import type postgres from "postgres";
import type { Gateway } from "@/lib/enums.ts";
import { methodOf } from "@/lib/payments/mod.ts";
import type { Shop } from "@/tests/fixtures/shop.ts";
import type { Stand } from "@/tests/payments/gateway_stage.ts";
import type { Phone } from "@/tests/payments/phone.ts";
import type { PlacedOrder } from "@/tests/payments/stage.ts";
import type { Till } from "@/tests/payments/till.ts";

/** One try to pay an order, by the reference that the gateway's stand-in knows. */
export interface Asked {
  order: PlacedOrder;
  attemptId: string;
}

/** A gateway as shoppers meet it, and what it really took and gave back. Amounts are minor units. */
export interface Desk {
  gateway: Gateway;
  shop: Shop;
  /** Of the phones of its payers. */
  country: string;
  phonePrefix: string;
  /** Whether the shopper can pay or decline this now. */
  isWaiting(asked: Asked): Promise<boolean>;
  pay(asked: Asked): Promise<void>;
  decline(asked: Asked): Promise<void>;
  /** Begins to pay, with no end in sight: a page that is left open, or a prompt that hangs in the network. */
  hang?(asked: Asked): Promise<void>;
  /** What hangs, or waits, is paid when nobody counts on it any more. Left out where there is no such thing. */
  payAfterAll?(asked: Asked): Promise<void>;
  /** What the shopper pays more or less than was asked for. Left out where that cannot be. */
  payOther?(asked: Asked, units: number): Promise<void>;
  /** Has the refund of this fail. Left out where money cannot go back. */
  failRefund?(asked: Asked): Promise<void>;
  /** Gives back all of a payment, or nothing of it. */
  givesWhole?: boolean;
  came(asked: Asked[]): Promise<number>;
  went(asked: Asked[]): Promise<number>;
}

/** A gateway of the table of `gateway_cases.ts`. */
export function standDesk({ it, counter, shop, isPage, wire }: Stand): Desk {
  const minorOf = ({ order }: Asked, amount: number) =>
    Math.round(amount * order.shillings * 100 / Number(wire(order)));
  return {
    gateway: it.gateway,
    shop,
    country: "UG",
    phonePrefix: it.phonePrefix,
    async isWaiting({ attemptId }) {
      const [charge] = await counter.charges(attemptId);
      const last = charge?.tries.at(-1)?.end;
      return charge !== undefined && (last === undefined || (isPage && last === "declined"));
    },
    pay: ({ attemptId }) => counter.end(attemptId, "paid"),
    decline: ({ attemptId }) => counter.end(attemptId, isPage ? "declined" : "cancelled"),
    ...(!isPage && {
      hang: ({ attemptId }: Asked) => counter.end(attemptId, "processing"),
    }),
    async payAfterAll({ attemptId }) {
      const [charge] = await counter.charges(attemptId);
      const last = charge?.tries.at(-1)?.end ?? "open";
      // A page may be tried again; a prompt that has ended is over.
      const isOver = last === "paid" || (!isPage && last !== "open" && last !== "processing");
      if (charge && !isOver) await counter.end(attemptId, "paid");
    },
    ...(!it.isExact && {
      payOther: ({ order, attemptId }: Asked, units: number) =>
        counter.plan({
          match: { reference: attemptId },
          pays: { amount: Number(wire(order)) + units },
        }),
    }),
    ...(it.refund && {
      failRefund: ({ attemptId }: Asked) => counter.planRefund(attemptId, { end: "failed" }),
      givesWhole: "isWhole" in it.refund,
    }),
    async came(all) {
      const sums = await Promise.all(all.map(async (asked) => {
        const charges = await counter.charges(asked.attemptId);
        return charges.flatMap(({ tries }) => tries).filter(({ end }) => end === "paid")
          .reduce((sum, { amount }) => sum + minorOf(asked, amount), 0);
      }));
      return total(sums);
    },
    async went(all) {
      const sums = await Promise.all(all.map(async (asked) => {
        const refunds = await counter.refunds(asked.attemptId);
        return refunds.filter(({ end }) => end === "done")
          .reduce((sum, { amount }) => sum + minorOf(asked, amount), 0);
      }));
      return total(sums);
    },
  };
}

const KENYAN = { country: "KE", phonePrefix: "25471" };

export function mpesaDesk({ phone, shop }: { phone: Phone; shop: Shop }): Desk {
  return {
    gateway: "mpesa",
    shop,
    ...KENYAN,
    async isWaiting({ order }) {
      const [newest] = await phone.prompts(order.phone);
      return newest !== undefined && newest.end === null;
    },
    pay: ({ order }) => phone.approve(order.phone),
    decline: ({ order }) => phone.refuse(order.phone),
    failRefund: ({ order }) => phone.planPayout({ match: { phone: order.phone }, code: "8" }),
    async came([asked]) {
      const prompts = await phone.prompts(asked!.order.phone);
      return total(
        prompts.map(({ end, shillings }) => end?.code === "0" ? shillings * 100 : 0),
      );
    },
    async went([asked]) {
      const payouts = await phone.payouts(asked!.order.phone);
      return total(payouts.map(({ end, shillings }) => end?.code === "0" ? shillings * 100 : 0));
    },
  };
}

export function paystackDesk({ paystack, shop }: { paystack: Till; shop: Shop }): Desk {
  return {
    gateway: "paystack",
    shop,
    ...KENYAN,
    async isWaiting({ attemptId }) {
      const [transaction] = await paystack.transactions(attemptId);
      return transaction !== undefined && !transaction.paid;
    },
    async pay({ attemptId }) {
      await paystack.click(attemptId, "pay");
    },
    async decline({ attemptId }) {
      await paystack.click(attemptId, "fail");
    },
    async payAfterAll({ attemptId }) {
      const [transaction] = await paystack.transactions(attemptId);
      if (transaction && !transaction.paid) await paystack.click(attemptId, "pay");
    },
    failRefund: ({ attemptId }) =>
      paystack.planRefund({ match: { reference: attemptId }, status: "failed" }),
    async came(all) {
      const found = await Promise.all(all.map((one) => paystack.transactions(one.attemptId)));
      return total(found.flat().map(({ paid }) => paid?.amount ?? 0));
    },
    async went(all) {
      const found = await Promise.all(all.map((one) => paystack.refunds(one.attemptId)));
      return total(
        found.flat().map(({ status, amount }) => status === "processed" ? amount : 0),
      );
    },
  };
}

function total(amounts: number[]): number {
  return amounts.reduce((sum, one) => sum + one, 0);
}

/** Whether the shopper was sent on to the page, where there is one: nobody pays on a page that nobody knows. */
export async function isKnown(
  sql: postgres.Sql,
  { gateway }: Desk,
  { attemptId }: Asked,
): Promise<boolean> {
  if (methodOf(gateway).kind === "prompt") return true;
  const [row] = await sql`select page_url is not null as is_known from payment_attempts
    where id = ${attemptId}`;
  return row!.is_known;
}
