import { type ActiveScenario, type Command, notFound } from "../control.ts";
import { type Charge, type Refund, RefundScenario, type Try } from "./model.ts";
import type { Network } from "./network.ts";

/** Refunds of an account, or of all of them, oldest first. */
export function refundsOf({ records }: Network, account?: string): Refund[] {
  return records.all<Refund>("refund:").filter((one) => !account || one.account === account);
}

interface RefundAnswers {
  busy(): Response;
  /** More than is left, or not the merchant's to give. */
  refused(why: string): Response;
  /** What is said half a minute after the work was done, or was not. */
  lost(): Response;
  accepted(refund: Refund): Response;
}

interface WantedRefund {
  charge: Charge;
  one: Try;
  amount: number;
  note: string;
  ownRef?: string | null;
}

/** Gives money of a try back as a request wants it, unless a scenario wants something else. */
export async function openRefund(
  network: Network,
  { charge, one, amount, note, ownRef = null }: WantedRefund,
  answers: RefundAnswers,
): Promise<Response> {
  if (one.end !== "paid" || !(amount > 0) || amount > leftOf(network, one)) {
    return answers.refused("The amount is more than what is left of the transaction");
  }
  const scenario = takeScenario(network, { reference: charge.reference, amount });
  if (scenario?.answer === "busy") return answers.busy();
  if (scenario?.answer === "server_error") return answers.lost();
  if (scenario?.answer === "refused") return answers.refused("Insufficient balance");
  const refund: Refund = {
    id: 7_000_000 + network.count("refunds"),
    account: charge.account,
    reference: charge.reference,
    tryId: one.id,
    amount: scenario?.gives ?? amount,
    currency: one.currency,
    end: "pending",
    ownRef,
    note,
    createdAt: network.clock.now(),
    scenario,
  };
  save(network, refund);
  if (scenario?.after_ms) wake(network, refund);
  else await end(network, refund.id);
  return scenario?.answer === "lost_answer" ? answers.lost() : answers.accepted(refund);
}

/** What nothing else gives back; in hundredths, as amounts have them at most. */
function leftOf(network: Network, one: Try): number {
  const back = refundsOf(network).filter(({ tryId, end }) => tryId === one.id && end !== "failed");
  return back.reduce((left, { amount }) => left - Math.round(amount * 100), one.amount * 100) / 100;
}

/** Goes on with those that were under way when the simulator stopped. */
export function wakeRefunds(network: Network): void {
  for (const refund of refundsOf(network)) if (refund.end === "pending") wake(network, refund);
}

function wake(network: Network, { id, createdAt, scenario }: Refund): void {
  network.clock.at(createdAt + (scenario?.after_ms ?? 0), () => end(network, id));
}

async function end(network: Network, id: number): Promise<void> {
  const refund = refundsOf(network).find((one) => one.id === id);
  if (refund?.end !== "pending") return;
  const ended: Refund = { ...refund, end: refund.scenario?.end ?? "done" };
  save(network, ended);
  const message = network.protocol.tellRefund?.(network, ended) ?? null;
  await network.send(ended, message, ended.scenario?.callback);
}

function takeScenario(
  { records }: Network,
  asked: { reference: string; amount: number },
): RefundScenario | null {
  for (const active of records.all<ActiveScenario<RefundScenario>>("refund-scenario:")) {
    const { match, times } = active.scenario;
    if (match.reference && match.reference !== asked.reference) continue;
    if (match.amount && match.amount !== asked.amount) continue;
    if (times && active.used >= times) continue;
    records.put(`refund-scenario:${active.id}`, { ...active, used: active.used + 1 });
    return active.scenario;
  }
  return null;
}

function save({ records }: Network, refund: Refund): void {
  records.put(`refund:${refund.id}`, refund);
}

/** Refunds of a charge; or what shall happen to the next ones. */
export function answerRefundCommand(
  network: Network,
  { name, body, params }: Command,
): Response {
  if (name === "GET") {
    const reference = params.get("reference");
    return Response.json(
      refundsOf(network).filter((one) => !reference || one.reference === reference),
    );
  }
  if (name !== "POST") return notFound();
  const id = crypto.randomUUID();
  const scenario = RefundScenario.parse(body);
  network.records.put(`refund-scenario:${id}`, { id, scenario, used: 0 });
  return Response.json({ id }, { status: 201 });
}

/** What really came and went back, for whoever reconciles. Amounts are major units. */
export function answerStatement(network: Network, { name }: Command): Response {
  if (name !== "GET") return notFound();
  const came = network.charges().flatMap(({ reference, tries }) =>
    tries.filter(({ end }) => end === "paid")
      .map(({ amount, currency }) => ({ reference, amount, currency }))
  );
  const went = refundsOf(network).filter(({ end }) => end === "done")
    .map(({ reference, amount, currency }) => ({ reference, amount: -amount, currency }));
  return Response.json([...came, ...went]);
}
