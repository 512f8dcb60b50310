import { endOf, lastTry, type LocalAccount } from "../charges/model.ts";
import type { Network } from "../charges/network.ts";
import { openCharge, readBody, wrongField } from "../charges/protocol.ts";
import { openRefund, refundsOf } from "../charges/refunds.ts";
import { envelope, MESSAGES, RESPONSE_CODES, STATUSES } from "./messages.ts";

const TOKEN_S = 180;
const CURRENCIES: Record<string, string> = { KE: "KES", UG: "UGX", TZ: "TZS", RW: "RWF" };
const CODES: Record<string, string> = { KE: "254", UG: "256", TZ: "255", RW: "250" };

interface AccessToken {
  account: string;
  expiresAt: number;
}

/** Answers as Airtel's Collection API does, errors included. */
export async function answerAirtel(network: Network, request: Request): Promise<Response> {
  const { pathname } = new URL(request.url);
  if (pathname === "/auth/oauth2/token" && request.method === "POST") {
    return await issueToken(network, request);
  }
  const account = accountOf(network, request);
  if (!account) {
    const error = { error: "invalid_token", error_description: "Invalid access token" };
    return Response.json(error, { status: 401 });
  }
  const country = request.headers.get("x-country") ?? "";
  const currency = CURRENCIES[country];
  if (!currency || request.headers.get("x-currency") !== currency) return refuse("Invalid headers");
  if (pathname === "/merchant/v1/payments/" && request.method === "POST") {
    return await pay(network, { account, country, currency }, request);
  }
  if (pathname === "/standard/v1/payments/refund" && request.method === "POST") {
    return await giveBack(network, account, request);
  }
  const [, id] = /^\/standard\/v1\/payments\/([^/]+)$/.exec(pathname) ?? [];
  if (id && request.method === "GET") return enquire(network, account, id);
  return new Response(null, { status: 404 });
}

async function issueToken(network: Network, request: Request): Promise<Response> {
  const body = await readBody(request);
  const account = network.account(String(body?.client_id));
  const isRight = account && body?.client_secret === account.secret &&
    body?.grant_type === "client_credentials";
  if (!isRight) {
    const error = { error: "invalid_client", error_description: "Invalid client authentication" };
    return Response.json(error, { status: 401 });
  }
  const access_token = crypto.randomUUID().replaceAll("-", "");
  const expiresAt = network.clock.now() + TOKEN_S * 1000;
  network.records.put(`token:${access_token}`, { account: account.key, expiresAt });
  return Response.json({ token_type: "bearer", expires_in: String(TOKEN_S), access_token });
}

function accountOf(network: Network, request: Request): LocalAccount | undefined {
  const [, bearer] = /^Bearer (\S+)$/.exec(request.headers.get("authorization") ?? "") ?? [];
  const token = network.records.get<AccessToken>(`token:${bearer}`);
  return token && token.expiresAt > network.clock.now()
    ? network.account(token.account)
    : undefined;
}

function refuse(message: string): Response {
  return envelope({
    status: 400,
    code: "DP00800001004",
    result: "ESB000036",
    message,
    isSuccess: false,
  });
}

interface Asker {
  account: LocalAccount;
  country: string;
  currency: string;
}

async function pay(
  network: Network,
  { account, country, currency }: Asker,
  request: Request,
): Promise<Response> {
  const body = await readBody(request);
  const subscriber = (body?.subscriber ?? {}) as Record<string, unknown>;
  const transaction = (body?.transaction ?? {}) as Record<string, unknown>;
  const same = new RegExp(`^${country} ${currency}$`);
  const wrong = wrongField({
    reference: body?.reference,
    msisdn: subscriber.msisdn,
    subscriber: `${subscriber.country} ${subscriber.currency}`,
    transaction: `${transaction.country} ${transaction.currency}`,
    amount: transaction.amount,
    id: transaction.id,
  }, {
    reference: /^.{4,64}$/,
    // Without the code of the country.
    msisdn: new RegExp(`^(?!${CODES[country]})[1-9]\\d{8}$`),
    subscriber: same,
    transaction: same,
    amount: /^[1-9]\d{0,12}$/,
    id: /^[0-9A-Za-z]{4,64}$/,
  });
  if (wrong) return refuse(`Invalid ${wrong}`);
  const reference = String(transaction.id);
  if (network.charge(account.key, reference)) {
    return envelope({
      status: 200,
      code: "",
      result: "ESB000041",
      message: "External Transaction ID already exists.",
      isSuccess: false,
    });
  }
  return await openCharge(network, {
    account: account.key,
    reference,
    amount: Number(transaction.amount),
    currency,
    phone: CODES[country]! + subscriber.msisdn,
    email: null,
    label: String(body?.reference),
    callbackUrl: null,
    returnUrl: null,
    cancelUrl: null,
  }, {
    busy: () => new Response(null, { status: 429 }),
    accepted: () =>
      envelope({
        code: "DP00800001006",
        message: "SUCCESS",
        isSuccess: true,
        transaction: { id: reference, status: "SUCCESS" },
      }),
  });
}

/** All of a payment. */
async function giveBack(
  network: Network,
  account: LocalAccount,
  request: Request,
): Promise<Response> {
  const transaction = ((await readBody(request))?.transaction ?? {}) as Record<string, unknown>;
  const charge = network.charges().find((one) =>
    one.account === account.key && lastTry(one)?.receipt === transaction.airtel_money_id
  );
  const one = charge && lastTry(charge);
  if (!charge || !one) return refuse("Invalid airtel_money_id");
  return await openRefund(network, { charge, one, amount: one.amount, note: "" }, {
    busy: () => new Response(null, { status: 429 }),
    refused: refuse,
    lost: () => new Response(null, { status: 504 }),
    accepted: () =>
      envelope({
        code: "DP00800001001",
        message: "SUCCESS",
        isSuccess: true,
        transaction: { airtel_money_id: one.receipt, status: "SUCCESS" },
      }),
  });
}

function enquire(network: Network, account: LocalAccount, id: string): Response {
  const charge = network.charge(account.key, id);
  const told = charge?.scenario?.query;
  if (told === "server_error") return new Response(null, { status: 502 });
  if (told === "busy") return new Response(null, { status: 429 });
  if (!charge || told === "not_found") {
    return envelope({ code: "DP00800001025", message: "Transaction not found", isSuccess: false });
  }
  const end = endOf(charge);
  const refund = refundsOf(network, account.key).findLast((one) => one.reference === id);
  const status = told?.status ?? refund?.scenario?.status ??
    STATUSES[refund?.end === "done" ? "reversed" : end];
  return envelope({
    code: RESPONSE_CODES[end],
    message: "SUCCESS",
    // Also said of one that is still in progress.
    isSuccess: end === "open" || end === "processing" || end === "paid",
    transaction: {
      airtel_money_id: lastTry(charge)?.receipt ?? "",
      id,
      message: MESSAGES[end] ?? "Failed",
      status,
    },
  });
}
