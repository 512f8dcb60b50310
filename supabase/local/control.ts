/** What the stand-ins of payment gateways share of being steered, below `/_sim/`. */
import { z } from "zod";
import type { Clock } from "./clock.ts";
import type { Records } from "./records.ts";

const Advance = z.object({ advance_ms: z.number().int().nonnegative() });

export interface Command {
  /** Like "POST approve". */
  name: string;
  id: string;
  body: unknown;
  params: URLSearchParams;
}

/** What happens next to those that match, until it is used up. */
export interface ActiveScenario<Scenario> {
  id: string;
  scenario: Scenario;
  used: number;
}

type Answer = (command: Command) => Response | Promise<Response>;

/** Leads `/_sim/{noun}/{id}/{verb}` to who answers for the noun; input that cannot be is a 422. */
export async function answerCommand(
  request: Request,
  nouns: Record<string, Answer>,
): Promise<Response> {
  const { pathname, searchParams: params } = new URL(request.url);
  const [noun = "", id = "", verb] = pathname.split("/").slice(2).map(decodeURIComponent);
  const body = request.method === "POST" ? await request.json().catch(() => ({})) : {};
  const command = { name: `${request.method} ${verb ?? ""}`.trim(), id, body, params };
  if (!Object.hasOwn(nouns, noun)) return notFound();
  try {
    return await nouns[noun]!(command);
  } catch (error) {
    if (!(error instanceof z.ZodError)) throw error;
    return Response.json({ code: "invalid_input", issues: error.issues }, { status: 422 });
  }
}

/** Says what shall happen, or takes all of that back. */
export function answerScenario<Scenario>(
  records: Records,
  Schema: z.ZodType<Scenario>,
  { name, body }: Command,
): Response {
  if (name === "POST") {
    const scenario = Schema.parse(body);
    const active: ActiveScenario<Scenario> = { id: crypto.randomUUID(), scenario, used: 0 };
    records.put(`scenario:${active.id}`, active);
    return Response.json(active, { status: 201 });
  }
  if (name !== "DELETE") return notFound();
  for (const { id } of records.all<ActiveScenario<Scenario>>("scenario:")) {
    records.delete(`scenario:${id}`);
  }
  return new Response(null, { status: 204 });
}

/** Tells the time, or lets some pass. */
export async function answerClock(
  { clock, records }: { clock: Clock; records: Records },
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

export function notFound(): Response {
  return Response.json({ code: "not_found" }, { status: 404 });
}
