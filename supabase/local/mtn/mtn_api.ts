import type { LocalAccount } from "../charges/model.ts";
import type { Network } from "../charges/network.ts";
import { openCharge, readBody, wrongField } from "../charges/protocol.ts";
import { failure, statusOf } from "./messages.ts";
import { accountOf, issueToken, type Product } from "./products.ts";
import { makeRefund, tellRefund } from "./refunds_api.ts";
import { currencyIn, UUID } from "./wire.ts";

/** Answers as MTN's products Collections and Disbursements do, errors included. */
export async function answerMtn(network: Network, request: Request): Promise<Response> {
  const { pathname } = new URL(request.url);
  const [, product, rest] = /^\/(collection|disbursement)(\/.*)$/.exec(pathname) ?? [];
  if (!product) return failure(404, "RESOURCE_NOT_FOUND", "Requested resource was not found.");
  if (`${request.method} ${rest}` === "POST /token/") {
    return issueToken(network, product as Product, request);
  }
  const account = accountOf(network, product as Product, request);
  if (!account) {
    return Response.json({ error: "login_failed", message: "Access denied" }, { status: 401 });
  }
  const [, what, reference] = /^\/v1_0\/(requesttopay|refund)(?:\/([^/]+))?$/.exec(rest!) ?? [];
  const call = `${request.method} ${product} ${what}`;
  if (call === "POST collection requesttopay" && !reference) {
    return await requestToPay(network, account, request);
  }
  if (call === "POST disbursement refund" && !reference) {
    return await makeRefund(network, account, request);
  }
  if (call === "GET collection requesttopay" && reference) {
    return tellStatus(network, account, reference);
  }
  if (call === "GET disbursement refund" && reference) {
    return tellRefund(network, account, reference);
  }
  return failure(404, "RESOURCE_NOT_FOUND", "Requested resource was not found.");
}

async function requestToPay(
  network: Network,
  account: LocalAccount,
  request: Request,
): Promise<Response> {
  const { headers } = request;
  const reference = headers.get("x-reference-id") ?? "";
  const environment = headers.get("x-target-environment") ?? "";
  const callbackUrl = headers.get("x-callback-url");
  const body = await readBody(request);
  const payer = (body?.payer ?? {}) as Record<string, unknown>;
  const isRight = body && UUID.test(reference) && !wrongField({ ...body, ...payer }, {
    amount: /^(?!0+(\.0+)?$)\d{1,13}(\.\d{1,2})?$/,
    currency: /^[A-Z]{3}$/,
    externalId: /^.{1,60}$/,
    partyIdType: /^MSISDN$/,
    partyId: /^[1-9]\d{7,14}$/,
    payerMessage: /^[\w .-]{0,160}$/,
    payeeNote: /^[\w .-]{0,160}$/,
  });
  if (!isRight) return new Response(null, { status: 400 });
  const currency = currencyIn(environment);
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
  if (callbackUrl && !mayCall(account, callbackUrl)) {
    return failure(500, "INVALID_CALLBACK_URL_HOST", "Callback url with invalid domain.");
  }
  if (network.charge(account.key, reference)) {
    return failure(409, "RESOURCE_ALREADY_EXIST", "Duplicated reference id.");
  }
  return await openCharge(network, {
    account: account.key,
    reference,
    amount: Number(body.amount),
    currency: String(body.currency),
    phone: String(payer.partyId),
    email: null,
    label: String(body.payerMessage ?? ""),
    callbackUrl,
    returnUrl: null,
    cancelUrl: null,
  }, {
    busy: () => failure(429, "TOO_MANY_REQUESTS", "Rate limit is exceeded."),
    accepted: () => new Response(null, { status: 202 }),
  });
}

/** Its host is the registered one, and nothing comes after the path. */
function mayCall({ callback_url }: LocalAccount, address: string): boolean {
  const url = URL.parse(address);
  return url !== null && url.search === "" && url.hostname === URL.parse(callback_url!)?.hostname;
}

function tellStatus(network: Network, account: LocalAccount, reference: string): Response {
  const charge = network.charge(account.key, reference);
  const told = charge?.scenario?.query;
  if (told === "server_error") return failure(503, "SERVICE_UNAVAILABLE", "Try again later.");
  if (told === "busy") return failure(429, "TOO_MANY_REQUESTS", "Rate limit is exceeded.");
  if (!charge || told === "not_found") {
    return failure(404, "RESOURCE_NOT_FOUND", "Requested resource was not found.");
  }
  return Response.json({ ...statusOf(charge), ...told });
}
