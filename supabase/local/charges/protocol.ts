import type { Charge, Delivery, Refund } from "./model.ts";
import type { Network, NewCharge } from "./network.ts";

export type Message = Pick<Delivery, "url" | "method" | "headers" | "body">;

/** What one gateway does in its own way; everything else is the same for all of them. */
export interface Protocol {
  /** Its folder's name, and that of its records. */
  name: string;
  /** What people call it. */
  title: string;
  /** How long a prompt waits on a phone; null where one pays on a page. */
  promptMs: number | null;
  /** Answers as the gateway's API does, errors included. */
  answer(network: Network, request: Request): Promise<Response> | Response;
  /** What the shop is told of a charge that moved; null when nothing. */
  tell(network: Network, charge: Charge): Message | null;
  /** What the shop is told of a refund that ended. Left out where refunds are not told, or not made. */
  tellRefund?(network: Network, refund: Refund): Message | null;
  /** How long after its last try a message that was not taken is sent again; null when never. */
  retryInMs(tries: number): number | null;
  /** What the browser brings back from a page. */
  returnParams?(charge: Charge, how: "paid" | "failed" | "cancelled"): Record<string, string>;
}

interface OpeningAnswers {
  busy(): Response;
  accepted(charge: Charge): Response;
}

/** Asks the shopper for money as a request wants it, unless a scenario wants something else. */
export async function openCharge(
  network: Network,
  wanted: NewCharge,
  answers: OpeningAnswers,
): Promise<Response> {
  const scenario = network.takeScenario(wanted);
  if (scenario?.submit === "busy") return answers.busy();
  if (scenario?.submit === "server_error") {
    return new Response("<html>Bad Gateway</html>", { status: 502 });
  }
  const charge = network.open(wanted, scenario);
  if (scenario?.callback.before_answer) await network.end(charge, scenario.shopper?.end ?? "paid");
  if (scenario?.submit === "slow_answer") await network.pause(scenario.answer_after_ms);
  if (scenario?.submit === "lost_answer") return new Response(null, { status: 504 });
  return answers.accepted(charge);
}

/** The object in a request; null when it is none. */
export async function readBody(request: Request): Promise<Record<string, unknown> | null> {
  const body = await request.json().catch(() => null);
  return typeof body === "object" && body !== null ? body : null;
}

/** The name of the first field that is not as it must be. */
export function wrongField(
  body: Record<string, unknown>,
  rules: Record<string, RegExp>,
): string | undefined {
  return Object.keys(rules).find((name) => !rules[name]!.test(String(body[name] ?? "")));
}
