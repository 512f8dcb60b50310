import { z } from "zod";
import { ok, refuse } from "@/lib/result.ts";
import type { Receipt, SendSms } from "./delivery.ts";

export interface AfricasTalkingOptions {
  /** `https://api.africastalking.com`, or the sandbox's host. */
  url: string;
  username: string;
  apiKey: string;
  /** Registered sender name or short code; null sends under the account's default. */
  sender: string | null;
}

const TIMEOUT_MS = 15_000;

const Answer = z.object({
  SMSMessageData: z.object({
    Message: z.string(),
    Recipients: z.array(z.object({
      statusCode: z.number(),
      status: z.string(),
      messageId: z.string(),
      cost: z.string().optional(),
    })),
  }),
});

/** 100 processed, 101 sent, 102 queued. */
const TAKEN = new Set([100, 101, 102]);

/** Reasons that lie with the number: invalid, of an unsupported kind, opted out, do not disturb. */
const REFUSED = new Set([403, 404, 406, 409]);

/**
 * Sends text messages through Africa's Talking, by the API of its public documentation. Throws for what
 * may work later, such as an empty account (405) or a gateway error (5xx). The API has no idempotency
 * key: when an answer is lost, the message may go out twice.
 */
export function createAfricasTalkingSender(options: AfricasTalkingOptions): SendSms {
  const { url, username, apiKey, sender } = options;
  return async ({ to, text }, signal) => {
    const form = new URLSearchParams({ username, to, message: text });
    if (sender) form.set("from", sender);
    const response = await fetch(`${url}/version1/messaging`, {
      method: "POST",
      headers: { apiKey, accept: "application/json" },
      body: form,
      signal: AbortSignal.any([signal, AbortSignal.timeout(TIMEOUT_MS)]),
    });
    const body = await response.text();
    if (!response.ok) throw unexpected(`answered ${response.status}`, body);
    return readAnswer(body);
  };
}

function readAnswer(body: string) {
  const answer = Answer.safeParse(parseJson(body));
  if (!answer.success) throw unexpected("answered something else than expected", body);
  const { Message, Recipients: [recipient] } = answer.data.SMSMessageData;
  // A fault of the whole request, such as InvalidSenderId, comes without recipients.
  if (!recipient) throw unexpected("took no recipient", Message);
  const { cost, messageId, status, statusCode } = recipient;
  if (TAKEN.has(statusCode)) return ok({ ref: messageId, cost: readCost(cost) });
  if (REFUSED.has(statusCode)) return refuse("refused" as const, `${statusCode} ${status}`);
  throw unexpected("did not send", `${statusCode} ${status}`);
}

/** "KES 0.8000", in millionths; undefined for anything else: what it cost delays no message. */
function readCost(text = ""): Receipt["cost"] {
  const [, currency, whole, part = ""] = /^([A-Z]{3}) (\d{1,6})(?:\.(\d{1,6}))?$/.exec(text) ?? [];
  if (!currency) return undefined;
  return { currency, micros: Number(whole) * 1_000_000 + Number(part.padEnd(6, "0")) };
}

function parseJson(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return undefined;
  }
}

function unexpected(what: string, detail: string): Error {
  return new Error(`Africa's Talking ${what}: ${detail.slice(0, 200)}`);
}
