import { isCurrency } from "@/lib/money.ts";
import type { Account, Dispute, DisputeAnswer } from "../gateway.ts";
import { asObject, asText, type Json } from "../json.ts";
import { readSecretKey } from "./account.ts";
import { paystackAmounts } from "./amounts.ts";
import type { Call } from "./refunds.ts";
import type { Reply } from "./reply.ts";

const QUERY_TIMEOUT_MS = 10_000;

/** How a dispute stands, as Paystack says when asked. */
export async function queryDispute(
  send: (secretKey: string, call: Call) => Promise<Reply>,
  account: Account,
  disputeRef: string,
): Promise<DisputeAnswer> {
  const secretKey = readSecretKey(account);
  if (!secretKey) {
    return {
      kind: "unanswered",
      code: "not_configured",
      text: "The Paystack account is not complete",
    };
  }
  const { isDone, json, code, text } = await send(secretKey, {
    method: "GET",
    path: `/dispute/${disputeRef}`,
    timeoutMs: QUERY_TIMEOUT_MS,
    about: { call: "dispute", dispute: disputeRef },
  });
  const dispute = isDone ? readDispute(asObject(json?.data)) : null;
  return dispute?.ref === disputeRef
    ? { kind: "answered", dispute }
    : { kind: "unanswered", code: isDone ? "unreadable_answer" : code, text };
}

/** Null when it cannot be read. Without a decision that is documented it stays open. */
function readDispute(data: Json | null): Dispute | null {
  const ref = /^\d{1,20}$/.exec(String(data?.id))?.[0];
  const transaction = asObject(data?.transaction);
  const gatewayRef = asText(transaction?.reference, 120);
  const currency = asText(data?.currency ?? transaction?.currency, 3) ?? "";
  if (!data || !ref || !gatewayRef || !isCurrency(currency)) return null;
  const wire = data.refund_amount ?? transaction?.amount;
  const amountMinor = paystackAmounts.fromWire(wire, currency);
  if (amountMinor === null) return null;
  return { ref, gatewayRef, amountMinor, currency, state: stateOf(data) };
}

function stateOf({ status, resolution }: Json): Dispute["state"] {
  if (status !== "resolved") return "open";
  if (resolution === "declined") return "won";
  return resolution === "merchant-accepted" || resolution === "auto-accepted" ? "lost" : "open";
}
