import type { LocalAccount } from "../charges/model.ts";
import { lastTry } from "../charges/model.ts";
import type { Network } from "../charges/network.ts";
import { readBody, wrongField } from "../charges/protocol.ts";
import { openRefund, refundsOf } from "../charges/refunds.ts";
import { failure, refundStatusOf } from "./messages.ts";
import { currencyIn, UUID } from "./wire.ts";

/** Answers POST /disbursement/v1_0/refund. */
export async function makeRefund(
  network: Network,
  account: LocalAccount,
  request: Request,
): Promise<Response> {
  const ownRef = request.headers.get("x-reference-id") ?? "";
  const body = await readBody(request);
  const isRight = body && UUID.test(ownRef) && !wrongField(body, {
    amount: /^(?!0+(\.0+)?$)\d{1,13}(\.\d{1,2})?$/,
    currency: /^[A-Z]{3}$/,
    externalId: /^.{1,60}$/,
    referenceIdToRefund: UUID,
    payerMessage: /^[\w .-]{0,160}$/,
    payeeNote: /^[\w .-]{0,160}$/,
  });
  if (!isRight) return new Response(null, { status: 400 });
  const currency = currencyIn(request.headers.get("x-target-environment") ?? "");
  if (!currency) {
    return failure(
      500,
      "NOT_ALLOWED_TARGET_ENVIRONMENT",
      "Access to target environment is forbidden.",
    );
  }
  if (body.currency !== currency) {
    return failure(500, "INVALID_CURRENCY", "Currency not supported.");
  }
  if (find(network, account, ownRef)) {
    return failure(409, "RESOURCE_ALREADY_EXIST", "Duplicated reference id.");
  }
  const charge = network.charge(account.key, String(body.referenceIdToRefund));
  const one = charge && lastTry(charge);
  if (!charge || !one) {
    return failure(404, "RESOURCE_NOT_FOUND", "Requested resource was not found.");
  }
  const wanted = { charge, one, amount: Number(body.amount), note: String(body.payeeNote), ownRef };
  return await openRefund(network, wanted, {
    busy: () => failure(429, "TOO_MANY_REQUESTS", "Rate limit is exceeded."),
    refused: (why) => failure(500, "NOT_ALLOWED", why),
    lost: () => failure(503, "SERVICE_UNAVAILABLE", "Try again later."),
    accepted: () => new Response(null, { status: 202 }),
  });
}

/** Answers GET /disbursement/v1_0/refund/{reference}. */
export function tellRefund(network: Network, account: LocalAccount, ownRef: string): Response {
  const refund = find(network, account, ownRef);
  if (!refund) return failure(404, "RESOURCE_NOT_FOUND", "Requested resource was not found.");
  const phone = network.charge(account.key, refund.reference)?.phone ?? null;
  return Response.json(refundStatusOf(refund, phone));
}

function find(network: Network, account: LocalAccount, ownRef: string) {
  return refundsOf(network, account.key).find((one) => one.ownRef === ownRef);
}
