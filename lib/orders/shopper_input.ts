import { z } from "zod";
import { GATEWAYS, HAND_WAYS } from "@/lib/enums.ts";
import { errors } from "@/lib/i18n/en/errors.ts";
import { isHandWay, methodOf } from "@/lib/payments/methods.ts";
import { canPrompt } from "@/lib/payments/prompts.ts";
import { isCountry, parsePhone } from "@/lib/phone.ts";
import { partFields } from "./amounts.ts";

const E164 = /^\+[1-9]\d{6,14}$/;

/**
 * Asks for another try: by the same way to pay unless it names one. Prompts go to numbers of some
 * countries, written as at home in the one that is sent along; a page of a gateway's asks for itself
 * what it needs, so its number is passed on as it is. What is paid by hand needs none. `typed` is what to
 * show again.
 */
export const RetryForm = z.object({
  gateway: z.union([z.literal(""), z.enum(GATEWAYS), z.enum(HAND_WAYS)]).default("")
    .transform((name) => name || null),
  phone: z.string().default(""),
  country: z.string().refine(isCountry).catch("KE"),
  amount: z.string().default(""),
  currency: z.string().default(""),
}).transform(({ gateway, phone, country, ...part }, ctx) => {
  const typed: Record<string, string> = { gateway: gateway ?? "", phone, amount: part.amount };
  if (gateway !== null && isHandWay(gateway)) {
    return { handWay: gateway, gateway: null, phone, amountMinor: null, typed };
  }
  const amount = partFields.safeParse(part);
  if (!amount.success) ctx.issues.push(...amount.error.issues as never[]);
  const isPage = gateway !== null && methodOf(gateway).kind === "page";
  const number = isPage && E164.test(phone) ? phone : parsePhone(phone, country);
  const prompting = gateway ?? "mpesa";
  if (number && (isPage || canPrompt(prompting, number))) {
    return { handWay: null, gateway, phone: number, amountMinor: amount.data ?? null, typed };
  }
  const message = prompting === "mpesa" ? errors.kenyanRetry : errors.promptPhone;
  ctx.addIssue({ code: "custom", path: ["phone"], message });
  return z.NEVER;
});

/** Asks somebody else to pay: from which phone, by which gateway, and how much. */
export const PayForm = z.object({
  gateway: z.enum(GATEWAYS, { error: errors.chooseMethod }),
  phone: z.string().default(""),
  country: z.string().refine(isCountry).catch("KE"),
  amount: z.string().default(""),
  currency: z.string().default(""),
}).transform(({ gateway, phone, country, ...part }, ctx) => {
  const typed: Record<string, string> = { gateway, phone, amount: part.amount };
  const amount = partFields.safeParse(part);
  if (!amount.success) ctx.issues.push(...amount.error.issues as never[]);
  const number = parsePhone(phone, country);
  if (number && (methodOf(gateway).kind === "page" || canPrompt(gateway, number))) {
    return { gateway, phone: number, amountMinor: amount.data ?? null, typed };
  }
  const message = !number
    ? errors.anyPhone
    : gateway === "mpesa"
    ? errors.kenyanRetry
    : errors.promptPhone;
  ctx.addIssue({ code: "custom", path: ["phone"], message });
  return z.NEVER;
});
