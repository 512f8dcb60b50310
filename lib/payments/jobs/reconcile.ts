import type { Sql } from "@/lib/db/mod.ts";
import { GATEWAYS } from "@/lib/enums.ts";
import { getAttempt } from "../attempts.ts";
import { openAccount, type StoredAccount } from "../credentials.ts";
import type { Account, GatewayAdapter, ListedPayment } from "../gateway.ts";
import { applyAnswer, askGateway, isInGateway } from "./ask_gateway.ts";
import type { JobDeps } from "./deps.ts";

/** More than a shop takes in the days that are read at once. */
const MAX_PAGES = 200;

/** Sees to it that lists are read, now or later: one job waits at a time, however many ask. */
export async function planReconciling(sql: Sql, delay: "1 minute" | "15 minutes"): Promise<void> {
  await sql`
    select private.enqueue('reconcile', '{}', run_at => now() + ${delay}::interval,
      job_key => 'reconcile')`;
}

/**
 * Has gateways asked about attempts that fell out of the asking, and the lists of all accounts read
 * whose gateways have one, spread over minutes so that prompts do not wait for it.
 */
export async function reconcile({ sql, gateways, log }: JobDeps): Promise<void> {
  // The next one first: it comes whatever happens to this one.
  await planReconciling(sql, "15 minutes");
  const [forgotten] = await sql<{ count: number }[]>`select private.ask_about_forgotten() as count`;
  if (forgotten!.count > 0) log.warn({ attempts: forgotten!.count }, "Nobody asked about attempts");
  const listing = GATEWAYS.filter((name) => gateways[name].list);
  await sql`
    select private.enqueue('reconcile_account', jsonb_build_object('account_id', a.id),
      run_at => now() + random() * interval '10 minutes', job_key => 'reconcile_account:' || a.id)
    from public.payment_accounts as a
    join private.payment_credentials as c on c.account_id = a.id
    where a.gateway = any (${listing}::public.gateway[])`;
}

interface Run {
  /** Since when the account is here: what came before is not the shop's business here. */
  since: string;
  from: string;
}

interface Found {
  listed: number;
  /** Payments of orders that no callback and no question had told of. */
  booked: number;
  /** Payments that no order asked for. */
  arrived: number;
}

/** Reads what is new in the list of one account. What is of an order is booked, the rest kept to be placed. */
export async function reconcileAccount(deps: JobDeps, accountId: string): Promise<void> {
  const { sql, gateways, sealer, log } = deps;
  const [stored] = await sql<StoredAccount[]>`
    select a.store_id as "storeId", a.gateway, a.settings, c.credentials
    from public.payment_accounts as a
    join private.payment_credentials as c on c.account_id = a.id
    where a.id = ${accountId}`;
  const gateway = stored && gateways[stored.gateway];
  if (!gateway?.list) return;
  const account = await openAccount(sealer, stored!);
  const [begun] = await sql<{ run: Run | null }[]>`
    select private.begin_reconciliation(${accountId}) as run`;
  if (!begun!.run) return;
  const found: Found = { listed: 0, booked: 0, arrived: 0 };
  const isDone = await readList({ gateway, account, run: begun!.run }, async (payments) => {
    found.listed += payments.length;
    const { booked, arrived } = await take(deps, accountId, { payments, run: begun!.run! });
    found.booked += booked;
    found.arrived += arrived;
  });
  await sql`select private.finish_reconciliation(${accountId}, ${sql.json(begun!.run as never)}, ${
    sql.json({ ...found, result: isDone ? "ok" : "unanswered" })
  })`;
  log.info({ account_id: accountId, ...found, is_done: isDone }, "List of payments read");
}

/** False when the gateway did not answer to the end. */
async function readList(
  { gateway, account, run }: { gateway: GatewayAdapter; account: Account; run: Run },
  take: (payments: ListedPayment[]) => Promise<void>,
): Promise<boolean> {
  for (let page = 1; page <= MAX_PAGES; page++) {
    const answer = await gateway.list!(account, { from: new Date(run.from), page });
    if (answer.kind === "unanswered") return false;
    await take(answer.payments);
    if (!answer.hasMore) return true;
  }
  return false;
}

async function take(
  deps: JobDeps,
  accountId: string,
  { payments, run }: { payments: ListedPayment[]; run: Run },
): Promise<Omit<Found, "listed">> {
  const refs = payments.map(({ gatewayRef }) => gatewayRef);
  // Another shop of the platform may have an account with the same keys: its attempts are its own.
  const attempts = await deps.sql<{ id: string; ref: string; isOpen: boolean }[]>`
    select a.id, a.gateway_ref as ref,
      a.account_id = ${accountId} and a.state <> 'succeeded' as "isOpen"
    from public.payment_attempts as a
    join public.payment_accounts as acc on acc.id = ${accountId} and acc.gateway = a.gateway
    where a.gateway_ref = any (${refs})`;
  const found = { booked: 0, arrived: 0 };
  for (const { id, isOpen } of attempts) {
    if (isOpen && await bookListed(deps, id)) found.booked += 1;
  }
  const known = new Set(attempts.map(({ ref }) => ref));
  for (const payment of payments) {
    if (known.has(payment.gatewayRef)) continue;
    if (payment.paidAt && payment.paidAt < new Date(run.since)) continue;
    if (await keep(deps, accountId, payment)) found.arrived += 1;
  }
  return found;
}

/** The list is a reason to ask about an attempt, whose answer is booked as any other is. */
async function bookListed(deps: JobDeps, attemptId: string): Promise<boolean> {
  const attempt = await getAttempt(deps, attemptId);
  const answer = attempt && isInGateway(attempt) ? await askGateway(deps, attempt) : null;
  if (!attempt || !answer) return false;
  await applyAnswer(deps, attempt, answer);
  return answer.kind === "answered" && answer.outcome.state === "succeeded";
}

/** True when it was not known yet. */
async function keep({ sql }: JobDeps, accountId: string, payment: ListedPayment): Promise<boolean> {
  const [row] = await sql`
    select private.keep_arrival(${accountId}, 'list', ${
    sql.json({
      receipt: payment.receipt,
      gateway_ref: payment.gatewayRef,
      amount_minor: payment.amountMinor,
      fee_minor: payment.feeMinor ?? null,
      currency: payment.currency,
      payer: payment.payer ?? "",
      payer_name: payment.payerName ?? "",
      reference: payment.gatewayRef,
      came_at: payment.paidAt?.toISOString() ?? null,
    })
  }) as result`;
  return row!.result === "received";
}
