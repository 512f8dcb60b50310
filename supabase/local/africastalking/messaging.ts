import type { NewMessage } from "../mailbox/mod.ts";

export interface MessagingOptions {
  username: string;
  apiKey: string;
  deliver(message: NewMessage): Promise<unknown>;
}

interface Recipient {
  statusCode: number;
  number: string;
  status: string;
  cost: string;
  messageId: string;
}

/** The codes of the public documentation, for `POST /_sim/scenario`. */
const FAILURES: Record<string, number> = {
  RiskHold: 401,
  InvalidSenderId: 402,
  InvalidPhoneNumber: 403,
  UnsupportedNumberType: 404,
  InsufficientBalance: 405,
  UserInBlacklist: 406,
  CouldNotRoute: 407,
  DoNotDisturbRejection: 409,
  InternalServerError: 500,
  GatewayError: 501,
  RejectedByGateway: 502,
};

const COST = "KES 0.8000";

/**
 * `POST /version1/messaging` as Africa's Talking answers it, and `POST /_sim/scenario {to, status, times}`:
 * the next messages to that phone end as `status` says, or the gateway itself answers 503 for "Down".
 */
export function messagingHandler(options: MessagingOptions): (r: Request) => Promise<Response> {
  const scenarios = new Map<string, string[]>();
  return async (request) => {
    const { pathname } = new URL(request.url);
    if (request.method !== "POST") return new Response("Not found", { status: 404 });
    if (pathname === "/_sim/scenario") {
      const { to, status, times = 1 } = await request.json();
      scenarios.set(to, Array(times).fill(status));
      return new Response(null, { status: 204 });
    }
    if (pathname !== "/version1/messaging") return new Response("Not found", { status: 404 });
    const form = new URLSearchParams(await request.text());
    return refusal(request, form, options) ?? await send(form, scenarios, options);
  };
}

/** What the API says to the whole request, as plain text. */
function refusal(
  request: Request,
  form: URLSearchParams,
  { apiKey, username }: MessagingOptions,
): Response | null {
  if (request.headers.get("apiKey") !== apiKey || form.get("username") !== username) {
    return new Response("The supplied authentication is invalid", { status: 401 });
  }
  const missing = ["to", "message"].find((field) => !form.get(field));
  if (!missing) return null;
  return new Response(`Request is missing required form field '${missing}'`, { status: 400 });
}

async function send(
  form: URLSearchParams,
  scenarios: Map<string, string[]>,
  { deliver }: MessagingOptions,
): Promise<Response> {
  const numbers = form.get("to")!.split(",").map((number) => number.trim());
  const planned = numbers.map((number) => scenarios.get(number)?.shift());
  if (planned.includes("Down")) return new Response("Service Unavailable", { status: 503 });

  const recipients = numbers.map((number, i) => toRecipient(number, planned[i]));
  const taken = recipients.filter(({ statusCode }) => statusCode < 400);
  for (const { number } of taken) {
    await deliver({
      channel: "sms",
      from: form.get("from") ?? "AFRICASTKNG",
      to: [number],
      subject: null,
      text: form.get("message")!,
      html: null,
      message_id: null,
    });
  }
  const cost = taken.length > 0 ? `KES ${(0.8 * taken.length).toFixed(4)}` : "0";
  const Message = `Sent to ${taken.length}/${recipients.length} Total Cost: ${cost}`;
  return Response.json({ SMSMessageData: { Message, Recipients: recipients } }, { status: 201 });
}

function toRecipient(number: string, planned: string | undefined): Recipient {
  const failure = planned ?? (/^\+[1-9]\d{6,14}$/.test(number) ? undefined : "InvalidPhoneNumber");
  if (failure !== undefined) {
    const statusCode = FAILURES[failure] ?? 500;
    return { statusCode, number, status: failure, cost: "0", messageId: "None" };
  }
  const messageId = `ATXid_${crypto.randomUUID().replaceAll("-", "")}`;
  return { statusCode: 101, number, status: "Success", cost: COST, messageId };
}
