import type { Sql } from "@/lib/db/mod.ts";
import type { FormErrors } from "@/lib/http/mod.ts";
import { type Country, parsePhone } from "@/lib/phone.ts";
import { addedIn, addField } from "./order_edit.ts";

/** An order that somebody of the shop writes down for a buyer. */
export interface WriteInput {
  key: string;
  order: {
    lines: { variant_id: string; quantity: number }[];
    name: string;
    phone: string;
    email: string;
    delivery_method: "delivery" | "pickup";
    area: string;
    landmark: string;
    directions: string;
    pickup_point_id: string;
    note: string;
    hold_days: number;
    is_told: boolean;
  };
}

/** What it comes to, or came to. */
export interface WriteAnswer {
  number: number;
  totalMinor: number;
  itemsMinor: number;
  deliveryMinor: number;
  discountMinor: number;
}

type Fields = Record<string, string>;

const EMAIL = /^[^\s@]+@[^\s@]+\.[^\s@]+$/;

/** What the form of a new order asks, or a message at each field. */
export function readWrite(
  fields: Fields,
  country: Country,
): { ok: true; input: WriteInput } | { ok: false; errors: FormErrors } {
  const errors: FormErrors = {};
  const text = (name: string) => (fields[name] ?? "").replace(/\s+/g, " ").trim();
  const lines = readLines(fields, errors);
  const name = text("name");
  if (name === "" || name.length > 120) errors.name = "Write the buyer’s name.";
  const phone = parsePhone(text("phone"), country);
  if (phone === null) errors.phone = "Write a phone number, such as 0712 345 678.";
  const email = text("email");
  if (email !== "" && (!EMAIL.test(email) || email.length > 254)) {
    errors.email = "Write an email, such as name@example.com.";
  }
  const method = fields.method === "pickup" ? "pickup" : "delivery";
  const [area, landmark] = [text("area"), text("landmark")];
  if (method === "delivery" && area === "") errors.area = "Choose an area.";
  if (method === "delivery" && (landmark === "" || landmark.length > 160)) {
    errors.landmark = "Write a place that riders know, in at most 160 characters.";
  }
  const directions = (fields.directions ?? "").trim();
  if (directions.length > 500) errors.directions = "Write at most 500 characters.";
  const note = (fields.note ?? "").trim();
  if (note.length > 500) errors.note = "Write at most 500 characters.";
  const days = text("days");
  if (!/^([1-9]|[12]\d|30)$/.test(days)) errors.days = "Write a number of days from 1 to 30.";
  const key = /^[\w-]{8,128}$/.exec(fields.key ?? "")?.[0];
  if (!key) errors[""] ??= "This form cannot be read. Open it again.";
  if (Object.keys(errors).length > 0) return { ok: false, errors };
  const where = { delivery_method: method, area, landmark, directions, note } as const;
  const rest = {
    pickup_point_id: text("point"),
    hold_days: Number(days),
    is_told: fields.tell === "1",
  };
  return {
    ok: true,
    input: { key: key!, order: { lines, name, phone: phone!, email, ...where, ...rest } },
  };
}

function readLines(fields: Fields, errors: FormErrors): WriteInput["order"]["lines"] {
  const lines = addedIn(fields).map((variantId) => {
    const typed = fields[addField(variantId)]!.trim();
    if (!/^\d{0,3}$/.test(typed)) errors[addField(variantId)] = "Write a whole number.";
    return { variant_id: variantId, quantity: Number(/^\d{1,3}$/.exec(typed)?.[0] ?? 0) };
  }).filter(({ quantity }) => quantity > 0);
  if (lines.length === 0 && Object.keys(errors).length === 0) {
    errors.q = "Find what they buy, and add it.";
  }
  return lines;
}

const REFUSALS: Record<string, [field: string, message: string]> = {
  store_not_found: ["", "The shop is closed: it takes no orders."],
  pickup_not_offered: ["method", "Your shop does not offer that people pick things up."],
  pickup_point_not_offered: ["point", "Choose where they pick it up."],
  area_not_served: ["area", "You do not deliver there. Choose another area."],
  total_not_payable: ["", "The total would be one that cannot be paid."],
  idempotency_key_reused: ["", "This form was sent before with other values. Open it again."],
};

interface Refusal {
  code: string;
  lines?: { variant_id: string; available: number | null }[];
}

function toErrors({ code, lines }: Refusal): FormErrors {
  if (code !== "lines_unavailable") {
    const [field, message] = REFUSALS[code] ?? ["", "This could not be written down."];
    return { [field]: message };
  }
  return Object.fromEntries((lines ?? []).map(({ variant_id, available }) => [
    addField(variant_id),
    available === null ? "It is not sold any more." : `There are ${available}.`,
  ]));
}

/** Writes it down, or with `isPreview` says what it would come to. Rejects with AF404 for strangers. */
export async function writeOrder(
  sql: Sql,
  { storeId, isPreview }: { storeId: string; isPreview: boolean },
  { key, order }: WriteInput,
): Promise<{ ok: true; answer: WriteAnswer } | { ok: false; errors: FormErrors }> {
  const [row] = await sql<{ answer: Record<string, unknown> & { ok: boolean } }[]>`
    select public.write_order(${storeId}, ${key}, ${sql.json(order)}, ${isPreview}) as answer`;
  const { answer } = row!;
  if (!answer.ok) return { ok: false, errors: toErrors(answer as unknown as Refusal) };
  const number = (name: string) => Number(answer[name]);
  return {
    ok: true,
    answer: {
      number: number("number"),
      totalMinor: number("total_minor"),
      itemsMinor: number("items_minor"),
      deliveryMinor: number("delivery_minor"),
      discountMinor: number("discount_minor"),
    },
  };
}
