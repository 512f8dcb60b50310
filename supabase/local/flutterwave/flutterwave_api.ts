import type { Charge, LocalAccount, Try } from "../charges/model.ts";
import type { Network } from "../charges/network.ts";
import { openCharge, readBody, wrongField } from "../charges/protocol.ts";
import { done, failure, transactionData } from "./messages.ts";
import { makeRefund, showRefunds } from "./refunds_api.ts";

const PER_PAGE = 10;
const CURRENCIES = /^(NGN|GHS|KES|UGX|TZS|RWF|ZAR|XOF|USD)$/;

/** Answers as Flutterwave's v3 API does, errors included. */
export async function answerFlutterwave(network: Network, request: Request): Promise<Response> {
  const { pathname, searchParams } = new URL(request.url);
  const account = accountOf(network, request);
  if (!account) return failure(401, "Invalid authorization key");
  if (pathname === "/v3/payments" && request.method === "POST") {
    return await makePage(network, account, request);
  }
  const id = /^\/v3\/transactions\/(\d+)\/(verify|resend-hook|refund)$/.exec(pathname);
  if (id?.[2] === "resend-hook" && request.method === "POST") {
    return await resend(network, account, Number(id[1]));
  }
  if (id?.[2] === "refund" && request.method === "POST") {
    const paid = transactions(network, account).find(({ one }) => one.id === Number(id[1]));
    return await makeRefund(network, paid, request);
  }
  if (request.method !== "GET") return failure(404, "Not found");
  if (pathname === "/v3/transactions") return list(network, account, searchParams);
  if (pathname === "/v3/transactions/verify_by_reference") {
    const reference = searchParams.get("tx_ref");
    return verify(network, account, ({ charge }) => charge.reference === reference);
  }
  if (id?.[2] === "verify") {
    return verify(network, account, ({ one }) => one.id === Number(id[1]));
  }
  return showRefunds(network, account, new URL(request.url)) ?? failure(404, "Not found");
}

function accountOf(network: Network, request: Request): LocalAccount | undefined {
  const [, key] = /^Bearer (\S+)$/.exec(request.headers.get("authorization") ?? "") ?? [];
  return key ? network.account(key) : undefined;
}

async function makePage(
  network: Network,
  account: LocalAccount,
  request: Request,
): Promise<Response> {
  const body = await readBody(request);
  if (!body) return failure(400, "Invalid JSON body");
  const customer = (body.customer ?? {}) as Record<string, unknown>;
  const wrong = wrongField({ ...body, email: customer.email }, {
    tx_ref: /^\S.{0,99}$/,
    amount: /^(?!0+(\.0+)?$)\d{1,13}(\.\d{1,2})?$/,
    currency: CURRENCIES,
    redirect_url: /^https?:\/\/\S+$/,
    email: /^[^\s@]+@[^\s@]+\.[^\s@]+$/,
  });
  if (wrong) return failure(400, `${wrong} is required and must be valid`);
  // The same reference again is another page for the same thing: Flutterwave does not mind.
  const reference = String(body.tx_ref);
  const before = network.charge(account.key, reference);
  if (before) return pageOf(network, before);
  return await openCharge(network, {
    account: account.key,
    reference,
    amount: Number(body.amount),
    currency: String(body.currency),
    phone: String(customer.phonenumber ?? "").replace("+", "") || null,
    email: String(customer.email),
    label: String((body.customizations as { title?: unknown } | undefined)?.title ?? ""),
    callbackUrl: null,
    returnUrl: String(body.redirect_url),
    cancelUrl: null,
  }, {
    busy: () => failure(429, "Too many requests"),
    accepted: (charge) => pageOf(network, charge),
  });
}

function pageOf(network: Network, { code }: Charge): Response {
  return done("Hosted Link", { link: `${network.records.get("url")}/pay/${code}` });
}

interface Transaction {
  charge: Charge;
  one: Try;
}

/** Every go at paying one of an account's charges, newest first. */
function transactions(network: Network, account: LocalAccount): Transaction[] {
  return network.charges()
    .filter((charge) => charge.account === account.key)
    .flatMap((charge) => charge.tries.map((one) => ({ charge, one })))
    .toReversed();
}

function list(network: Network, account: LocalAccount, params: URLSearchParams): Response {
  const reference = params.get("tx_ref");
  const told = reference ? network.charge(account.key, reference)?.scenario?.query : undefined;
  // What it says after 28 seconds of trying.
  if (told === "server_error") {
    return failure(503, "An error occurred. Please contact support");
  }
  if (told === "busy") return failure(429, "Too many requests");
  const from = Date.parse(params.get("from") ?? "");
  const wanted = told === "not_found" ? [] : transactions(network, account)
    .filter(({ charge }) => !reference || charge.reference === reference)
    .filter(({ one }) => !(one.at < from))
    .filter(({ charge, one }) => {
      return !params.get("status") || transactionData(charge, one).status === params.get("status");
    });
  const page = Number(params.get("page") ?? 1) || 1;
  const data = wanted.slice((page - 1) * PER_PAGE, page * PER_PAGE).map(({ charge, one }) => ({
    ...transactionData(charge, one),
    ...(typeof told === "object" && { status: told.status }),
  }));
  const total_pages = Math.ceil(wanted.length / PER_PAGE);
  const page_info = { total: wanted.length, current_page: page, total_pages };
  return done("Transactions fetched", data, { page_info });
}

function verify(
  network: Network,
  account: LocalAccount,
  isWanted: (transaction: Transaction) => boolean,
): Response {
  const found = transactions(network, account).find(isWanted);
  if (!found) return failure(400, "No transaction was found for this id");
  return done("Transaction fetched successfully", transactionData(found.charge, found.one));
}

async function resend(network: Network, account: LocalAccount, id: number): Promise<Response> {
  const found = transactions(network, account).find(({ one }) => one.id === id);
  const delivery = network.deliveries().findLast((sent) =>
    sent.reference === found?.charge.reference
  );
  if (!delivery) return failure(400, "No transaction was found for this id");
  await network.deliver(delivery);
  return done("hook sent", null);
}
