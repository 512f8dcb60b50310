import { z } from "zod";
import { answerClock, answerCommand, answerScenario, type Command, notFound } from "../control.ts";
import { PayoutScenario, type Prompt, PROMPT_MS, Scenario, type SentCallback } from "./model.ts";
import type { Network } from "./network.ts";
import { listPayouts } from "./payouts.ts";
import { ReceiptScenario } from "./receipts.ts";
import { payByHand, TypedPayment } from "./tills.ts";

const Pin = z.object({ pin: z.string() });

/** What tests and /dev/phone steer the simulator with, below /_sim/. No real Daraja has it. */
export function answerControl(network: Network, request: Request): Promise<Response> {
  return answerCommand(request, {
    prompts: (command) => answerPrompts(network, command),
    callbacks: (command) => answerCallbacks(network, command),
    payouts: (command) => answerPayouts(network, command),
    till: (command) => answerTill(network, command),
    receipts: (command) => answerReceipts(network, command),
    scenario: (command) => answerScenario(network.records, Scenario, command),
    clock: (command) => answerClock(network, command),
  });
}

async function answerPrompts(network: Network, command: Command): Promise<Response> {
  const { name, id, body, params } = command;
  if (name === "GET") return Response.json(listPrompts(network, params.get("phone")));
  const prompt = network.prompt(id);
  if (!prompt) return notFound();
  if (prompt.end) return Response.json({ code: "prompt_has_ended" }, { status: 409 });
  if (name === "POST approve") {
    return Response.json({ result: await network.enterPin(prompt, Pin.parse(body).pin) });
  }
  const code = { "POST refuse": "1032", "POST timeout": "1037" }[name];
  if (!code) return notFound();
  await network.end(prompt, code);
  return Response.json({ result: "ended" });
}

/** Somebody pays the till by hand. */
async function answerTill(network: Network, { name, body }: Command): Promise<Response> {
  if (name !== "POST") return notFound();
  const typed = TypedPayment.safeParse(body);
  if (!typed.success) return Response.json({ code: "not_payable" }, { status: 422 });
  const paid = await payByHand(network, typed.data);
  return paid
    ? Response.json(paid, { status: 201 })
    : Response.json({ code: "turned_away" }, { status: 409 });
}

/** What questions about a receipt shall be told, beside the truth. */
function answerReceipts({ records }: Network, { name, id, body }: Command): Response {
  if (name !== "POST" || !id) return notFound();
  records.put(`receipt-scenario:${id}`, ReceiptScenario.parse(body));
  return new Response(null, { status: 204 });
}

/** Payments out to a phone; or what shall happen to the next ones. */
function answerPayouts(network: Network, { name, body, params }: Command): Response {
  if (name === "GET") {
    const phone = params.get("phone");
    return Response.json(listPayouts(network).filter((one) => !phone || one.phone === phone));
  }
  if (name !== "POST") return notFound();
  const id = crypto.randomUUID();
  const scenario = PayoutScenario.parse(body);
  network.records.put(`payout-scenario:${id}`, { id, scenario, used: 0 });
  return Response.json({ id }, { status: 201 });
}

const LISTED_PROMPTS = 50;

/** A prompt as its phone shows it, and what its shop was told. */
export interface ListedPrompt extends Prompt {
  id: string;
  amount: number;
  currency: "KES";
  payee: string;
  secondsLeft: number;
  callbackState: SentCallback["state"] | null;
}

/** Newest first. */
function listPrompts(network: Network, phone: string | null): ListedPrompt[] {
  const callbacks = new Map(network.callbacks().map((sent) => [sent.checkoutId, sent.state]));
  return network.prompts()
    .filter((prompt) => !phone || prompt.phone === phone)
    .slice(-LISTED_PROMPTS)
    .map((prompt) => ({
      ...prompt,
      id: prompt.checkoutId,
      amount: prompt.shillings,
      currency: "KES" as const,
      payee: prompt.shortCode,
      secondsLeft: Math.max(
        0,
        Math.ceil((prompt.createdAt + PROMPT_MS - network.clock.now()) / 1000),
      ),
      callbackState: callbacks.get(prompt.checkoutId) ?? null,
    }))
    .toReversed();
}

async function answerCallbacks(network: Network, command: Command): Promise<Response> {
  const { name, id, params } = command;
  const checkout = params.get("checkout");
  const callbacks = network.callbacks();
  if (name === "GET") {
    const wanted = callbacks.filter((sent) => !checkout || sent.checkoutId === checkout);
    return Response.json(wanted.toReversed());
  }
  const callback = callbacks.find((sent) => sent.id === id);
  if (name !== "POST resend" || !callback) return notFound();
  return Response.json(await network.deliver(callback));
}
