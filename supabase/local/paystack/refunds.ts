import type { ActiveScenario } from "../control.ts";
import { domainOf, done, failure } from "./messages.ts";
import type { Integration, Refund, RefundScenario, Transaction } from "./model.ts";
import type { Network } from "./network.ts";

type Body = Record<string, unknown>;

const MAX_PER_PAGE = 100;
const GIVEN_UP = ["failed"];

export function listRefunds({ records }: Network, secretKey?: string): Refund[] {
  const all = records.all<Refund>("refund:");
  return secretKey ? all.filter((one) => one.secretKey === secretKey) : all;
}

/** Answers below /refund as Paystack's API does. */
export async function answerRefunds(
  network: Network,
  integration: Integration,
  request: Request,
): Promise<Response> {
  const { pathname, searchParams } = new URL(request.url);
  const id = /^\/refund\/(\d+)$/.exec(pathname)?.[1];
  if (request.method === "GET" && id) {
    const refund = listRefunds(network, integration.secret_key).find((one) => one.id === +id);
    if (!refund) return failure(404, "refund_not_found", "Refund not found");
    return done("Refund retrieved", refundData(refund));
  }
  if (request.method === "GET" && pathname === "/refund") {
    return answerList(network, integration, searchParams);
  }
  if (request.method !== "POST" || pathname !== "/refund") {
    return failure(404, "unknown", "Not found");
  }
  const body = await request.json().catch(() => null);
  if (typeof body !== "object" || body === null) {
    return failure(400, "invalid_params", "Invalid JSON body");
  }
  return await create(network, integration, body);
}

async function create(network: Network, integration: Integration, body: Body): Promise<Response> {
  const transaction = network.transactions(integration.secret_key).find((one) =>
    [one.reference, String(one.id)].includes(String(body.transaction))
  );
  if (!transaction?.paid) {
    return failure(404, "transaction_not_found", "Transaction not found or not paid");
  }
  const amount = Number(body.amount ?? transaction.paid.amount);
  if (!Number.isInteger(amount) || amount <= 0 || amount > leftOf(network, transaction)) {
    return failure(400, "invalid_amount", "Refund amount cannot be more than transaction amount");
  }
  const scenario = takeScenario(network, { reference: transaction.reference, amount });
  if (scenario?.answer === "busy") return failure(429, "rate_limit", "Too many requests");
  if (scenario?.answer === "server_error") return new Response(null, { status: 502 });
  if (scenario?.answer === "refused") {
    return failure(400, "insufficient_balance", "Your balance is not enough to fulfil this refund");
  }
  const refund = await keep(network, { transaction, amount, body, scenario });
  if (scenario?.answer === "lost_answer") return new Response(null, { status: 502 });
  const data = { ...refundData(refund), status: "pending" };
  return done("Refund has been queued for processing", data);
}

function leftOf(network: Network, { secretKey, id, paid }: Transaction): number {
  const back = listRefunds(network, secretKey)
    .filter((one) => one.transactionId === id && !GIVEN_UP.includes(one.status))
    .reduce((sum, one) => sum + one.amount, 0);
  return paid!.amount - back;
}

async function keep(
  network: Network,
  { transaction, amount, body, scenario }: {
    transaction: Transaction;
    amount: number;
    body: Body;
    scenario: RefundScenario | null;
  },
): Promise<Refund> {
  const number = (network.records.get<number>("refunds") ?? 0) + 1;
  network.records.put("refunds", number);
  const note = (value: unknown) => typeof value === "string" ? value : null;
  const refund: Refund = {
    id: 7_000_000 + number,
    secretKey: transaction.secretKey,
    transactionId: transaction.id,
    reference: transaction.reference,
    amount,
    currency: transaction.paid!.currency,
    status: "pending",
    customerNote: note(body.customer_note),
    merchantNote: note(body.merchant_note),
    createdAt: network.clock.now(),
    scenario,
  };
  save(network, refund);
  if (scenario?.after_ms) wake(network, refund);
  else await end(network, refund.id);
  return refund;
}

/** Goes on with those that were under way when the simulator stopped. */
export function wakeRefunds(network: Network): void {
  for (const refund of listRefunds(network)) if (refund.status === "pending") wake(network, refund);
}

function wake(network: Network, { id, createdAt, scenario }: Refund): void {
  network.clock.at(createdAt + (scenario?.after_ms ?? 0), () => end(network, id));
}

async function end(network: Network, id: number): Promise<void> {
  const refund = listRefunds(network).find((one) => one.id === id);
  if (refund?.status !== "pending") return;
  const ended = { ...refund, status: refund.scenario?.status ?? "processed" };
  save(network, ended);
  const { secretKey, reference, amount, currency, status } = ended;
  const data = {
    status,
    transaction_reference: reference,
    refund_reference: null,
    // As text, as it also comes.
    amount: String(amount),
    currency,
    processor: "local",
    integration: 1,
    domain: domainOf(secretKey),
  };
  await network.tell({
    id: `refund${id}`,
    secretKey,
    reference,
    body: JSON.stringify({ event: `refund.${status}`, data }),
  }, ended.scenario?.webhook ?? {});
}

/** Newest first, a page at a time. */
function answerList(network: Network, integration: Integration, params: URLSearchParams): Response {
  const perPage = Math.min(Number(params.get("perPage") ?? 50) || 50, MAX_PER_PAGE);
  const page = Number(params.get("page") ?? 1) || 1;
  const from = Date.parse(params.get("from") ?? "");
  const wanted = listRefunds(network, integration.secret_key)
    .filter(({ createdAt }) => !(createdAt < from)).toReversed();
  const shown = wanted.slice((page - 1) * perPage, page * perPage);
  const data = shown.map((refund) => {
    const { merchant_note, ...rest } = refundData(refund);
    return refund.scenario?.hides_notes ? rest : { ...rest, merchant_note };
  });
  return done("Refunds retrieved", data, { total: wanted.length, perPage, page });
}

function refundData(refund: Refund) {
  return {
    id: refund.id,
    integration: 1,
    domain: domainOf(refund.secretKey),
    transaction: refund.transactionId,
    dispute: null,
    amount: refund.amount,
    deducted_amount: "0",
    currency: refund.currency,
    channel: "card",
    fully_deducted: null,
    customer_note: refund.customerNote,
    merchant_note: refund.merchantNote,
    status: refund.status,
    createdAt: new Date(refund.createdAt).toISOString(),
  };
}

function takeScenario(
  { records }: Network,
  { reference, amount }: { reference: string; amount: number },
): RefundScenario | null {
  for (const active of records.all<ActiveScenario<RefundScenario>>("refund-scenario:")) {
    const { match, times } = active.scenario;
    if (match.reference && match.reference !== reference) continue;
    if (match.amount && match.amount !== amount) continue;
    if (times && active.used >= times) continue;
    records.put(`refund-scenario:${active.id}`, { ...active, used: active.used + 1 });
    return active.scenario;
  }
  return null;
}

function save({ records }: Network, refund: Refund): void {
  records.put(`refund:${refund.id}`, refund);
}
