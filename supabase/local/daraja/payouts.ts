import type { ActiveScenario } from "../control.ts";
import { payoutResult, statusResult } from "./messages.ts";
import { type Payout, type PayoutScenario, RESULT_TEXTS } from "./model.ts";
import type { Network } from "./network.ts";

const TEXTS: Record<string, string> = {
  ...RESULT_TEXTS,
  "2040": "Credit Party customer type (Unregistered or Registered Customer) can't be supported.",
};

export type NewPayout = Pick<
  Payout,
  "conversation" | "phone" | "shillings" | "remarks" | "resultUrl" | "timeoutUrl"
>;

export function listPayouts({ records }: Network): Payout[] {
  return records.all<Payout>("payout:");
}

export function findPayout({ records }: Network, conversation: string): Payout | undefined {
  return records.get(`payout:${conversation}`);
}

/** The first scenario that is for such a payment, counted as used. */
export function takePayoutScenario(
  { records }: Network,
  { phone, shillings }: NewPayout,
): PayoutScenario | null {
  for (const active of records.all<ActiveScenario<PayoutScenario>>("payout-scenario:")) {
    const { match, times } = active.scenario;
    if (match.phone && match.phone !== phone) continue;
    if (match.amount && match.amount !== shillings) continue;
    if (times && active.used >= times) continue;
    records.put(`payout-scenario:${active.id}`, { ...active, used: active.used + 1 });
    return active.scenario;
  }
  return null;
}

/** Takes a payment out; it ends at once, or after the scenario's time. */
export async function payOut(
  network: Network,
  wanted: NewPayout,
  scenario: PayoutScenario | null,
): Promise<Payout> {
  const number = (network.records.get<number>("payouts") ?? 0) + 1;
  network.records.put("payouts", number);
  const payout: Payout = {
    ...wanted,
    number,
    createdAt: network.clock.now(),
    scenario,
    end: null,
  };
  save(network, payout);
  if (scenario?.after_ms) wake(network, payout);
  else await end(network, payout.conversation);
  return findPayout(network, payout.conversation)!;
}

/** Goes on with those that were under way when the simulator stopped. */
export function wakePayouts(network: Network): void {
  for (const payout of listPayouts(network)) if (!payout.end) wake(network, payout);
}

function wake(network: Network, { createdAt, conversation, scenario }: Payout): void {
  network.clock.at(createdAt + (scenario?.after_ms ?? 0), () => end(network, conversation));
}

async function end(network: Network, conversation: string): Promise<void> {
  const payout = findPayout(network, conversation);
  if (!payout || payout.end) return;
  const { code = "0", result } = payout.scenario ?? {};
  const random = BigInt("0x" + network.random(`payout ${payout.number}`)).toString(36);
  const receipt = code === "0" ? `U${random.toUpperCase()}`.slice(0, 10) : null;
  const text = TEXTS[code] ?? "It ended for a reason of its own";
  const ended: Payout = { ...payout, end: { code, text, receipt } };
  save(network, ended);
  const message = { checkoutId: conversation, dueAt: network.clock.now() };
  const body = payoutResult(ended);
  if (result?.times_out_first) {
    const gaveUp = { ...body.Result, ResultCode: 1037, ResultDesc: "Timed out in the queue" };
    await network.tell({ ...message, url: payout.timeoutUrl, body: { Result: gaveUp } });
  }
  if (result?.drop) return;
  const copies = Array.from({ length: 1 + (result?.duplicates ?? 0) });
  await Promise.all(copies.map(() => network.tell({ ...message, url: payout.resultUrl, body })));
}

/** Answers a question about a payment, at the address that the question named. */
export async function tellStatus(
  network: Network,
  conversation: string,
  url: string,
): Promise<void> {
  const payout = findPayout(network, conversation);
  const told = payout?.scenario?.status;
  if (told === "silent") return;
  const question = (network.records.get<number>("questions") ?? 0) + 1;
  network.records.put("questions", question);
  const truth = payout?.end ? payout.end.code === "0" ? "Completed" : "Failed" : "Pending";
  const word = typeof told === "object" ? told.word : truth;
  await network.tell({
    checkoutId: conversation,
    url,
    body: statusResult(payout, question, word),
    dueAt: network.clock.now(),
  });
}

function save({ records }: Network, payout: Payout): void {
  records.put(`payout:${payout.conversation}`, payout);
}
