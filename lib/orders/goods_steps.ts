import { z } from "zod";
import type { Sql } from "@/lib/db/mod.ts";
import { FULFILMENT_STATUSES, type FulfilmentStatus } from "@/lib/enums.ts";
import { ok, refuse, type Result } from "@/lib/result.ts";
import type { OrderState } from "./merchant_list.ts";
import { goesOutUnpaid } from "./merchant_words.ts";

/** The form that says how far the goods of an order are. */
export const GoodsForm = z.object({ status: z.enum(FULFILMENT_STATUSES) });

interface OrderPlace {
  storeId: string;
  number: number;
}

export type GoodsRefusal =
  | "order_not_found"
  | "goods_further"
  | "not_shipped"
  | "order_not_ready"
  | "nothing_to_send";

/** Goods go forward only. Rejects with AF404 for strangers. */
export async function setFulfilment(
  sql: Sql,
  { storeId, number }: OrderPlace,
  status: FulfilmentStatus,
): Promise<Result<null, GoodsRefusal>> {
  const [row] = await sql<{ answer: { ok: boolean; code: GoodsRefusal } }[]>`
    select public.set_fulfilment(${storeId}, ${number}, ${status}) as answer`;
  return row!.answer.ok ? ok(null) : refuse(row!.answer.code);
}

/** What comes next for the goods, and what the button for it says; null when nothing does. */
export function nextStep(
  order: OrderState,
): { status: FulfilmentStatus; text: string } | null {
  const isOpen = order.status === "paid" || goesOutUnpaid(order);
  const isPickup = order.deliveryMethod === "pickup";
  if (!isOpen || order.deliveryMethod === "download" || order.paymentStatus === "refunded") {
    return null;
  }
  switch (order.fulfilmentStatus) {
    case "partly":
      return { status: "packed", text: isPickup ? "The rest is ready" : "Pack the rest" };
    case "unfulfilled":
      return { status: "packed", text: isPickup ? "Ready to pick up" : "Packed" };
    case "packed":
      return isPickup
        ? { status: "delivered", text: "Picked up" }
        : { status: "shipped", text: "With the rider" };
    case "shipped":
      return { status: "delivered", text: "Delivered" };
    case "delivered":
      return null;
  }
}
