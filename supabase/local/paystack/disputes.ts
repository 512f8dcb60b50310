import { z } from "zod";
import { type Command, notFound } from "../control.ts";
import { done, failure, transactionData } from "./messages.ts";
import type { Dispute, Integration } from "./model.ts";
import type { Network } from "./network.ts";

const NewDispute = z.strictObject({
  secret_key: z.string(),
  reference: z.string(),
  amount: z.number().int().positive().optional(),
  /** Tells nobody. */
  is_silent: z.boolean().default(false),
});
const Resolution = z.strictObject({
  resolution: z.enum(["declined", "merchant-accepted", "auto-accepted"]),
  copies: z.number().int().min(1).max(1_000).default(1),
});

/** Answers GET /dispute/{id}. */
export function answerDispute(network: Network, integration: Integration, id: string): Response {
  const dispute = find(network, id);
  if (dispute?.secretKey !== integration.secret_key) {
    return failure(404, "dispute_not_found", "Dispute not found");
  }
  return done("Dispute retrieved", disputeData(network, dispute));
}

/** What buyers' banks do: below /_sim/disputes. */
export async function answerDisputeCommand(
  network: Network,
  { name, id, body }: Command,
): Promise<Response> {
  if (name === "POST") return await open(network, NewDispute.parse(body));
  const dispute = find(network, id);
  if (name !== "POST resolve" || !dispute) return notFound();
  const { resolution, copies } = Resolution.parse(body);
  const resolved: Dispute = { ...dispute, status: "resolved", resolution };
  save(network, resolved);
  await tell(network, resolved, { event: "charge.dispute.resolve", duplicates: copies - 1 });
  return Response.json(resolved);
}

async function open(network: Network, wanted: z.output<typeof NewDispute>): Promise<Response> {
  const { secret_key, reference, amount, is_silent } = wanted;
  const paid = network.transaction(secret_key, reference)?.paid;
  if (!paid) return notFound();
  const number = (network.records.get<number>("disputes") ?? 0) + 1;
  network.records.put("disputes", number);
  const dispute: Dispute = {
    id: 300_000 + number,
    secretKey: secret_key,
    reference,
    amount: amount ?? paid.amount,
    status: "awaiting-merchant-feedback",
    resolution: null,
  };
  save(network, dispute);
  if (!is_silent) await tell(network, dispute, { event: "charge.dispute.create", duplicates: 0 });
  return Response.json(dispute, { status: 201 });
}

async function tell(
  network: Network,
  dispute: Dispute,
  { event, duplicates }: { event: string; duplicates: number },
): Promise<void> {
  const { id, secretKey, reference } = dispute;
  const body = JSON.stringify({ event, data: disputeData(network, dispute) });
  await network.tell({ id: `${event}.${id}`, secretKey, reference, body }, { duplicates });
}

function disputeData(network: Network, dispute: Dispute) {
  const transaction = network.transaction(dispute.secretKey, dispute.reference)!;
  return {
    id: dispute.id,
    refund_amount: dispute.amount,
    currency: transaction.paid!.currency,
    status: dispute.status,
    resolution: dispute.resolution,
    category: "chargeback",
    transaction: transactionData(transaction),
  };
}

function find({ records }: Network, id: string): Dispute | undefined {
  return records.get(`dispute:${id}`);
}

function save({ records }: Network, dispute: Dispute): void {
  records.put(`dispute:${dispute.id}`, dispute);
}
