import { MTN_ENVIRONMENTS, type MtnCountry } from "@/lib/payments/mtn/account.ts";
import type { LocalAccount } from "../charges/model.ts";
import type { Network } from "../charges/network.ts";
import { openCharge, readBody, wrongField } from "../charges/protocol.ts";
import { failure, statusOf } from "./messages.ts";

const TOKEN_S = 3600;
const PATH = "/collection/v1_0/requesttopay";
const UUID = /^[0-9a-f]{8}-[0-9a-f]{4}-[1-8][0-9a-f]{3}-[89ab][0-9a-f]{3}-[0-9a-f]{12}$/;

interface AccessToken {
  token: string;
  account: string;
  expiresAt: number;
}

/** Answers as MTN's Collections API does, errors included. */
export async function answerMtn(network: Network, request: Request): Promise<Response> {
  const { pathname } = new URL(request.url);
  if (pathname === "/collection/token/" && request.method === "POST") {
    return issueToken(network, request);
  }
  const account = accountOf(network, request);
  if (!account) {
    return Response.json({ error: "login_failed", message: "Access denied" }, { status: 401 });
  }
  if (pathname === PATH && request.method === "POST") {
    return await requestToPay(network, account, request);
  }
  const [, reference] = /^\/collection\/v1_0\/requesttopay\/([^/]+)$/.exec(pathname) ?? [];
  if (reference && request.method === "GET") return tellStatus(network, account, reference);
  return failure(404, "RESOURCE_NOT_FOUND", "Requested resource was not found.");
}

function issueToken(network: Network, request: Request): Response {
  const [, basic = ""] = /^Basic (\S+)$/.exec(request.headers.get("authorization") ?? "") ?? [];
  const account = network.account(readBase64(basic));
  if (!account || request.headers.get("ocp-apim-subscription-key") !== account.secret) {
    return Response.json({ error: "login_failed", message: "Access denied" }, { status: 401 });
  }
  const token = crypto.randomUUID();
  const expiresAt = network.clock.now() + TOKEN_S * 1000;
  network.records.put(`token:${token}`, { token, account: account.key, expiresAt });
  return Response.json({ access_token: token, token_type: "access_token", expires_in: TOKEN_S });
}

function readBase64(text: string): string {
  try {
    return atob(text);
  } catch {
    return "";
  }
}

function accountOf(network: Network, request: Request): LocalAccount | null {
  const [, bearer] = /^Bearer (\S+)$/.exec(request.headers.get("authorization") ?? "") ?? [];
  const token = network.records.get<AccessToken>(`token:${bearer}`);
  if (!token || token.expiresAt <= network.clock.now()) return null;
  const account = network.account(token.account);
  const key = request.headers.get("ocp-apim-subscription-key");
  return account && key === account.secret ? account : null;
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

function currencyIn(environment: string): string | null {
  if (environment === "sandbox") return "EUR";
  return MTN_ENVIRONMENTS[environment as MtnCountry]?.currency ?? null;
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
