import { z } from "zod";
import {
  type ActiveScenario,
  type Prompt,
  PROMPT_MS,
  Scenario,
  type SentCallback,
} from "./model.ts";
import type { Network } from "./network.ts";

const Pin = z.object({ pin: z.string() });
const Advance = z.object({ advance_ms: z.number().int().nonnegative() });

interface Command {
  /** Like "POST approve". */
  name: string;
  id: string;
  body: unknown;
  params: URLSearchParams;
}

/** What tests and /dev/phone steer the simulator with, below /_sim/. No real Daraja has it. */
export async function answerControl(network: Network, request: Request): Promise<Response> {
  const { pathname, searchParams: params } = new URL(request.url);
  const [noun, id = "", verb] = pathname.split("/").slice(2).map(decodeURIComponent);
  const body = request.method === "POST" ? await request.json().catch(() => ({})) : {};
  const command = { name: `${request.method} ${verb ?? ""}`.trim(), id, body, params };
  try {
    if (noun === "prompts") return await answerPrompts(network, command);
    if (noun === "callbacks") return await answerCallbacks(network, command);
    if (noun === "scenario") return answerScenario(network, command);
    if (noun === "clock") return await answerClock(network, command);
    return notFound();
  } catch (error) {
    if (!(error instanceof z.ZodError)) throw error;
    return Response.json({ code: "invalid_input", issues: error.issues }, { status: 422 });
  }
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

const LISTED_PROMPTS = 50;

/** A prompt as its phone shows it, and what its shop was told. */
export interface ListedPrompt extends Prompt {
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

function answerScenario({ records }: Network, { name, body }: Command): Response {
  if (name === "POST") {
    const scenario = Scenario.parse(body);
    const active: ActiveScenario = { id: crypto.randomUUID(), scenario, used: 0 };
    records.put(`scenario:${active.id}`, active);
    return Response.json(active, { status: 201 });
  }
  if (name !== "DELETE") return notFound();
  for (const { id } of records.all<ActiveScenario>("scenario:")) records.delete(`scenario:${id}`);
  return new Response(null, { status: 204 });
}

async function answerClock(network: Network, { name, body }: Command): Promise<Response> {
  const { clock, records } = network;
  if (name !== "GET" && name !== "POST") return notFound();
  if (name === "POST") {
    const { advance_ms } = Advance.parse(body);
    records.put("clock", clock.now() + advance_ms - Date.now());
    await clock.advance(advance_ms);
  }
  return Response.json({ now: clock.now() });
}

function notFound(): Response {
  return Response.json({ code: "not_found" }, { status: 404 });
}
