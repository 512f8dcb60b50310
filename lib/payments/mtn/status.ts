import type { Outcome } from "../gateway.ts";
import { asObject, asText, type Json } from "../json.ts";

/** What a request to pay has come to, without the money; null for what names no status. */
export function readStatus(json: Json): Outcome | null {
  const status = asText(json.status, 60);
  if (!status) return null;
  const reason = readReason(json.reason);
  switch (status) {
    case "SUCCESSFUL":
      return { state: "succeeded", code: status, text: "", isKnown: true };
    case "FAILED":
      return { state: "failed", code: reason.code || status, text: reason.text, isKnown: true };
    case "PENDING":
      return { state: "pending", code: status, text: "", isKnown: true };
    default:
      return { state: "pending", code: status, text: reason.text, isKnown: false };
  }
}

/** A code alone, or a code with a sentence. */
function readReason(reason: unknown): { code: string; text: string } {
  const code = asText(reason, 60) ?? asText(asObject(reason)?.code, 60) ?? "";
  return { code, text: asText(asObject(reason)?.message, 300) ?? "" };
}
