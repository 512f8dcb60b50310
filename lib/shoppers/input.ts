import { z } from "zod";
import { isCountry, parsePhone } from "@/lib/phone.ts";
import { parsePin } from "@/lib/pin.ts";

const ticket = z.string().regex(/^[\w-]{16,64}$/);
const e164 = z.string().regex(/^\+[1-9]\d{6,14}$/);

/** "KK-1048" or "1048"; empty where nobody asks for one order. */
const orderNumber = z.string().default("").transform((text, ctx) => {
  if (text.trim() === "") return null;
  const found = /^(?:[A-Za-z0-9]{1,8}-)?([1-9]\d{0,8})$/.exec(text.trim());
  if (!found) {
    ctx.addIssue({ code: "custom", message: "An order number looks like KK-1048." });
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
    const message = "That does not look like a phone number. Try it as 0712 345 678.";
    ctx.addIssue({ code: "custom", path: ["phone"], message });
    return z.NEVER;
  }
  return { ticket, order, phone: number };
});

/** People type codes with spaces, as they read them. */
const typedCode = z.string().default("").transform((text, ctx) => {
  const digits = text.replace(/[\s-]/g, "");
  if (!/^\d{6}$/.test(digits)) {
    ctx.addIssue({ code: "custom", message: "The code has six digits. It is in the SMS." });
    return z.NEVER;
  }
  return digits;
});

export const CodeForm = z.object({ ticket, phone: e164, order: orderNumber, code: typedCode });

const WRONG_EMAIL = "That does not look like an email address. Leave it empty or correct it.";
const name = z.string().trim().overwrite((text) => text.replace(/\s+/g, " "))
  .max(120, "That is too long for a name.");

export const ProfileForm = z.object({
  name: name.min(1, "Add your name, for the rider and the receipt."),
  email: z.string().trim().pipe(
    z.union([z.literal(""), z.email(WRONG_EMAIL).max(254, WRONG_EMAIL)], { error: WRONG_EMAIL }),
  ),
  wantsNews: z.literal("1").optional().transform((ticked) => ticked === "1"),
});
export type ProfileInput = z.output<typeof ProfileForm>;

/** A pin that may stay empty. */
export const pinField = z.string().default("").transform((text, ctx) => {
  const pin = text.trim() === "" ? null : parsePin(text);
  if (pin === null && text.trim() !== "") {
    const message =
      "That is no place on a map. Type it as -1.2921, 36.8219, paste a map link, or leave it empty.";
    ctx.addIssue({ code: "custom", message });
  }
  return pin;
});

/** An address; `country` is that of the shop, for how the second phone is written. */
export const AddressForm = z.object({
  name: name.default(""),
  area: z.string().trim().min(1, "Choose your area.").max(120, "Choose your area."),
  landmark: z.string().trim().min(1, "Add a landmark so the rider can find you.")
    .max(160, "Keep the landmark under 160 characters. The rest goes under How to reach you.")
    .overwrite((text) => text.replace(/\s+/g, " ")),
  directions: z.string().max(500, "Keep this under 500 characters.").default(""),
  country: z.string().default(""),
  secondPhone: z.string().default(""),
  pin: pinField,
  isDefault: z.literal("1").optional().transform((ticked) => ticked === "1"),
}).transform(({ country, secondPhone, ...address }, ctx) => {
  const typed = secondPhone.trim();
  const number = typed === "" ? "" : isCountry(country) ? parsePhone(typed, country) : null;
  if (number === null) {
    const message = "That does not look like a phone number. Leave it empty or correct it.";
    ctx.addIssue({ code: "custom", path: ["secondPhone"], message });
    return z.NEVER;
  }
  return { ...address, secondPhone: number };
});
export type AddressInput = z.output<typeof AddressForm>;
