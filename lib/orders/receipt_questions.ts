import { z } from "zod";
import type { Sql } from "@/lib/db/mod.ts";
import type { ArrivalState } from "./arrivals.ts";

/** A payment that M-Pesa was asked about by its code. */
export interface ReceiptQuestion {
  receipt: string;
  state: "asking" | "found" | "not_found" | "unanswered";
  /** What M-Pesa says where there is no such money. */
  code: string | null;
  text: string | null;
  askedAt: Date;
  /** Where the money is, once it was found. */
  arrivalId: string | null;
  arrivalState: ArrivalState | null;
  orderNumber: number | null;
}

export interface ReceiptQuestions {
  /** There are keys to ask with. */
  canAsk: boolean;
  /** The last ones, newest first. */
  questions: ReceiptQuestion[];
}

interface Row {
  receipt: string;
  state: ReceiptQuestion["state"];
  code: string | null;
  text: string | null;
  asked_at: string;
  arrival_id: string | null;
  arrival_state: ArrivalState | null;
  order_number: number | null;
}

/** Null for a shop without M-Pesa. AF404 for those who do not see payments. */
export async function listReceiptQuestions(
  sql: Sql,
  storeId: string,
): Promise<ReceiptQuestions | null> {
  const [row] = await sql<{ told: { can_ask: boolean; questions: Row[] } | null }[]>`
    select public.list_receipt_questions(${storeId}) as told`;
  const told = row!.told;
  if (!told) return null;
  const questions = told.questions.map((one) => ({
    receipt: one.receipt,
    state: one.state,
    code: one.code,
    text: one.text,
    askedAt: new Date(one.asked_at),
    arrivalId: one.arrival_id,
    arrivalState: one.arrival_state,
    orderNumber: one.order_number,
  }));
  return { canAsk: told.can_ask, questions };
}

/** A code as a buyer shows it: ten letters and digits, mostly. */
export const ReceiptForm = z.object({
  receipt: z.string().trim().toUpperCase().transform((text) => text.replaceAll(/\s/g, ""))
    .refine((text) => /^[A-Z0-9]{8,12}$/.test(text), "An M-Pesa code looks like TJ45XAB12C."),
});

export type ReceiptAsked =
  | { kind: "asked" }
  /** It is known, and this is where it is. */
  | { kind: "booked"; orderNumber: number }
  | { kind: "arrived"; arrivalId: string }
  | { kind: "refused"; error: string };

const REFUSALS: Record<string, string> = {
  cannot_ask_mpesa: "M-Pesa needs keys to be asked with. See Settings, Payments.",
  too_many_receipts: "That is 30 codes in an hour. Try again later.",
};

/** Has M-Pesa asked, unless that money is known. AF404 for strangers. */
export async function askAboutReceipt(
  sql: Sql,
  storeId: string,
  receipt: string,
): Promise<ReceiptAsked> {
  const [row] = await sql<{
    answer: { ok: boolean; code?: string; order_number?: number; arrival_id?: string };
  }[]>`select public.ask_about_receipt(${storeId}, ${receipt}) as answer`;
  const { ok, code, order_number, arrival_id } = row!.answer;
  if (ok) return { kind: "asked" };
  if (order_number) return { kind: "booked", orderNumber: order_number };
  if (arrival_id) return { kind: "arrived", arrivalId: arrival_id };
  return { kind: "refused", error: REFUSALS[code ?? ""] ?? "This could not be done." };
}

/** What became of a question, in a sentence. */
export function receiptWords({ state, code, text, arrivalState }: ReceiptQuestion): string {
  switch (state) {
    case "asking":
      return "M-Pesa is being asked.";
    case "unanswered":
      return code && text ? `M-Pesa was not asked: ${text}` : "M-Pesa did not answer. Ask again.";
    case "not_found":
      return code === "not_ours"
        ? "That money went to another account."
        : `No money under this code. M-Pesa says: ${text || code}`;
    case "found":
      return arrivalState === "open" ? "Found, and waits here." : "Found.";
  }
}
