import { z } from "zod";
import type { Sql } from "@/lib/db/mod.ts";
import type { FormErrors } from "@/lib/http/mod.ts";
import { HAND_WAYS } from "@/lib/enums.ts";
import { type Currency, parseMinor } from "@/lib/money.ts";

/** The form that notes money which a buyer gave to the shop itself. */
export const HandPaymentForm = z.object({
  key: z.string().regex(/^[\w-]{8,128}$/, "This form cannot be read. Open it again."),
  amount: z.string().trim().max(20, "Write an amount, such as 500."),
  handWay: z.enum(HAND_WAYS, "Choose one.").optional(),
  reference: z.string().trim().min(1, "Say how: cash, or the code of the transfer.")
    .max(80, "That is too long."),
});
export type HandPaymentForm = z.output<typeof HandPaymentForm>;

const REFUSALS: Record<string, [field: string, message: string]> = {
  amount_too_big: ["amount", "That is more than is left to pay."],
  already_paid: ["", "This order is paid by now."],
  order_cancelled: ["", "This order is cancelled."],
  idempotency_key_reused: ["", "This form was sent before with other values. Open it again."],
};

/** Notes it; null when it was taken, else what to say at which field. Rejects with AF404 for strangers. */
export async function recordHandPayment(
  sql: Sql,
  { storeId, number, currency }: { storeId: string; number: number; currency: Currency },
  { key, amount, handWay, reference }: HandPaymentForm,
): Promise<FormErrors | null> {
  const amountMinor = parseMinor(amount, currency);
  if (!amountMinor) return { amount: "Write an amount, such as 500." };
  const [row] = await sql<{ answer: { ok: boolean; code?: string } }[]>`
    select public.record_hand_payment(${storeId}, ${number}, ${key},
      ${
    sql.json({ amount_minor: amountMinor, reference, ...(handWay && { hand_way: handWay }) })
  }) as answer`;
  const { ok, code } = row!.answer;
  if (ok) return null;
  const [field, message] = REFUSALS[code ?? ""] ?? ["", "This could not be noted."];
  return { [field]: message };
}
