import { z } from "zod";
import { GATEWAYS, HAND_WAYS } from "@/lib/enums.ts";
import { errors } from "@/lib/i18n/en/errors.ts";
import { isHandWay, methodOf } from "@/lib/payments/methods.ts";
import { canPrompt } from "@/lib/payments/prompts.ts";
import { isCountry, parsePhone } from "@/lib/phone.ts";

const E164 = /^\+[1-9]\d{6,14}$/;

/**
 * Asks for another try: by the same way to pay unless it names one. Prompts go to numbers of some
 * countries, written as at home in the one that is sent along; a page of a gateway's asks for itself
 * what it needs, so its number is passed on as it is. What is paid by hand needs none.
 */
export const RetryForm = z.object({
  gateway: z.union([z.literal(""), z.enum(GATEWAYS), z.enum(HAND_WAYS)]).default("")
    .transform((name) => name || null),
  phone: z.string().default(""),
  country: z.string().refine(isCountry).catch("KE"),
}).transform(({ gateway, phone, country }, ctx) => {
  if (gateway !== null && isHandWay(gateway)) return { handWay: gateway, gateway: null, phone };
  const isPage = gateway !== null && methodOf(gateway).kind === "page";
  const number = isPage && E164.test(phone) ? phone : parsePhone(phone, country);
  const prompting = gateway ?? "mpesa";
  if (number && (isPage || canPrompt(prompting, number))) {
    return { handWay: null, gateway, phone: number };
  }
  const message = prompting === "mpesa" ? errors.kenyanRetry : errors.promptPhone;
  ctx.addIssue({ code: "custom", path: ["phone"], message });
  return z.NEVER;
});
