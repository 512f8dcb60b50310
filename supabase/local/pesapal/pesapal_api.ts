import { type Charge, type End, endOf, lastTry, type LocalAccount } from "../charges/model.ts";
import type { Network } from "../charges/network.ts";
import { openCharge, readBody, wrongField } from "../charges/protocol.ts";

const TOKEN_MS = 5 * 60_000;

interface AccessToken {
  account: string;
  expiresAt: number;
}

/** Answers as Pesapal's v3 API does, errors included. */
export async function answerPesapal(network: Network, request: Request): Promise<Response> {
  const { pathname, searchParams } = new URL(request.url);
  const route = `${request.method} ${pathname}`;
  if (route === "POST /api/Auth/RequestToken") return await issueToken(network, request);
  const account = accountOf(network, request);
  if (!account) return failure(401, "invalid_api_request_token", "Invalid access token");
  switch (route) {
    case "POST /api/URLSetup/RegisterIPN":
      return await registerIpn(network, account, request);
    case "POST /api/Transactions/SubmitOrderRequest":
      return await submitOrder(network, account, request);
    case "GET /api/Transactions/GetTransactionStatus":
      return tellStatus(network, account, searchParams.get("orderTrackingId") ?? "");
    default:
      return new Response(null, { status: 404 });
  }
}

function failure(status: number, code: string, message: string): Response {
  const error = { error_type: "api_error", code, message };
  return Response.json({ error, status: String(status) }, { status });
}

/** An answer that went well may carry an error of nothing but nulls. */
const NO_ERROR = { error_type: null, code: null, message: null, call_back_url: null };

async function issueToken(network: Network, request: Request): Promise<Response> {
  const body = await readBody(request);
  const account = network.account(String(body?.consumer_key));
  if (!account || body?.consumer_secret !== account.secret) {
    // Wrong keys are told with a status of 200.
    const code = "invalid_consumer_key_or_secret_provided";
    return Response.json({ error: { error_type: "api_error", code, message: "" }, status: "500" });
  }
  const token = crypto.randomUUID();
  const expiresAt = network.clock.now() + TOKEN_MS;
  network.records.put(`token:${token}`, { account: account.key, expiresAt });
  return Response.json({
    token,
    expiryDate: new Date(expiresAt).toISOString(),
    error: null,
    status: "200",
    message: "Request processed successfully",
  });
}

function accountOf(network: Network, request: Request): LocalAccount | undefined {
  const [, bearer] = /^Bearer (\S+)$/.exec(request.headers.get("authorization") ?? "") ?? [];
  const token = network.records.get<AccessToken>(`token:${bearer}`);
  return token && token.expiresAt > network.clock.now()
    ? network.account(token.account)
    : undefined;
}

interface Ipn {
  account: string;
  url: string;
}

async function registerIpn(
  network: Network,
  account: LocalAccount,
  request: Request,
): Promise<Response> {
  const body = await readBody(request);
  const wrong = wrongField(body ?? {}, {
    url: /^https?:\/\/\S+$/,
    ipn_notification_type: /^(GET|POST)$/,
  });
  if (wrong) return failure(400, "missing_required_field", `${wrong} is not valid`);
  const ipn_id = crypto.randomUUID();
  network.records.put(`ipn:${ipn_id}`, { account: account.key, url: String(body!.url) });
  return Response.json({ url: body!.url, ipn_id, error: null, status: "200" });
}

async function submitOrder(
  network: Network,
  account: LocalAccount,
  request: Request,
): Promise<Response> {
  const body = await readBody(request);
  const address = (body?.billing_address ?? {}) as Record<string, unknown>;
  const wrong = wrongField({ ...body, contact: address.email_address ?? address.phone_number }, {
    id: /^[\w.:-]{1,50}$/,
    currency: /^(KES|UGX|TZS|RWF|USD)$/,
    amount: /^(?!0+(\.0+)?$)\d{1,13}(\.\d{1,2})?$/,
    description: /^.{1,100}$/,
    callback_url: /^https?:\/\/\S+$/,
    contact: /^\S+$/,
  });
  if (wrong || !body) return failure(400, "missing_required_field", `${wrong} is not valid`);
  const ipn = network.records.get<Ipn>(`ipn:${body.notification_id}`);
  if (ipn?.account !== account.key) return failure(400, "invalid_ipn_id", "No such IPN");
  const reference = String(body.id);
  if (network.charge(account.key, reference)) {
    return failure(400, "duplicate_order", "The id was used before");
  }
  return await openCharge(network, {
    account: account.key,
    reference,
    amount: Number(body.amount),
    currency: String(body.currency),
    phone: String(address.phone_number ?? "").replace("+", "") || null,
    email: String(address.email_address ?? "") || null,
    label: String(body.description),
    callbackUrl: ipn.url,
    returnUrl: String(body.callback_url),
    cancelUrl: typeof body.cancellation_url === "string" ? body.cancellation_url : null,
  }, {
    busy: () => failure(429, "too_many_requests", "Slow down"),
    accepted: ({ code }) =>
      Response.json({
        order_tracking_id: code,
        merchant_reference: reference,
        redirect_url: `${network.records.get("url")}/pay/${code}`,
        error: null,
        status: "200",
      }),
  });
}

/** Nobody has paid yet is invalid, and so is what is under way, by its number. */
const STATUSES: Partial<Record<End, [number, string]>> = {
  open: [0, "INVALID"],
  processing: [0, "PENDING"],
  paid: [1, "Completed"],
  reversed: [3, "Reversed"],
};

function tellStatus(network: Network, account: LocalAccount, code: string): Response {
  const charge = network.chargeByCode(code);
  const told = charge?.scenario?.query;
  if (told === "server_error") return new Response(null, { status: 502 });
  if (told === "busy") return failure(429, "too_many_requests", "Slow down");
  if (charge?.account !== account.key || told === "not_found") {
    return failure(500, "invalid_order_tracking_id", "No such order");
  }
  return Response.json({
    ...statusOf(charge),
    ...(told && {
      status_code: 9,
      payment_status_description: told.status,
    }),
  });
}

function statusOf(charge: Charge) {
  const last = lastTry(charge);
  const isPaid = last?.end === "paid";
  const [status_code, payment_status_description] = STATUSES[endOf(charge)] ?? [2, "Failed"];
  return {
    payment_method: last ? "Visa" : "",
    amount: isPaid ? last.amount : charge.amount,
    created_date: new Date(charge.createdAt).toISOString(),
    confirmation_code: isPaid ? last.receipt : "",
    payment_status_description,
    description: "",
    message: "Request processed successfully",
    payment_account: isPaid ? "476173**0010" : "",
    call_back_url: charge.returnUrl,
    status_code,
    merchant_reference: charge.reference,
    currency: isPaid ? last.currency : charge.currency,
    error: NO_ERROR,
    status: "200",
  };
}
