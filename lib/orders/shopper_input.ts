import { z } from "zod";
import { GATEWAYS } from "@/lib/enums.ts";
import { errors } from "@/lib/i18n/en/errors.ts";
import { methodOf } from "@/lib/payments/methods.ts";
import { parsePhone } from "@/lib/phone.ts";

const E164 = /^\+[1-9]\d{6,14}$/;

/**
 * Asks for another try: by the same way to pay unless it names one. M-Pesa prompts Kenyan numbers; a
 * page of a gateway's asks for itself what it needs, so its number is passed on as it is.
 */
export const RetryForm = z.object({
  gateway: z.union([z.literal(""), z.enum(GATEWAYS)]).default("").transform((name) => name || null),
  phone: z.string(),
}).transform(({ gateway, phone }, ctx) => {
  const isPage = gateway !== null && methodOf(gateway).kind === "page";
  const number = isPage && E164.test(phone) ? phone : parsePhone(phone, "KE");
  if (number && (isPage || number.startsWith("+254"))) return { gateway, phone: number };
  ctx.addIssue({ code: "custom", path: ["phone"], message: errors.kenyanRetry });
  return z.NEVER;
});
