import { SMS_LOGIN } from "./addresses.ts";
import { startAfricasTalking } from "./africastalking/mod.ts";
import { startDaraja } from "./daraja/mod.ts";
import { startMailbox } from "./mailbox/mod.ts";
import { startPaystack } from "./paystack/mod.ts";
import type { Ports } from "./ports.ts";

/** Starts the local mail server, SMS gateway, M-Pesa and Paystack. Each stop is handed to `scope`. */
export async function startStandIns(
  { dataDir, ports }: { dataDir: string; ports: Ports },
  scope: AsyncDisposableStack,
): Promise<void> {
  const mailbox = await startMailbox({ dataDir, port: ports.mailbox, smtpPort: ports.smtp });
  scope.defer(() => mailbox.stop());
  const sms = await startAfricasTalking({ mailbox, port: ports.africasTalking, ...SMS_LOGIN });
  scope.defer(() => sms.stop());
  const daraja = await startDaraja({ dataDir, port: ports.daraja });
  scope.defer(() => daraja.stop());
  const paystack = await startPaystack({ dataDir, port: ports.paystack });
  scope.defer(() => paystack.stop());
}
