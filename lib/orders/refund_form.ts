import type { Sql } from "@/lib/db/mod.ts";
import type { FormErrors } from "@/lib/http/mod.ts";
import { formatMoney, parseMinor, payableUnit } from "@/lib/money.ts";
import { paidFor, type RefundableItem, type RefundChoices } from "./refund_choices.ts";

/** The way of a refund that goes past every gateway. */
export const BY_HAND = "hand";

export interface RefundInput {
  amountMinor: number;
  /** Null: by hand. */
  paymentId: string | null;
  /** How it is given by hand; "" by a gateway. */
  reference: string;
  reason: string;
  lines: { orderItemId: string; quantity: number }[];
  isRestocked: boolean;
  /** The return that it is for: its goods are back by that. Null for none. */
  returnNumber: number | null;
  /** The same for a form that is sent twice. */
  key: string;
}

type Fields = Record<string, string>;

export function quantityName({ id }: Pick<RefundableItem, "id">): string {
  return `quantity-${id}`;
}

/** What a refund form asks for, against what the order still allows; or a message at each field. */
export function readRefund(
  fields: Fields,
  choices: RefundChoices,
): { ok: true; input: RefundInput } | { ok: false; errors: FormErrors } {
  const errors: FormErrors = {};
  const lines = readLines(fields, choices, errors);
  const way = readWay(fields, choices, errors);
  const reason = readLine(fields.reason, 200);
  if (!reason) errors.reason = "Say why, in a few words. The buyer reads it.";
  const reference = way?.id === BY_HAND ? readLine(fields.reference, 80) : "";
  if (way?.id === BY_HAND && !reference) {
    errors.reference = "Say how: cash, or the code of your own transfer.";
  }
  const amountMinor = readAmount(fields, { choices, lines, way, errors });
  const key = /^[\w-]{8,128}$/.exec(fields.key ?? "")?.[0];
  if (!key) errors[""] = "This form cannot be read. Open it again.";
  if (Object.keys(errors).length > 0) return { ok: false, errors: asOnPage(errors, choices) };
  return {
    ok: true,
    input: {
      amountMinor,
      paymentId: way!.id === BY_HAND ? null : way!.id,
      reference,
      reason,
      lines: lines.map(({ item, quantity }) => ({ orderItemId: item.id, quantity })),
      isRestocked: fields.restock === "1" && lines.length > 0,
      returnNumber: readReturnNumber(fields),
      key: key!,
    },
  };
}

function readReturnNumber(fields: Fields): number | null {
  return /^[1-9]\d{0,4}$/.test(fields.return ?? "") ? Number(fields.return) : null;
}

/** The messages in the order of their fields. */
function asOnPage(errors: FormErrors, { items }: RefundChoices): FormErrors {
  const names = ["", ...items.map(quantityName), "amount", "reason", "way", "reference"];
  return Object.fromEntries(
    names.flatMap((name) => name in errors ? [[name, errors[name]!]] : []),
  );
}

interface Line {
  item: RefundableItem;
  quantity: number;
}

function readLines(fields: Fields, { items }: RefundChoices, errors: FormErrors): Line[] {
  return items.flatMap((item) => {
    const name = quantityName(item);
    const typed = (fields[name] ?? "").trim();
    if (!/^\d{0,3}$/.test(typed)) errors[name] = "Write a whole number.";
    else if (Number(typed) > item.left) errors[name] = `There are ${item.left} left to refund.`;
    else if (Number(typed) > 0) return [{ item, quantity: Number(typed) }];
    return [];
  });
}

interface Way {
  id: string;
  leftMinor: number;
}

function readWay(
  { way }: Fields,
  { payments, leftMinor }: RefundChoices,
  errors: FormErrors,
): Way | null {
  if (way === BY_HAND) return { id: BY_HAND, leftMinor };
  const payment = payments.find(({ id, canRefund }) => id === way && canRefund);
  if (!payment) errors.way = "Choose how the money goes back.";
  return payment ?? null;
}

function readLine(typed: string | undefined, max: number): string {
  const text = (typed ?? "").replace(/\s+/g, " ").trim();
  return text.length <= max ? text : "";
}

/** What was written; where nothing was, what was paid for the chosen goods. */
function readAmount(
  fields: Fields,
  { choices, lines, way, errors }: {
    choices: RefundChoices;
    lines: Line[];
    way: Way | null;
    errors: FormErrors;
  },
): number {
  const { currency, leftMinor } = choices;
  const typed = (fields.amount ?? "").trim();
  const whole = payableUnit(currency);
  const goodsMinor = lines.reduce((sum, one) => sum + paidFor(one.item, one.quantity, whole), 0);
  const minor = typed === "" ? goodsMinor : parseMinor(typed, currency);
  const most = way?.leftMinor ?? leftMinor;
  const unit = way?.id === BY_HAND ? 1 : whole;
  if (minor === null) errors.amount = "Write an amount, such as 500.";
  else if (minor === 0) errors.amount = "Write an amount, or choose goods.";
  else if (minor > most) {
    errors.amount = `At most ${formatMoney(most, currency)} can go back this way.`;
  } else if (minor % unit !== 0) {
    errors.amount = `Write a multiple of ${formatMoney(unit, currency)}.`;
  }
  return minor ?? 0;
}

const REFUSALS: Record<string, [field: string, message: string]> = {
  refund_too_big: ["amount", "Meanwhile less is left: somebody else refunded some of it."],
  amount_not_payable: [
    "amount",
    "The gateway does not take this amount. Write a whole one; by Airtel Money, all of the payment.",
  ],
  line_refunded: ["", "Meanwhile somebody else refunded some of these goods."],
  refund_not_available: ["way", "This account cannot send money back. See Settings, Payments."],
  payment_not_found: ["way", "Choose how the money goes back."],
  return_not_found: ["", "The return that this is for is not there. Open the order again."],
  idempotency_key_reused: ["", "This form was sent before with other values. Open it again."],
};

/**
 * Asks for a refund; null when it was taken, else what to say at which field. `sql` must be a
 * transaction of a member. Rejects with AF404 for those who may not give money back.
 */
export async function requestRefund(
  sql: Sql,
  { storeId, number }: { storeId: string; number: number },
  input: RefundInput,
): Promise<FormErrors | null> {
  const asked = {
    amount_minor: input.amountMinor,
    reason: input.reason,
    ...(input.paymentId ? { payment_id: input.paymentId } : { reference: input.reference }),
    lines: input.lines.map(({ orderItemId, quantity }) => ({
      order_item_id: orderItemId,
      quantity,
    })),
    is_restocked: input.isRestocked,
    ...(input.returnNumber && { return_number: input.returnNumber }),
  };
  const [row] = await sql<{ answer: { ok: boolean; code?: string } }[]>`
    select public.request_refund(${storeId}, ${number}, ${input.key}, ${
    sql.json(asked)
  }) as answer`;
  const { ok, code } = row!.answer;
  if (ok) return null;
  const [field, message] = REFUSALS[code ?? ""] ?? ["", "This could not be refunded."];
  return { [field]: message };
}
