import { answerDispute } from "./disputes.ts";
import { done, failure, transactionData } from "./messages.ts";
import type { Integration, Scenario, Transaction } from "./model.ts";
import type { Network, NewTransaction } from "./network.ts";
import { answerRefunds } from "./refunds.ts";

const MAX_PER_PAGE = 100;

/** Answers as Paystack's API does, errors included. */
export async function answerPaystack(network: Network, request: Request): Promise<Response> {
  const { pathname, searchParams } = new URL(request.url);
  const integration = integrationOf(network, request);
  if (!integration) return failure(401, "invalid_Key", "Invalid key");
  if (pathname === "/transaction/initialize" && request.method === "POST") {
    const body = await request.json().catch(() => null);
    if (typeof body !== "object" || body === null) {
      return failure(400, "invalid_params", "Invalid JSON body");
    }
    return await initialize(network, integration, body);
  }
  if (pathname === "/transaction" && request.method === "GET") {
    return list(network, integration, searchParams);
  }
  if (/^\/refund(\/|$)/.test(pathname)) return await answerRefunds(network, integration, request);
  const dispute = /^\/dispute\/(\d+)$/.exec(pathname)?.[1];
  if (dispute && request.method === "GET") return answerDispute(network, integration, dispute);
  const reference = /^\/transaction\/verify\/([^/]+)$/.exec(pathname)?.[1];
  if (reference && request.method === "GET") {
    return verify(network, integration, decodeURIComponent(reference));
  }
  return failure(404, "unknown", "Not found");
}

function integrationOf(network: Network, request: Request): Integration | undefined {
  const [, key] = /^Bearer (\S+)$/.exec(request.headers.get("authorization") ?? "") ?? [];
  return key ? network.integration(key) : undefined;
}

type Body = Record<string, unknown>;

async function initialize(
  network: Network,
  integration: Integration,
  body: Body,
): Promise<Response> {
  const wrong = refuse(integration, body);
  if (wrong) return failure(400, ...wrong);
  const wanted: NewTransaction = {
    secretKey: integration.secret_key,
    reference: String(body.reference ?? crypto.randomUUID()),
    email: String(body.email),
    amount: Number(body.amount),
    currency: String(body.currency ?? integration.currencies[0]),
    callbackUrl: typeof body.callback_url === "string" ? body.callback_url : null,
    metadata: body.metadata ?? null,
  };
  if (network.transaction(wanted.secretKey, wanted.reference)) {
    return failure(400, "duplicate_reference", "Duplicate Transaction Reference");
  }
  const scenario = network.takeScenario(wanted);
  if (scenario?.initialize === "busy") {
    return failure(429, "rate_limit", "Too many requests");
  }
  if (scenario?.initialize === "server_error") {
    return new Response("<html>Bad Gateway</html>", { status: 502 });
  }
  const transaction = network.initialize(wanted, scenario);
  return await answerInitialize(network, transaction, scenario);
}

async function answerInitialize(
  network: Network,
  transaction: Transaction,
  scenario: Scenario | null,
): Promise<Response> {
  if (scenario?.webhook.before_answer) {
    await network.end(transaction, scenario.shopper?.status ?? "success");
  }
  if (scenario?.initialize === "slow_answer") await network.pause(scenario.answer_after_ms);
  if (scenario?.initialize === "lost_answer") return new Response(null, { status: 502 });
  return done("Authorization URL created", {
    authorization_url: `${network.records.get("url")}/pay/${transaction.accessCode}`,
    access_code: transaction.accessCode,
    reference: transaction.reference,
  });
}

/** Code and sentence for the first thing that is not as it must be. */
function refuse(integration: Integration, body: Body): [string, string] | null {
  if (!/^[^\s@]+@[^\s@]+\.[^\s@]+$/.test(String(body.email ?? ""))) {
    return ["invalid_params", "Invalid Email Address Passed"];
  }
  if (!/^[1-9]\d{0,14}$/.test(String(body.amount ?? ""))) {
    return ["invalid_params", "Invalid Amount Sent"];
  }
  if (body.reference !== undefined && !/^[A-Za-z0-9.=-]{1,100}$/.test(String(body.reference))) {
    return ["invalid_params", "Transaction reference contains invalid characters"];
  }
  if (body.currency !== undefined && !integration.currencies.includes(String(body.currency))) {
    return ["unsupported_currency", "Currency not supported by merchant"];
  }
  return null;
}

function verify(network: Network, integration: Integration, reference: string): Response {
  const transaction = network.transaction(integration.secret_key, reference);
  const told = transaction?.scenario?.verify;
  if (told === "server_error") return new Response(null, { status: 503 });
  if (told === "busy") return failure(429, "rate_limit", "Too many requests");
  if (!transaction || told === "not_found") {
    return failure(400, "transaction_not_found", "Transaction reference not found.");
  }
  const data = transactionData(transaction);
  return done("Verification successful", told ? { ...data, status: told.status } : data);
}

/** Newest first, a page at a time. */
function list(network: Network, integration: Integration, params: URLSearchParams): Response {
  const perPage = Math.min(Number(params.get("perPage") ?? 50) || 50, MAX_PER_PAGE);
  const page = Number(params.get("page") ?? 1) || 1;
  const [from, to] = ["from", "to"].map((name) => Date.parse(params.get(name) ?? ""));
  const wanted = network.transactions(integration.secret_key)
    .filter(({ status }) => !params.get("status") || status === params.get("status"))
    .filter(({ createdAt }) => !(createdAt < from!) && !(createdAt > to!))
    .toReversed();
  const shown = wanted.slice((page - 1) * perPage, page * perPage);
  const pageCount = Math.ceil(wanted.length / perPage);
  const meta = { total: wanted.length, skipped: (page - 1) * perPage, perPage, page, pageCount };
  return done("Transactions retrieved", shown.map(transactionData), meta);
}
