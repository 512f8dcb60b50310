import { z } from "zod";
import { errors } from "@/lib/i18n/en/errors.ts";
import { isCountry, parsePhone } from "@/lib/phone.ts";
import { parsePin } from "@/lib/pin.ts";

const ticket = z.string().regex(/^[\w-]{16,64}$/);
const e164 = z.string().regex(/^\+[1-9]\d{6,14}$/);

/** "KK-1048" or "1048"; empty where nobody asks for one order. */
const orderNumber = z.string().default("").transform((text, ctx) => {
  if (text.trim() === "") return null;
  const found = /^(?:[A-Za-z0-9]{1,8}-)?([1-9]\d{0,8})$/.exec(text.trim());
  if (!found) {
    ctx.addIssue({ code: "custom", message: errors.orderNumber });
    return z.NEVER;
  }
  return Number(found[1]);
});

/** Asks for a code: a phone as people write it at home, and the order they look for. */
export const PhoneForm = z.object({
  ticket,
  country: z.string().default(""),
  phone: z.string().default(""),
  order: orderNumber,
}).transform(({ country, phone, ticket, order }, ctx) => {
  const number = isCountry(country) ? parsePhone(phone, country) : null;
  if (number === null) {
    ctx.addIssue({ code: "custom", path: ["phone"], message: errors.phone });
    return z.NEVER;
  }
  return { ticket, order, phone: number };
});

/** People type codes with spaces, as they read them. */
const typedCode = z.string().default("").transform((text, ctx) => {
  const digits = text.replace(/[\s-]/g, "");
  if (!/^\d{6}$/.test(digits)) {
    ctx.addIssue({ code: "custom", message: errors.code });
    return z.NEVER;
  }
  return digits;
});

export const CodeForm = z.object({ ticket, phone: e164, order: orderNumber, code: typedCode });

const name = z.string().trim().overwrite((text) => text.replace(/\s+/g, " "))
  .max(120, errors.nameLong);

export const ProfileForm = z.object({
  name: name.min(1, errors.name),
  email: z.string().trim().pipe(
    z.union([z.literal(""), z.email(errors.email).max(254, errors.email)], { error: errors.email }),
  ),
  wantsNews: z.literal("1").optional().transform((ticked) => ticked === "1"),
});
export type ProfileInput = z.output<typeof ProfileForm>;

/** A pin that may stay empty. */
export const pinField = z.string().default("").transform((text, ctx) => {
  const pin = text.trim() === "" ? null : parsePin(text);
  if (pin === null && text.trim() !== "") {
    ctx.addIssue({ code: "custom", message: errors.pin });
  }
  return pin;
});

/** An address; `country` is that of the shop, for how the second phone is written. */
export const AddressForm = z.object({
  name: name.default(""),
  area: z.string().trim().min(1, errors.chooseArea).max(120, errors.chooseArea),
  landmark: z.string().trim().min(1, errors.landmark)
    .max(160, errors.landmarkLong)
    .overwrite((text) => text.replace(/\s+/g, " ")),
  directions: z.string().max(500, errors.directionsLong).default(""),
  country: z.string().default(""),
  secondPhone: z.string().default(""),
  pin: pinField,
  isDefault: z.literal("1").optional().transform((ticked) => ticked === "1"),
}).transform(({ country, secondPhone, ...address }, ctx) => {
  const typed = secondPhone.trim();
  const number = typed === "" ? "" : isCountry(country) ? parsePhone(typed, country) : null;
  if (number === null) {
    ctx.addIssue({ code: "custom", path: ["secondPhone"], message: errors.optionalPhone });
    return z.NEVER;
  }
  return { ...address, secondPhone: number };
});
export type AddressInput = z.output<typeof AddressForm>;
