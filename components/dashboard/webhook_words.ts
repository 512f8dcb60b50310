import type { Tone } from "@/components/Status.tsx";
import type { DeliveryState, WebhookEndpoint } from "@/lib/webhooks/mod.ts";

/** How an endpoint does, in one to three words. */
export function endpointState(endpoint: WebhookEndpoint): { tone: Tone; text: string } {
  if (!endpoint.isEnabled) return OFF[endpoint.disabledWhy ?? "by_hand"];
  if (endpoint.failingSince) return { tone: "warn", text: "Failing" };
  return endpoint.lastSuccessAt
    ? { tone: "ok", text: "Works" }
    : { tone: "plain", text: "Nothing sent yet" };
}

const OFF = {
  by_hand: { tone: "plain", text: "Switched off" },
  gone: { tone: "danger", text: "Off: it said gone" },
  failing: { tone: "danger", text: "Off: it kept failing" },
} as const;

export const DELIVERY_STATES: Record<DeliveryState, { tone: Tone; text: string }> = {
  succeeded: { tone: "ok", text: "Delivered" },
  pending: { tone: "info", text: "Under way" },
  failed: { tone: "danger", text: "Failed" },
};

/** What went wrong with a try, for who has to mend it. */
const ERRORS = new Map(Object.entries({
  timed_out: "No answer within 15 seconds",
  redirected: "It answered with a redirect, which we do not follow",
  answered_badly: "It did not answer with a status from 200 to 299",
  connection_refused: "Nothing listens there",
  connection_broken: "The connection broke",
  certificate_not_good: "Its certificate is not good for this name",
  name_not_found: "Its name leads nowhere",
  address_not_public: "Its name leads to an address that is not on the internet",
  not_https: "The address does not begin with https://",
  not_a_web_address: "The address is no web address",
  has_credentials: "The address has a name and password",
  secret_unreadable: "Its secret cannot be read any more. Make a new one",
  endpoint_off: "The endpoint was switched off",
}));

export function errorWords(error: string): string {
  return ERRORS.get(error) ?? "It did not come through";
}
