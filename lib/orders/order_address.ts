import type { Sql } from "@/lib/db/mod.ts";
import type { FormErrors } from "@/lib/http/mod.ts";
import { type Country, parsePhone } from "@/lib/phone.ts";
import type { MerchantOrder } from "./merchant_order.ts";

export interface AddressInput {
  area: string;
  landmark: string;
  directions: string;
  /** E.164, or "" for none. */
  secondPhone: string;
  /** Of the order as it was read. */
  version: string;
  key: string;
}

type Fields = Record<string, string>;

/** What the form of another address asks, or a message at each field. */
export function readAddress(
  fields: Fields,
  country: Country,
): { ok: true; input: AddressInput } | { ok: false; errors: FormErrors } {
  const errors: FormErrors = {};
  const line = (name: string) => (fields[name] ?? "").replace(/\s+/g, " ").trim();
  const [area, landmark] = [line("area"), line("landmark")];
  if (area === "" || area.length > 120) errors.area = "Choose an area.";
  if (landmark === "" || landmark.length > 160) {
    errors.landmark = "Write a place that riders know, in at most 160 characters.";
  }
  const directions = (fields.directions ?? "").trim();
  if (directions.length > 500) errors.directions = "Write at most 500 characters.";
  const typed = line("secondPhone");
  const secondPhone = typed === "" ? "" : parsePhone(typed, country);
  if (secondPhone === null) errors.secondPhone = "Write a phone number, such as 0712 345 678.";
  const key = /^[\w-]{8,128}$/.exec(fields.key ?? "")?.[0];
  if (!key) errors[""] = "This form cannot be read. Open it again.";
  if (Object.keys(errors).length > 0) return { ok: false, errors };
  const { version = "" } = fields;
  const kept = { directions, secondPhone: secondPhone ?? "", version, key: key! };
  return { ok: true, input: { area, landmark, ...kept } };
}

/** Whether an order may still be brought somewhere else. */
export function isMovable({ status, deliveryMethod, fulfilments }: MerchantOrder): boolean {
  return (status === "pending" || status === "paid") && deliveryMethod === "delivery" &&
    fulfilments.every(({ state }) => state !== "shipped" && state !== "delivered");
}

const REFUSALS: Record<string, [field: string, message: string]> = {
  area_not_served: ["area", "You do not deliver there. Choose another area."],
  on_its_way: ["", "Goods of it are on their way. Call the rider."],
  order_changed: ["", "Meanwhile somebody changed this order. Open it again."],
  order_not_open: ["", "This order is over: it goes nowhere else."],
  refund_under_way: ["", "Money of this order is on its way back. Wait until it is there."],
  prompt_live: ["", "The buyer is paying at this moment. Try again in two minutes."],
  money_went_back: ["area", "The fee is higher there, and money of this order went back already."],
  total_not_payable: ["area", "The total would be one that cannot be paid."],
  idempotency_key_reused: ["", "This form was sent before with other values. Open it again."],
};

/** Brings an order somewhere else, for the fee of there; answers what should go back. Rejects with AF404 for strangers. */
export async function changeAddress(
  sql: Sql,
  { storeId, number }: { storeId: string; number: number },
  { area, landmark, directions, secondPhone, version, key }: AddressInput,
): Promise<{ ok: true; backMinor: number } | { ok: false; errors: FormErrors }> {
  const input = { area, landmark, directions, second_phone: secondPhone, version };
  const [row] = await sql<{ answer: { ok: boolean; code?: string; back_minor?: number } }[]>`
    select public.change_address(${storeId}, ${number}, ${key}, ${sql.json(input)}) as answer`;
  const { ok, code = "", back_minor } = row!.answer;
  if (ok) return { ok, backMinor: back_minor ?? 0 };
  const [field, message] = REFUSALS[code] ?? ["", "This could not be changed."];
  return { ok: false, errors: { [field]: message } };
}
