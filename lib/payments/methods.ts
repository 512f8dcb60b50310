import { type Gateway, GATEWAYS } from "@/lib/enums.ts";
import type { Currency } from "@/lib/money.ts";

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
  /** Whether money goes back by it: when_set_up needs keys of their own. */
  refunds: "never" | "always" | "when_set_up";
}

/** The database knows the same of each in `private.gateways`. */
const METHODS: Record<Gateway, Method> = {
  mpesa: {
    gateway: "mpesa",
    title: "M-Pesa",
    detail: "We send a prompt to your phone. Enter your PIN there.",
    kind: "prompt",
    currencies: ["KES"],
    refunds: "when_set_up",
  },
  paystack: {
    gateway: "paystack",
    title: "Card or bank",
    detail: "You go on to a safe page of Paystack, then come back here.",
    kind: "page",
    currencies: ["NGN", "GHS", "ZAR", "KES", "USD", "XOF"],
    refunds: "always",
  },
};

const GATEWAY_NAMES: Record<Gateway, string> = { mpesa: "M-Pesa", paystack: "Paystack" };

/** What the company behind a way to pay is called. */
export function gatewayName(gateway: Gateway): string {
  return GATEWAY_NAMES[gateway];
}

export function methodOf(gateway: Gateway): Method {
  return METHODS[gateway];
}

/** Those of a shop's gateways that take its currency, the most used first. */
export function methodsOf(gateways: readonly Gateway[], currency: Currency): Method[] {
  return GATEWAYS.filter((name) => gateways.includes(name))
    .map(methodOf)
    .filter(({ currencies }) => currencies.includes(currency));
}
