import { z } from "zod";
import { decodeCart, normalizeCode } from "@/lib/carts/mod.ts";
import { type Gateway, GATEWAYS, HAND_WAYS, type Way } from "@/lib/enums.ts";
import { errors } from "@/lib/i18n/en/errors.ts";
import { isHandWay, methodOf } from "@/lib/payments/methods.ts";
import { canPrompt } from "@/lib/payments/prompts.ts";
import { isCountry, parsePhone } from "@/lib/phone.ts";
import { pinField } from "@/lib/shoppers/mod.ts";
import { placeIn } from "./places.ts";

/** A form as it arrives: strings, or lists of them where a name was sent twice. */
type Sent = Record<string, unknown>;

const text = (max: number, tooLong: string) => z.string().trim().max(max, { error: tooLong });
const needed = (max: number, missing: string, tooLong: string) =>
  text(max, tooLong).min(1, { error: missing });

const typedPhone = z.object({ country: z.string(), text: z.string() });

/** A number of the chosen country as E.164; null when it cannot be one. */
function toNumber({ country, text }: z.output<typeof typedPhone>): string | null {
  return isCountry(country) ? parsePhone(text, country) : null;
}

const phone = typedPhone.transform((typed, ctx) => {
  const number = toNumber(typed);
  if (number === null) {
    ctx.addIssue({ code: "custom", message: errors.phone });
  }
  return number ?? "";
});

const optionalPhone = typedPhone.transform((typed, ctx) => {
  const number = typed.text.trim() === "" ? "" : toNumber(typed);
  if (number === null) {
    ctx.addIssue({ code: "custom", message: errors.optionalPhone });
  }
  return number ?? "";
});

const WAYS = [...GATEWAYS, ...HAND_WAYS] as const;

/**
 * Prompts go to numbers of some countries only; a page takes any. The shopper's own number, where it
 * pays, is checked above.
 */
const payer = typedPhone.extend({ isOwn: z.boolean(), way: z.enum(WAYS) }).transform(
  (typed, ctx) => {
    const number = toNumber(typed);
    if (number === null && !typed.isOwn) {
      ctx.addIssue({ code: "custom", message: errors.anyPhone });
    } else if (number !== null && !canPay(typed.way, number)) {
      const message = typed.way === "mpesa" ? errors.kenyanPhone : errors.promptPhone;
      ctx.addIssue({ code: "custom", message });
    }
    return number ?? "";
  },
);

function canPay(way: Way, phone: string): boolean {
  return !isPrompting(way) || canPrompt(way, phone);
}

function isPrompting(way: Way): way is Gateway {
  return !isHandWay(way) && methodOf(way).kind === "prompt";
}

const common = z.object({
  /** Minted with the form: the same form sent twice is one order. */
  key: z.string().regex(/^[\w-]{8,128}$/),
  lines: z.string().transform((cart) => decodeCart(cart).lines),
  /** What the page said it costs; null while that depended on the area. */
  shownTotalMinor: z.string().regex(/^\d{0,15}$/).transform((t) => (t === "" ? null : Number(t))),
  /** Whether a deposit is paid now and the rest until a day, as the page said both. */
  isInParts: z.boolean(),
  shownDepositMinor: z.string().regex(/^\d{0,15}$/).transform((t) => (t === "" ? null : Number(t))),
  shownLastDay: z.string().regex(/^(2\d{3}-(0[1-9]|1[0-2])-(0[1-9]|[12]\d|3[01]))?$/),
  /** By a gateway or by hand; null for what the shop offers first. */
  gateway: z.union([z.literal(""), z.enum(WAYS)], { error: errors.chooseMethod })
    .transform((name) => name || null),
  /** A code, in capitals; empty without one. */
  discount: z.string().max(40, errors.tooLong).overwrite(normalizeCode),
  name: needed(120, errors.name, errors.nameLong)
    .overwrite((name) => name.replace(/\s+/g, " ")),
  phone,
  payerPhone: payer,
  secondPhone: optionalPhone,
  email: z.union([z.literal(""), z.email(errors.email).max(254, errors.email)]),
  note: text(500, errors.noteLong),
  wantsNews: z.boolean(),
  /** Everything as it was typed, to show it again. */
  typed: z.record(z.string(), z.string()),
});

const delivery = common.extend({
  method: z.literal("delivery"),
  area: needed(120, errors.area, errors.area),
  landmark: needed(160, errors.landmark, errors.landmarkLong),
  directions: text(500, errors.directionsLong),
  pin: pinField,
});
const pickup = common.extend({
  method: z.literal("pickup"),
  /** Empty where there is nothing to choose. */
  pickupPoint: z.union([z.literal(""), z.uuid()], errors.choosePoint),
});
/** Of files only: nothing to bring. */
const download = common.extend({ method: z.literal("download") });

/** The checkout form. Every problem is reported at its field, all at once. */
export const CheckoutForm = z.preprocess(
  arrange,
  z.discriminatedUnion("method", [delivery, pickup, download], {
    error: errors.method,
  }),
);

export type CheckoutInput = z.output<typeof CheckoutForm>;

/** Puts each phone beside its country, and the shopper's own number where no other one pays. */
function arrange(form: unknown) {
  const sent = form as Sent;
  const read = (name: string) => (typeof sent[name] === "string" ? sent[name] : "");
  const place = placeIn(read);
  const way = z.enum(WAYS).catch("mpesa").parse(sent.gateway);
  // A page of a gateway's asks for itself what it needs.
  const payerPhone = isPrompting(way) ? read("payerPhone").trim() : "";
  const phoneOf = (text: string) => ({ country: read("country"), text });
  return {
    key: read("key"),
    lines: read("cart"),
    shownTotalMinor: read("shownTotal"),
    isInParts: read("parts") === "1",
    shownDepositMinor: read("shownDeposit"),
    shownLastDay: read("shownLastDay"),
    name: read("name"),
    phone: phoneOf(read("phone")),
    payerPhone: {
      ...phoneOf(payerPhone || read("phone")),
      isOwn: payerPhone === "",
      way,
    },
    gateway: read("gateway"),
    discount: read("discount"),
    secondPhone: phoneOf(place.secondPhone),
    email: read("email").trim(),
    note: read("note"),
    wantsNews: read("wantsNews") === "1",
    method: read("method"),
    area: place.area,
    landmark: place.landmark,
    directions: place.directions,
    pin: place.pin,
    pickupPoint: read("pickupPoint"),
    typed: Object.fromEntries(Object.keys(sent).map((name) => [name, read(name)])),
  };
}
