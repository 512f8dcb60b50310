import type { Gateway } from "@/lib/enums.ts";
import { airtelSetup } from "./airtel/setup.ts";
import { flutterwaveSetup } from "./flutterwave/setup.ts";
import { mtnSetup } from "./mtn/setup.ts";
import { pesapalSetup } from "./pesapal/setup.ts";
import type { GatewaySetup } from "./setup.ts";

/** Gateways whose account is a list of keys and choices; the others have a page of their own. */
const SETUPS: Partial<Record<Gateway, GatewaySetup>> = {
  mtn: mtnSetup,
  airtel: airtelSetup,
  flutterwave: flutterwaveSetup,
  pesapal: pesapalSetup,
};

/** Null for a gateway whose account is set up on a page of its own. */
export function setupOf(gateway: Gateway): GatewaySetup | null {
  return SETUPS[gateway] ?? null;
}
