import { z } from "zod";
import { answerClock, answerCommand, answerScenario, type Command, notFound } from "../control.ts";
import { answerDisputeCommand } from "./disputes.ts";
import { feeOf } from "./messages.ts";
import { Integration, RefundScenario, Scenario, STATUSES } from "./model.ts";
import type { Network } from "./network.ts";
import { listRefunds } from "./refunds.ts";

const End = z.object({ secret_key: z.string(), status: z.enum(STATUSES) });

/** What tests steer the simulator with, below /_sim/. No real Paystack has it. */
export function answerControl(network: Network, request: Request): Promise<Response> {
  return answerCommand(request, {
    integrations: (command) => answerIntegrations(network, command),
    transactions: (command) => answerTransactions(network, command),
    deliveries: (command) => answerDeliveries(network, command),
    statement: (command) => answerStatement(network, command),
    disputes: (command) => answerDisputeCommand(network, command),
    refunds: (command) => answerRefundCommand(network, command),
    scenario: (command) => answerScenario(network.records, Scenario, command),
    clock: (command) => answerClock(network, command),
  });
}

function answerIntegrations(network: Network, { name, body }: Command): Response {
  if (name !== "POST") return notFound();
  network.setIntegration(Integration.parse(body));
  return new Response(null, { status: 204 });
}

async function answerTransactions(network: Network, command: Command): Promise<Response> {
  const { name, id, body, params } = command;
  if (name === "GET" && !id) {
    const [email, reference] = [params.get("email"), params.get("reference")];
    const wanted = network.transactions().filter((one) =>
      (!email || one.email === email) && (!reference || one.reference === reference)
    );
    return Response.json(wanted.toReversed());
  }
  if (name !== "POST end") return notFound();
  const { secret_key, status } = End.parse(body);
  const transaction = network.transaction(secret_key, id);
  if (!transaction) return notFound();
  await network.end(transaction, status);
  return Response.json({ status });
}

/** Refunds of a transaction; or what shall happen to the next ones. */
function answerRefundCommand(network: Network, { name, body, params }: Command): Response {
  if (name === "GET") {
    const reference = params.get("reference");
    return Response.json(
      listRefunds(network).filter((one) => !reference || one.reference === reference),
    );
  }
  if (name !== "POST") return notFound();
  const id = crypto.randomUUID();
  const scenario = RefundScenario.parse(body);
  network.records.put(`refund-scenario:${id}`, { id, scenario, used: 0 });
  return Response.json({ id }, { status: 201 });
}

async function answerDeliveries(
  network: Network,
  { name, id, params }: Command,
): Promise<Response> {
  const reference = params.get("reference");
  const deliveries = network.deliveries();
  if (name === "GET") {
    return Response.json(deliveries.filter((one) => !reference || one.reference === reference));
  }
  const delivery = deliveries.find((one) => one.id === id);
  if (name !== "POST resend" || !delivery) return notFound();
  return Response.json(await network.deliver(delivery));
}

/** What an integration really took, for whoever reconciles. */
function answerStatement(network: Network, { name, params }: Command): Response {
  if (name !== "GET") return notFound();
  const lines = network.transactions(params.get("secret_key") ?? undefined).flatMap((one) =>
    one.paid
      ? [{ id: one.id, reference: one.reference, ...one.paid, fees: feeOf(one.paid.amount) }]
      : []
  );
  return Response.json(lines);
}
