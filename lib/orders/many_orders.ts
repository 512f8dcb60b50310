import { z } from "zod";
import type { Sql } from "@/lib/db/mod.ts";
import type { FulfilmentStatus } from "@/lib/enums.ts";
import type { GoodsRefusal } from "./goods_steps.ts";

/** What can be done with several orders at once. */
export const MANY_ACTS = ["packed", "shipped", "delivered", "print", "csv"] as const;
export type ManyAct = typeof MANY_ACTS[number];

/** Orders of one page of the list, and somebody's patience. */
const MOST = 250;

const number = z.coerce.number().int().min(1).max(999_999_999);

/** The form around the list: which orders, what to do with them, and the list to come back to. */
export const ManyOrdersForm = z.object({
  act: z.enum(MANY_ACTS),
  number: z.preprocess(
    (value) => value === undefined ? [] : [value].flat(),
    z.array(number).max(MOST),
  ),
  back: z.string().max(2000).default(""),
});

/** What became of each order. */
export interface ManyOutcome {
  done: number[];
  refused: { number: number; code: GoodsRefusal }[];
}

/** Goods of several orders go forward; one that is refused keeps no other back. AF404 for strangers. */
export async function setFulfilments(
  sql: Sql,
  { storeId, numbers }: { storeId: string; numbers: number[] },
  status: FulfilmentStatus,
): Promise<ManyOutcome> {
  const [row] = await sql<{ answers: { number: number; ok: boolean; code: GoodsRefusal }[] }[]>`
    select public.set_fulfilments(${storeId}, ${numbers}::integer[], ${status}) as answers`;
  const { answers } = row!;
  return {
    done: answers.filter(({ ok }) => ok).map(({ number }) => number),
    refused: answers.filter(({ ok }) => !ok).map(({ number, code }) => ({ number, code })),
  };
}

const REASONS: Record<GoodsRefusal, string> = {
  order_not_found: "is not there any more",
  goods_further: "is further already",
  not_shipped: "is not sent anywhere",
  order_not_ready: "waits for its money, or is over",
  nothing_to_send: "has nothing left to pack",
};

/** An outcome as parameters of the list's address. */
export function writeOutcome(act: ManyAct, { done, refused }: ManyOutcome): string {
  const params = new URLSearchParams({ did: act, done: String(done.length) });
  if (refused.length > 0) {
    params.set("refused", refused.map(({ number, code }) => `${number}.${code}`).join(","));
  }
  return params.toString();
}

/** The same as sentences, one for what was done and one for each that stayed; null for none. */
export function readOutcome(
  params: URLSearchParams,
  prefix: string,
): { done: string; refused: string[] } | null {
  const act = params.get("did");
  const count = params.get("done") ?? "";
  if (!/^\d{1,3}$/.test(count) || (act !== "packed" && act !== "shipped" && act !== "delivered")) {
    return null;
  }
  const words = { packed: "packed", shipped: "with the rider", delivered: "delivered" }[act];
  const refused = (params.get("refused") ?? "").split(",").flatMap((one) => {
    const [number, code] = one.split(".");
    const isKnown = /^\d{1,9}$/.test(number!) && Object.hasOwn(REASONS, code ?? "");
    return isKnown ? [`${prefix}-${number} ${REASONS[code as GoodsRefusal]}.`] : [];
  });
  const orders = count === "1" ? "1 order is" : `${count === "0" ? "No" : count} orders are`;
  return { done: `${orders} ${words} now.`, refused };
}
