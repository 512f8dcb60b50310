import type { Charge, LocalAccount, Refund, Try } from "../charges/model.ts";
import type { Network } from "../charges/network.ts";
import { readBody } from "../charges/protocol.ts";
import { openRefund, refundsOf } from "../charges/refunds.ts";
import { done, failure, refundAnswer, refundData } from "./messages.ts";

const PER_PAGE = 10;
const AMOUNT = /^(?!0+(\.0+)?$)\d{1,13}(\.\d{1,2})?$/;

/** Answers POST /v3/transactions/{id}/refund. */
export async function makeRefund(
  network: Network,
  paid: { charge: Charge; one: Try } | undefined,
  request: Request,
): Promise<Response> {
  const body = await readBody(request);
  if (!body) return failure(400, "Invalid JSON body");
  if (!paid) return failure(400, "No transaction was found for this id");
  const amount = body.amount ?? paid.one.amount;
  if (!AMOUNT.test(String(amount))) return failure(400, "amount must be valid");
  const note = typeof body.comments === "string" ? body.comments : "";
  return await openRefund(network, { ...paid, amount: Number(amount), note }, {
    busy: () => failure(429, "Too many requests"),
    refused: (why) => failure(400, why),
    lost: () => failure(503, "An error occurred. Please contact support"),
    accepted: (refund) => done("Transaction refund initiated", refundAnswer(refund)),
  });
}

/** Answers below GET /v3/refunds; null for what is not there. */
export function showRefunds(
  network: Network,
  account: LocalAccount,
  { pathname, searchParams }: URL,
): Response | null {
  const own = refundsOf(network, account.key);
  if (pathname === "/v3/refunds") return list(own, searchParams);
  const [, id] = /^\/v3\/refunds\/(\d+)$/.exec(pathname) ?? [];
  if (!id) return null;
  const refund = own.find((one) => one.id === Number(id));
  return refund ? done("Refund fetched", refundData(refund)) : failure(400, "Refund not found");
}

/** Newest first, ten to a page; days are counted in UTC. */
function list(all: Refund[], params: URLSearchParams): Response {
  const from = Date.parse(params.get("from") ?? "");
  const page = Number(params.get("page") ?? 1) || 1;
  const wanted = all.filter(({ createdAt }) => !(createdAt < from)).toReversed();
  const page_info = {
    total: wanted.length,
    current_page: page,
    total_pages: Math.ceil(wanted.length / PER_PAGE),
  };
  const shown = wanted.slice((page - 1) * PER_PAGE, page * PER_PAGE);
  const data = shown.map((refund) => {
    const { comments, ...rest } = refundData(refund);
    return refund.scenario?.hides_notes ? rest : { ...rest, comments };
  });
  return done("Refunds fetched", data, { page_info });
}
