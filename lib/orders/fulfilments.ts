import type { Sql } from "@/lib/db/mod.ts";
import { type DeliveryMethod, FULFILMENT_STATES, type FulfilmentState } from "@/lib/enums.ts";
import type { FormErrors } from "@/lib/http/mod.ts";
import { type Country, parsePhone } from "@/lib/phone.ts";
import type { GoodsLine, OrderFulfilment } from "./merchant_goods.ts";
import { readQuantities } from "./quantities.ts";
import { isTrackingLink } from "./tracking.ts";

/** Who brings a part of an order, and how it is followed. */
export interface WayInput {
  state: FulfilmentState;
  carrier: string;
  tracking: string;
  /** E.164, or "" for nobody. */
  riderPhone: string;
}

export interface FulfilInput extends WayInput {
  lines: GoodsLine[];
  key: string;
}

type Fields = Record<string, string>;
type Read<Input> = { ok: true; input: Input } | { ok: false; errors: FormErrors };

function readWay(fields: Fields, country: Country, errors: FormErrors): WayInput {
  const state = FULFILMENT_STATES.find((one) => one === fields.state);
  if (!state) errors.state = "Choose how far the goods are.";
  const text = (name: string) => (fields[name] ?? "").replace(/\s+/g, " ").trim();
  const carrier = text("carrier");
  if (carrier.length > 60) errors.carrier = "Write at most 60 characters.";
  const tracking = text("tracking");
  if (tracking.length > 300) errors.tracking = "Write at most 300 characters.";
  if (/^[a-z]+:/i.test(tracking) && !isTrackingLink(tracking)) {
    errors.tracking = "Write a number, or an address that starts with https://.";
  }
  const typed = text("riderPhone");
  const riderPhone = typed === "" ? "" : parsePhone(typed, country);
  if (riderPhone === null) errors.riderPhone = "Write a phone number, such as 0712 345 678.";
  return { state: state ?? "packed", carrier, tracking, riderPhone: riderPhone ?? "" };
}

/** What the form for a part of an order asks, where so many are left; or a message at each field. */
export function readFulfil(fields: Fields, left: GoodsLine[], country: Country): Read<FulfilInput> {
  const errors: FormErrors = {};
  const lines = readQuantities(fields, left, errors, "left to pack");
  const way = readWay(fields, country, errors);
  const key = /^[\w-]{8,128}$/.exec(fields.key ?? "")?.[0];
  if (!key) errors[""] = "This form cannot be read. Open it again.";
  if (Object.keys(errors).length > 0) return { ok: false, errors };
  return { ok: true, input: { ...way, lines, key: key! } };
}

/** What the form of a part that is there asks. */
export function readMove(fields: Fields, country: Country): Read<WayInput> {
  const errors: FormErrors = {};
  const input = readWay(fields, country, errors);
  return Object.keys(errors).length > 0 ? { ok: false, errors } : { ok: true, input };
}

const REFUSALS: Record<string, [field: string, message: string]> = {
  line_fulfilled: ["", "Meanwhile somebody else packed some of these goods."],
  nothing_to_send: ["", "Nothing is left to pack."],
  order_not_ready: ["", "The order is not ready to go out: see its payment."],
  goods_further: ["state", "Meanwhile somebody moved this part on."],
  not_shipped: ["state", "This order is picked up: nobody brings it."],
  idempotency_key_reused: ["", "This form was sent before with other values. Open it again."],
};

function toErrors({ ok, code = "" }: { ok: boolean; code?: string }): FormErrors | null {
  if (ok) return null;
  const [field, message] = REFUSALS[code] ?? ["", "This could not be noted."];
  return { [field]: message };
}

function toJson({ state, carrier, tracking, riderPhone }: WayInput) {
  return { state, carrier, tracking, rider_phone: riderPhone };
}

/** Packs a part of an order; null when it was taken, else what to say at which field. Rejects with AF404 for strangers. */
export async function fulfil(
  sql: Sql,
  { storeId, number }: { storeId: string; number: number },
  input: FulfilInput,
): Promise<FormErrors | null> {
  const lines = input.lines.map(({ itemId, quantity }) => ({ order_item_id: itemId, quantity }));
  const [row] = await sql<{ answer: { ok: boolean; code?: string } }[]>`
    select public.fulfil(${storeId}, ${number}, ${input.key},
      ${sql.json({ ...toJson(input), lines })}) as answer`;
  return toErrors(row!.answer);
}

/** Moves a part on, or notes who brings it; null when it was taken. Rejects with AF404 for strangers. */
export async function moveFulfilment(
  sql: Sql,
  { storeId, number, part }: { storeId: string; number: number; part: number },
  input: WayInput | { state: FulfilmentState },
): Promise<FormErrors | null> {
  const json = "carrier" in input ? toJson(input) : input;
  const [row] = await sql<{ answer: { ok: boolean; code?: string } }[]>`
    select public.move_fulfilment(${storeId}, ${number}, ${part}, ${
    sql.json({ ...json })
  }) as answer`;
  return toErrors(row!.answer);
}

interface Way {
  deliveryMethod: DeliveryMethod;
}

/** What comes next for one part, and what the button for it says; null when nothing does. */
export function nextState(
  { state }: Pick<OrderFulfilment, "state">,
  { deliveryMethod }: Way,
): { state: FulfilmentState; text: string } | null {
  const isPickup = deliveryMethod === "pickup";
  if (state === "packed" && !isPickup) return { state: "shipped", text: "With the rider" };
  if (state === "packed") return { state: "delivered", text: "Picked up" };
  return state === "shipped" ? { state: "delivered", text: "Delivered" } : null;
}

/** Where a part is and since when: "With the rider, 12 Dec 10:56". */
export function partTruth(
  { state, packedAt, shippedAt, deliveredAt }: OrderFulfilment,
  { deliveryMethod }: Way,
  at: (iso: string) => string,
): string {
  const isPickup = deliveryMethod === "pickup";
  switch (state) {
    case "packed":
      return `${isPickup ? "Ready to pick up" : "Packed"}, ${at(packedAt)}`;
    case "shipped":
      return `On its way, ${at(shippedAt ?? packedAt)}`;
    case "delivered":
      return `${isPickup ? "Picked up" : "Delivered"}, ${at(deliveredAt ?? packedAt)}`;
    case "cancelled":
      return "Unpacked again";
  }
}
