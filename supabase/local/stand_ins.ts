import { type Gateway, GATEWAYS } from "@/lib/enums.ts";
import { SMS_LOGIN } from "./addresses.ts";
import { startAirtel } from "./airtel/mod.ts";
import { startAfricasTalking } from "./africastalking/mod.ts";
import { startDaraja } from "./daraja/mod.ts";
import { startFlutterwave } from "./flutterwave/mod.ts";
import type { LocalServer } from "./local_server.ts";
import { startMailbox } from "./mailbox/mod.ts";
import { startMtn } from "./mtn/mod.ts";
import { startPaystack } from "./paystack/mod.ts";
import { startPesapal } from "./pesapal/mod.ts";
import type { Ports } from "./ports.ts";

type Start = (options: { dataDir: string; port: number }) => Promise<LocalServer>;

/** What stands in for each gateway. */
const GATEWAY_STAND_INS: Record<Gateway, Start> = {
  mpesa: startDaraja,
  mtn: startMtn,
  airtel: startAirtel,
  paystack: startPaystack,
  flutterwave: startFlutterwave,
  pesapal: startPesapal,
};

/** Starts the local mail server, SMS gateway and payment gateways. Each stop is handed to `scope`. */
export async function startStandIns(
  { dataDir, ports }: { dataDir: string; ports: Ports },
  scope: AsyncDisposableStack,
): Promise<void> {
  const mailbox = await startMailbox({ dataDir, port: ports.mailbox, smtpPort: ports.smtp });
  scope.defer(() => mailbox.stop());
  const sms = await startAfricasTalking({ mailbox, port: ports.africasTalking, ...SMS_LOGIN });
  scope.defer(() => sms.stop());
  for (const gateway of GATEWAYS) {
    const server = await GATEWAY_STAND_INS[gateway]({ dataDir, port: ports[gateway] });
    scope.defer(() => server.stop());
  }
}
