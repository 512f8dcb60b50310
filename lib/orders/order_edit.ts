import type { Sql } from "@/lib/db/mod.ts";
import type { FormErrors } from "@/lib/http/mod.ts";
import { fewestOf } from "./merchant_goods.ts";
import type { MerchantOrder } from "./merchant_order.ts";
import { quantityField } from "./quantities.ts";

/** What an order shall be of: all its lines. */
export interface EditInput {
  lines: { variantId: string; quantity: number }[];
  reason: string;
  isTold: boolean;
  /** Of the order as it was read. */
  version: string;
  key: string;
}

/** What an edit comes to. */
export interface EditAnswer {
  fromMinor: number;
  totalMinor: number;
  itemsMinor: number;
  deliveryMinor: number;
  discountMinor: number;
  taxMinor: number;
  /** What the buyer has to pay still. */
  dueMinor: number;
  /** What should go back to them. */
  backMinor: number;
  changes: { title: string; before: number; after: number }[];
}

type Fields = Record<string, string>;

const ADDED = /^add-([0-9a-f]{8}(?:-[0-9a-f]{4}){3}-[0-9a-f]{12})$/;

/** Whether what an order is of may still change. */
export function isEditable(
  { status, deliveryMethod, fulfilmentStatus, paymentStatus }: MerchantOrder,
): boolean {
  return (status === "pending" || status === "paid") && deliveryMethod !== "download" &&
    fulfilmentStatus !== "delivered" && paymentStatus !== "refunded";
}

/** The field that asks how many of a variant are added. */
export function addField(variantId: string): string {
  return `add-${variantId}`;
}

/** Variants that a form has put into the order, whatever number stands there. */
export function addedIn(fields: Fields): string[] {
  return Object.keys(fields).flatMap((name) => ADDED.exec(name)?.[1] ?? []).slice(0, 50);
}

/** What the form of an edit asks, or a message at each field. */
export function readEdit(
  fields: Fields,
  order: MerchantOrder,
): { ok: true; input: EditInput } | { ok: false; errors: FormErrors } {
  const errors: FormErrors = {};
  const added = addedIn(fields);
  const lines = order.items.map(({ id, variantId, quantity }) => {
    // The same form a second time finds in the order what the first put there.
    const name = added.includes(variantId) ? addField(variantId) : quantityField(id);
    const count = readCount(fields[name] ?? String(quantity), name, errors);
    const fewest = fewestOf(order, id);
    if (count < fewest && !errors[name]) {
      errors[name] = `At least ${fewest} stay: packed, given back, or spoken of as a return.`;
    }
    return { variantId, quantity: count };
  });
  for (const variantId of added) {
    if (order.items.some((item) => item.variantId === variantId)) continue;
    const name = addField(variantId);
    lines.push({ variantId, quantity: readCount(fields[name]!, name, errors) });
  }
  const reason = (fields.reason ?? "").replace(/\s+/g, " ").trim();
  if (reason.length > 200) errors.reason = "Write at most 200 characters.";
  const key = /^[\w-]{8,128}$/.exec(fields.key ?? "")?.[0];
  if (!key) errors[""] = "This form cannot be read. Open it again.";
  const kept = lines.filter(({ quantity }) => quantity > 0)
    .sort((one, other) => one.variantId < other.variantId ? -1 : 1);
  if (kept.length === 0 && Object.keys(errors).length === 0) {
    errors[""] = "Something has to stay. To end the order, cancel it.";
  }
  if (Object.keys(errors).length > 0) return { ok: false, errors };
  const { version = "", tell } = fields;
  return { ok: true, input: { lines: kept, reason, isTold: tell === "1", version, key: key! } };
}

function readCount(typed: string, name: string, errors: FormErrors): number {
  const text = typed.trim();
  if (!/^\d{0,3}$/.test(text)) errors[name] = "Write a whole number.";
  return Number(/^\d{1,3}$/.exec(text)?.[0] ?? 0);
}

interface Refusal {
  code: string;
  title?: string;
  fewest?: number;
  lines?: { variant_id: string; title: string | null; available: number | null }[];
  retry_after_s?: number;
}

/** Makes the order be of these lines, or with `isPreview` says what that would come to. Rejects with AF404 for strangers. */
export async function editOrder(
  sql: Sql,
  { storeId, order, isPreview }: { storeId: string; order: MerchantOrder; isPreview: boolean },
  { lines, reason, isTold, version, key }: EditInput,
): Promise<{ ok: true; answer: EditAnswer } | { ok: false; errors: FormErrors }> {
  const input = {
    lines: lines.map(({ variantId, quantity }) => ({ variant_id: variantId, quantity })),
    ...{ reason, version, is_told: isTold },
  };
  const [row] = await sql<{ answer: Record<string, unknown> & { ok: boolean } }[]>`
    select public.edit_order(${storeId}, ${order.number}, ${key}, ${
    sql.json(input)
  }, ${isPreview}) as answer`;
  const { answer } = row!;
  if (!answer.ok) return { ok: false, errors: toErrors(answer as unknown as Refusal, order) };
  const minor = (name: string) => Number(answer[name]);
  return {
    ok: true,
    answer: {
      fromMinor: minor("from_minor"),
      totalMinor: minor("total_minor"),
      itemsMinor: minor("items_minor"),
      deliveryMinor: minor("delivery_minor"),
      discountMinor: minor("discount_minor"),
      taxMinor: minor("tax_minor"),
      dueMinor: minor("due_minor"),
      backMinor: minor("back_minor"),
      changes: answer.changes as EditAnswer["changes"],
    },
  };
}

const REFUSALS: Record<string, string> = {
  order_changed: "Meanwhile somebody changed this order. Open it again.",
  order_not_open: "This order is over, or handed over: it stays as it is.",
  refund_under_way: "Money of this order is on its way back. Wait until it is there.",
  prompt_live: "The buyer is paying at this moment. Try again in two minutes.",
  files_not_added: "Files are bought by themselves, in an order of their own.",
  nothing_changed: "Nothing is different yet.",
  money_went_back: "Money of this order went back, so it asks for no more. Place another order.",
  total_not_payable: "The total would be one that cannot be paid.",
  idempotency_key_reused: "This form was sent before with other values. Open it again.",
};

function toErrors({ code, title, fewest, lines }: Refusal, order: MerchantOrder): FormErrors {
  if (code === "line_fixed") return { "": `At least ${fewest} × ${title} stay in the order.` };
  if (code !== "lines_unavailable") return { "": REFUSALS[code] ?? "This could not be changed." };
  return Object.fromEntries((lines ?? []).map(({ variant_id, available }) => {
    const item = order.items.find(({ variantId }) => variantId === variant_id);
    const left = available === null ? "It is not sold any more." : `${available} more are there.`;
    return [item ? quantityField(item.id) : addField(variant_id), left];
  }));
}
