import { z } from "zod";
import { decodeCart } from "@/lib/carts/mod.ts";
import { GATEWAYS } from "@/lib/enums.ts";
import { methodOf } from "@/lib/payments/methods.ts";
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
    const message = "That does not look like a phone number. Try it as 0712 345 678.";
    ctx.addIssue({ code: "custom", message });
  }
  return number ?? "";
});

const optionalPhone = typedPhone.transform((typed, ctx) => {
  const number = typed.text.trim() === "" ? "" : toNumber(typed);
  if (number === null) {
    const message = "That does not look like a phone number. Leave it empty or correct it.";
    ctx.addIssue({ code: "custom", message });
  }
  return number ?? "";
});

/** M-Pesa prompts Kenyan numbers only. The shopper's own number, where it pays, is checked above. */
const payer = typedPhone.extend({ isOwn: z.boolean(), isPrompted: z.boolean() }).transform(
  (typed, ctx) => {
    const number = toNumber(typed);
    if (number === null && !typed.isOwn) {
      ctx.addIssue({ code: "custom", message: "That does not look like a phone number." });
    } else if (typed.isPrompted && number !== null && !number.startsWith("+254")) {
      ctx.addIssue({ code: "custom", message: "M-Pesa needs a Kenyan number. Which one pays?" });
    }
    return number ?? "";
  },
);

const WRONG_EMAIL = "That does not look like an email address. Leave it empty or correct it.";

const common = z.object({
  /** Minted with the form: the same form sent twice is one order. */
  key: z.string().regex(/^[\w-]{8,128}$/),
  lines: z.string().transform((cart) => decodeCart(cart).lines),
  /** What the page said it costs; null while that depended on the area. */
  shownTotalMinor: z.string().regex(/^\d{0,15}$/).transform((t) => (t === "" ? null : Number(t))),
  /** Null for what the shop offers first. */
  gateway: z.union([z.literal(""), z.enum(GATEWAYS)], { error: "Choose how to pay." })
    .transform((name) => name || null),
  name: needed(
    120,
    "Add your name, for the rider and the receipt.",
    "That is too long for a name.",
  ).overwrite((name) => name.replace(/\s+/g, " ")),
  phone,
  payerPhone: payer,
  secondPhone: optionalPhone,
  email: z.union([z.literal(""), z.email(WRONG_EMAIL).max(254, WRONG_EMAIL)]),
  note: text(500, "Keep the note under 500 characters."),
  wantsNews: z.boolean(),
  /** Everything as it was typed, to show it again. */
  typed: z.record(z.string(), z.string()),
});

const CHOOSE_AREA = "Choose your area, so we know what delivery costs.";

const delivery = common.extend({
  method: z.literal("delivery"),
  area: needed(120, CHOOSE_AREA, CHOOSE_AREA),
  landmark: needed(
    160,
    "Add a landmark so the rider can find you.",
    "Keep the landmark under 160 characters. The rest goes under How to reach you.",
  ),
  directions: text(500, "Keep this under 500 characters."),
  pin: pinField,
});
const pickup = common.extend({
  method: z.literal("pickup"),
  /** Empty where there is nothing to choose. */
  pickupPoint: z.union([z.literal(""), z.uuid()], "Choose where you pick it up."),
});
/** Of files only: nothing to bring. */
const download = common.extend({ method: z.literal("download") });

/** The checkout form. Every problem is reported at its field, all at once. */
export const CheckoutForm = z.preprocess(
  arrange,
  z.discriminatedUnion("method", [delivery, pickup, download], {
    error: "Choose delivery or pick up.",
  }),
);

export type CheckoutInput = z.output<typeof CheckoutForm>;

/** Puts each phone beside its country, and the shopper's own number where no other one pays. */
function arrange(form: unknown) {
  const sent = form as Sent;
  const read = (name: string) => (typeof sent[name] === "string" ? sent[name] : "");
  const place = placeIn(read);
  const gateway = z.enum(GATEWAYS).safeParse(sent.gateway);
  // A page of a gateway's asks for itself what it needs.
  const isPrompted = !gateway.success || methodOf(gateway.data).kind === "prompt";
  const payerPhone = isPrompted ? read("payerPhone").trim() : "";
  const phoneOf = (text: string) => ({ country: read("country"), text });
  return {
    key: read("key"),
    lines: read("cart"),
    shownTotalMinor: read("shownTotal"),
    name: read("name"),
    phone: phoneOf(read("phone")),
    payerPhone: {
      ...phoneOf(payerPhone || read("phone")),
      isOwn: payerPhone === "",
      isPrompted,
    },
    gateway: read("gateway"),
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
