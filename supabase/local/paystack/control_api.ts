import { z } from "zod";
import { feeOf } from "./messages.ts";
import { type ActiveScenario, Integration, Scenario, STATUSES } from "./model.ts";
import type { Network } from "./network.ts";

const Advance = z.object({ advance_ms: z.number().int().nonnegative() });
const End = z.object({ secret_key: z.string(), status: z.enum(STATUSES) });

interface Command {
  /** Like "POST end". */
  name: string;
  id: string;
  body: unknown;
  params: URLSearchParams;
}

/** What tests steer the simulator with, below /_sim/. No real Paystack has it. */
export async function answerControl(network: Network, request: Request): Promise<Response> {
  const { pathname, searchParams: params } = new URL(request.url);
  const [noun, id = "", verb] = pathname.split("/").slice(2).map(decodeURIComponent);
  const body = request.method === "POST" ? await request.json().catch(() => ({})) : {};
  const command = { name: `${request.method} ${verb ?? ""}`.trim(), id, body, params };
  try {
    if (noun === "integrations") return answerIntegrations(network, command);
    if (noun === "transactions") return await answerTransactions(network, command);
    if (noun === "deliveries") return await answerDeliveries(network, command);
    if (noun === "statement") return answerStatement(network, command);
    if (noun === "scenario") return answerScenario(network, command);
    if (noun === "clock") return await answerClock(network, command);
    return notFound();
  } catch (error) {
    if (!(error instanceof z.ZodError)) throw error;
    return Response.json({ code: "invalid_input", issues: error.issues }, { status: 422 });
  }
}

function answerIntegrations(network: Network, { name, body }: Command): Response {
  if (name !== "POST") return notFound();
  network.setIntegration(Integration.parse(body));
  return new Response(null, { status: 204 });
}

async function answerTransactions(network: Network, command: Command): Promise<Response> {
  const { name, id, body, params } = command;
  if (name === "GET" && !id) {
    const email = params.get("email");
    const wanted = network.transactions().filter((one) => !email || one.email === email);
    return Response.json(wanted.toReversed());
  }
  if (name !== "POST end") return notFound();
  const { secret_key, status } = End.parse(body);
  const transaction = network.transaction(secret_key, id);
  if (!transaction) return notFound();
  await network.end(transaction, status);
  return Response.json({ status });
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

async function answerClock(
  { clock, records }: Network,
  { name, body }: Command,
): Promise<Response> {
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
