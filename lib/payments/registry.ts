import { type Gateway, GATEWAYS } from "@/lib/enums.ts";
import { airtel } from "./airtel/adapter.ts";
import { flutterwave } from "./flutterwave/adapter.ts";
import type { ConnectOptions, GatewayKind, Gateways } from "./gateway.ts";
import { mtn } from "./mtn/adapter.ts";
import { mpesa } from "./mpesa/adapter.ts";
import { paystack } from "./paystack/adapter.ts";
import { pesapal } from "./pesapal/adapter.ts";

/** Every gateway that there is. The worker and the edge functions know no others. */
export const REGISTRY: Record<Gateway, GatewayKind> = {
  mpesa,
  mtn,
  airtel,
  paystack,
  flutterwave,
  pesapal,
};

/** An adapter for each gateway. `urls` replace the gateways' own addresses. */
export function connectGateways(
  urls: Record<Gateway, string | null>,
  options: Omit<ConnectOptions, "baseUrl">,
): Gateways {
  const connected = GATEWAYS.map((name) => [
    name,
    REGISTRY[name].connect({ ...options, baseUrl: urls[name] }),
  ]);
  return Object.fromEntries(connected);
}
