/** What a call comes to that was not sent for want of an access token. Each throws other errors on. */
import type { CheckAnswer, QueryAnswer } from "./gateway.ts";
import { TokenUnavailable } from "./tokens.ts";

export function submitUnsent(
  error: unknown,
): { kind: "refused" | "busy"; code: string; text: string } {
  const { isRefused, reply: { code, text } } = tokenUnavailable(error);
  return { kind: isRefused ? "refused" : "busy", code, text };
}

export function queryUnsent(error: unknown): Extract<QueryAnswer, { kind: "unanswered" }> {
  const { code, text } = tokenUnavailable(error).reply;
  return { kind: "unanswered", code, text };
}

export function checkUnsent(error: unknown): CheckAnswer {
  return { ok: false, code: tokenUnavailable(error).isRefused ? "refused" : "unreachable" };
}

function tokenUnavailable(error: unknown): TokenUnavailable {
  if (error instanceof TokenUnavailable) return error;
  throw error;
}
