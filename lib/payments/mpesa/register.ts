import type { CheckAnswer } from "../gateway.ts";
import { TokenUnavailable } from "../tokens.ts";
import type { MpesaAccount } from "./account.ts";
import type { DarajaClient } from "./client.ts";
import { readResultCode } from "./result_codes.ts";

const TIMEOUT_MS = 15_000;

/**
 * Tells M-Pesa where to tell of payments by hand (C2B). Version 2 hides the middle of payers' numbers.
 * Payments are taken when the address does not answer in time: completed, not cancelled.
 */
export async function registerTill(
  client: DarajaClient,
  account: MpesaAccount,
  addresses: { confirmationUrl: string; validationUrl: string },
): Promise<CheckAnswer> {
  try {
    const { status, json } = await client.post(account, {
      path: "/mpesa/c2b/v2/registerurl",
      payload: {
        ShortCode: account.settings.short_code,
        ResponseType: "Completed",
        ConfirmationURL: addresses.confirmationUrl,
        ValidationURL: addresses.validationUrl,
      },
      timeoutMs: TIMEOUT_MS,
      about: { call: "register" },
    });
    if (status === 200 && readResultCode(json?.ResponseCode) === "0") return { ok: true };
    const isRefused = status >= 400 && status < 500 && status !== 429;
    return { ok: false, code: isRefused || status === 200 ? "refused" : "unreachable" };
  } catch (error) {
    if (!(error instanceof TokenUnavailable)) throw error;
    return { ok: false, code: error.isRefused ? "refused" : "unreachable" };
  }
}
