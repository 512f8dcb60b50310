import { type Gateway, GATEWAYS, HAND_WAYS, type HandWay, type Way } from "@/lib/enums.ts";
import type { Currency } from "@/lib/money.ts";
import type { Country } from "@/lib/phone.ts";

/** A way to pay, as people meet it. Runs in browsers too. */
export interface Method {
  gateway: Gateway;
  /** What people call it. */
  title: string;
  /** What happens when one chooses it. */
  detail: string;
  /** A prompt on a phone, or a page of the gateway's. */
  kind: "prompt" | "page";
  currencies: readonly Currency[];
  /** Where the numbers are that it prompts for money of a currency; pages ask for themselves. */
  prompts: Partial<Record<Currency, Country>>;
  /** Whether money goes back by it: when_set_up needs keys of their own. */
  refunds: "never" | "always" | "when_set_up";
  /** Whether it says what it keeps of a payment. */
  tellsFees: boolean;
}

const PROMPT = {
  kind: "prompt",
  detail: "We send a prompt to your phone. Enter your PIN there.",
} as const;

/** A way to pay that no gateway knows of: money goes from hand to hand, or to the shop's own account. */
export interface HandMethod {
  handWay: HandWay;
  kind: "hand";
}

/** The database knows the same of each in `private.gateways`. */
const METHODS: Record<Gateway, Method> = {
  mpesa: {
    gateway: "mpesa",
    title: "M-Pesa",
    ...PROMPT,
    currencies: ["KES"],
    prompts: { KES: "KE" },
    refunds: "when_set_up",
    tellsFees: false,
  },
  mtn: {
    gateway: "mtn",
    title: "MTN MoMo",
    ...PROMPT,
    currencies: ["UGX", "GHS", "RWF", "XOF", "ZAR", "NGN"],
    prompts: { UGX: "UG", GHS: "GH", RWF: "RW", XOF: "CI", ZAR: "ZA", NGN: "NG" },
    refunds: "when_set_up",
    tellsFees: false,
  },
  airtel: {
    gateway: "airtel",
    title: "Airtel Money",
    ...PROMPT,
    currencies: ["KES", "UGX", "TZS", "RWF"],
    prompts: { KES: "KE", UGX: "UG", TZS: "TZ", RWF: "RW" },
    refunds: "always",
    tellsFees: false,
  },
  paystack: {
    gateway: "paystack",
    title: "Card or bank",
    detail: "You go on to a safe page of Paystack, then come back here.",
    kind: "page",
    currencies: ["NGN", "GHS", "ZAR", "KES", "USD", "XOF"],
    prompts: {},
    refunds: "always",
    tellsFees: true,
  },
  flutterwave: {
    gateway: "flutterwave",
    title: "Card or mobile money",
    detail: "You go on to a safe page of Flutterwave, then come back here.",
    kind: "page",
    currencies: ["KES", "NGN", "GHS", "ZAR", "UGX", "TZS", "RWF", "XOF", "USD"],
    prompts: {},
    refunds: "always",
    tellsFees: true,
  },
  pesapal: {
    gateway: "pesapal",
    title: "Card or mobile money",
    detail: "You go on to a safe page of Pesapal, then come back here.",
    kind: "page",
    currencies: ["KES", "UGX", "TZS", "RWF", "USD"],
    prompts: {},
    refunds: "never",
    tellsFees: false,
  },
};

const GATEWAY_NAMES: Record<Gateway, string> = {
  mpesa: "M-Pesa",
  mtn: "MTN MoMo",
  airtel: "Airtel Money",
  paystack: "Paystack",
  flutterwave: "Flutterwave",
  pesapal: "Pesapal",
};

/** What the company behind a way to pay is called. */
export function gatewayName(gateway: Gateway): string {
  return GATEWAY_NAMES[gateway];
}

export function methodOf(gateway: Gateway): Method {
  return METHODS[gateway];
}

export function isHandWay(way: Way): way is HandWay {
  return HAND_WAYS.some((known) => known === way);
}

/** What a form calls it. */
export function wayOf(method: Method | HandMethod): Way {
  return method.kind === "hand" ? method.handWay : method.gateway;
}

/** What a shop offers: by gateways that take its currency, the most used first, then by hand. */
export function waysToPay(ways: readonly Way[], currency: Currency): (Method | HandMethod)[] {
  const gateways = ways.filter((way) => !isHandWay(way));
  const byHand = HAND_WAYS.filter((way) => ways.includes(way));
  return [
    ...methodsOf(gateways, currency),
    ...byHand.map((handWay): HandMethod => ({ handWay, kind: "hand" })),
  ];
}

/** Those of a shop's gateways that take its currency, the most used first. */
export function methodsOf(gateways: readonly Gateway[], currency: Currency): Method[] {
  return GATEWAYS.filter((name) => gateways.includes(name))
    .map(methodOf)
    .filter(({ currencies }) => currencies.includes(currency));
}
