import type { PaymentRequest } from "./gateway.ts";

/** The address of a payer for gateways that insist on one. Nobody reads mail under the made-up ones. */
export function emailOf({ email, phone, returnUrl }: PaymentRequest): string {
  return email ?? `${phone.slice(1)}@noemail.${new URL(returnUrl).hostname}`;
}
