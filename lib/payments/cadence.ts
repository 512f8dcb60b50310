import type { Gateway } from "@/lib/enums.ts";
import type { Method } from "./methods.ts";

/** After this most prompts are answered or gone: M-Pesa's own window is about a minute. */
const WINDOW_S = 180;

/** MTN lets five minutes pass before it calls a prompt expired. */
const LONG_WINDOW_S = 360;

/** After this nobody answers a prompt of this gateway any more. */
export function windowOf(gateway: Gateway): number {
  return gateway === "mtn" ? LONG_WINDOW_S : WINDOW_S;
}

/**
 * For how long the gateway is asked about an attempt that it gave no final answer about. A page may be
 * paid days after it was opened, and Paystack repeats a webhook for 72 hours.
 */
export const PATIENCE_S: Record<Method["kind"], number> = {
  prompt: 24 * 3600,
  page: 72 * 3600,
};

/** A payment prompt that comes later than this finds nobody waiting for it, so it is not sent. */
export const SUBMIT_WITHIN_S = 300;

/** How long a gateway that is too busy is tried again, and how soon. */
export const BUSY_PATIENCE_S = 120;
export const BUSY_PAUSE_S = 8;

/** Seconds to the next question about an attempt of this age: often while somebody waits, then seldom. */
export function nextQuestionInS(ageS: number): number {
  if (ageS < WINDOW_S) return 10;
  if (ageS < 15 * 60) return 30;
  if (ageS < 3600) return 300;
  return 1800;
}

/** Seconds to the next question about a refund of this age. */
export function nextRefundQuestionInS(ageS: number): number {
  if (ageS < 300) return 30;
  if (ageS < 3600) return 300;
  return 1800;
}
