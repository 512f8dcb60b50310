import { z } from "zod";
import { answerClock, answerCommand, answerScenario, type Command, notFound } from "../control.ts";
import { type Charge, endOf, ENDS, lastTry, LocalAccount, Scenario } from "./model.ts";
import type { Network } from "./network.ts";
import { answerRefundCommand, answerStatement } from "./refunds.ts";

const ChargeEnd = z.object({ end: z.enum(ENDS) });
const Pin = z.object({ pin: z.string() });
const LISTED_PROMPTS = 50;

/** What tests and /dev/phone steer the simulator with, below /_sim/. No real gateway has it. */
export function answerControl(network: Network, request: Request): Promise<Response> {
  return answerCommand(request, {
    accounts: (command) => answerAccounts(network, command),
    charges: (command) => answerCharges(network, command),
    prompts: (command) => answerPrompts(network, command),
    deliveries: (command) => answerDeliveries(network, command),
    refunds: (command) => answerRefundCommand(network, command),
    statement: (command) => answerStatement(network, command),
    scenario: (command) => answerScenario(network.records, Scenario, command),
    clock: (command) => answerClock(network, command),
  });
}

function answerAccounts(network: Network, { name, body }: Command): Response {
  if (name !== "POST") return notFound();
  network.setAccount(LocalAccount.parse(body));
  return new Response(null, { status: 204 });
}

async function answerCharges(
  network: Network,
  { name, id, body, params }: Command,
): Promise<Response> {
  if (name === "GET") {
    const reference = params.get("reference");
    const wanted = network.charges().filter((one) => !reference || one.reference === reference);
    return Response.json(wanted.toReversed());
  }
  const charge = network.chargeByCode(id);
  if (name !== "POST end" || !charge) return notFound();
  await network.end(charge, ChargeEnd.parse(body).end);
  return Response.json({ result: "ended" });
}

/** The same as Daraja's stand-in has, for whoever shows all phones on one page. */
async function answerPrompts(network: Network, command: Command): Promise<Response> {
  const { name, id, body, params } = command;
  if (name === "GET") return Response.json(listPrompts(network, params.get("phone")));
  const charge = network.chargeByCode(id);
  if (!charge) return notFound();
  if (endOf(charge) !== "open") return Response.json({ code: "prompt_has_ended" }, { status: 409 });
  if (name === "POST approve") {
    return Response.json({ result: await network.enterPin(charge, Pin.parse(body).pin) });
  }
  const end = { "POST refuse": "cancelled", "POST timeout": "expired" }[name];
  if (!end) return notFound();
  await network.end(charge, end as "cancelled" | "expired");
  return Response.json({ result: "ended" });
}

function listPrompts(network: Network, phone: string | null) {
  const states = new Map(network.deliveries().map((sent) => [sent.reference, sent.state]));
  return network.charges()
    .filter((charge) => !phone || charge.phone === phone)
    .slice(-LISTED_PROMPTS)
    .map((charge) => ({
      id: charge.code,
      phone: charge.phone,
      amount: charge.amount,
      currency: charge.currency,
      payee: network.protocol.title,
      reference: charge.label,
      wrongPins: charge.wrongPins,
      secondsLeft: secondsLeft(network, charge),
      callbackState: states.get(charge.reference) ?? null,
      end: endOfPrompt(charge),
      createdAt: charge.createdAt,
    }))
    .toReversed();
}

function secondsLeft({ protocol, clock }: Network, { createdAt }: Charge): number {
  const endsAt = createdAt + (protocol.promptMs ?? 0);
  return Math.max(0, Math.ceil((endsAt - clock.now()) / 1000));
}

function endOfPrompt(charge: Charge) {
  const last = lastTry(charge);
  if (!last || last.end === "open") return null;
  const { end, at, receipt } = last;
  return { code: end, text: end, at, receipt: end === "paid" ? receipt : null };
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
