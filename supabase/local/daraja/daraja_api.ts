import { LOCAL_MPESA_ACCOUNT } from "@/lib/payments/mod.ts";
import { failure, payoutAccepted, pushAccepted, queryResult } from "./messages.ts";
import { type AccessToken, type Prompt, RESULT_TEXTS, type Scenario } from "./model.ts";
import type { Network, NewPrompt } from "./network.ts";
import { findPayout, type NewPayout, payOut, takePayoutScenario, tellStatus } from "./payouts.ts";
import { tellReceipt } from "./receipts.ts";
import { register, simulate } from "./tills.ts";

const TOKEN_S = 3599;
const MAX_SHILLINGS = 250_000;

const { settings: APP, credentials: KEYS } = LOCAL_MPESA_ACCOUNT;

const PUSH = "/mpesa/stkpush/v1/processrequest";
const QUERY = "/mpesa/stkpushquery/v1/query";
const PAYOUT = "/mpesa/b2c/v3/paymentrequest";
const STATUS = "/mpesa/transactionstatus/v1/query";
const REGISTER = "/mpesa/c2b/v2/registerurl";
const SIMULATE = "/mpesa/c2b/v2/simulate";

type Body = Record<string, unknown>;

const PRODUCTS: Record<string, (network: Network, body: Body) => Response | Promise<Response>> = {
  [PUSH]: push,
  [QUERY]: query,
  [PAYOUT]: takePayout,
  [STATUS]: takeQuestion,
  [REGISTER]: register,
  [SIMULATE]: simulate,
};

/** Answers as Daraja does, errors included. */
export async function answerDaraja(network: Network, request: Request): Promise<Response> {
  const { pathname, searchParams } = new URL(request.url);
  if (pathname === "/oauth/v1/generate") return issueToken(network, request, searchParams);
  const product = PRODUCTS[pathname];
  if (!product) return failure(404, "404.001.01", "Resource not found");
  if (request.method !== "POST") return failure(405, "405.001", "Method Not Allowed");
  if (!isTokenValid(network, request)) return failure(404, "404.001.03", "Invalid Access Token");
  const body = await request.json().catch(() => null);
  if (typeof body !== "object" || body === null) {
    return failure(400, "400.002.05", "Invalid Request Payload");
  }
  return await product(network, body);
}

/** A new token makes the app's older ones worthless. */
function issueToken(network: Network, request: Request, params: URLSearchParams): Response {
  const basic = `Basic ${btoa(`${KEYS.consumer_key}:${KEYS.consumer_secret}`)}`;
  if (request.headers.get("authorization") !== basic) {
    return failure(400, "400.008.01", "Invalid Authentication passed");
  }
  if (params.get("grant_type") !== "client_credentials") {
    return failure(400, "400.008.02", "Invalid grant type passed");
  }
  const token = crypto.randomUUID().replaceAll("-", "").slice(0, 28);
  const expiresAt = network.clock.now() + TOKEN_S * 1000;
  network.records.put("token", { consumerKey: KEYS.consumer_key, token, expiresAt });
  return Response.json({ access_token: token, expires_in: String(TOKEN_S) });
}

function isTokenValid({ records, clock }: Network, request: Request): boolean {
  const token = records.get<AccessToken>("token");
  return token !== undefined && token.expiresAt > clock.now() &&
    request.headers.get("authorization") === `Bearer ${token.token}`;
}

async function push(network: Network, body: Body): Promise<Response> {
  const wrong = wrongField(body);
  if (wrong) return failure(400, "400.002.02", `Bad Request - Invalid ${wrong}`);
  const refused = refuseProof(body);
  if (refused) return refused;
  const wanted: NewPrompt = {
    shortCode: String(body.BusinessShortCode),
    phone: String(body.PhoneNumber),
    shillings: Number(body.Amount),
    reference: String(body.AccountReference),
    description: String(body.TransactionDesc),
    callbackUrl: String(body.CallBackURL),
  };
  const scenario = network.takeScenario(wanted);
  const failed = failPush(scenario);
  if (failed) return failed;
  if (network.isLocked(wanted.phone) || scenario?.push === "locked") {
    return failure(500, "500.001.1001", RESULT_TEXTS["1001"]!);
  }
  const prompt = network.push(wanted, scenario);
  if (scenario?.callback.before_answer) await network.end(prompt, scenario.shopper?.code ?? "0");
  if (scenario?.push === "slow_answer") await network.pause(scenario.answer_after_ms);
  if (scenario?.push === "lost_answer") return new Response(null, { status: 504 });
  return pushAccepted(prompt);
}

/** The name of the first field that is not as it must be. */
function wrongField(body: Body): string | undefined {
  const name = wrongIn(body, [
    ["BusinessShortCode", /^\d{5,7}$/],
    ["Timestamp", /^20\d{12}$/],
    ["TransactionType", /^Customer(PayBill|BuyGoods)Online$/],
    ["Amount", /^[1-9]\d{0,5}$/],
    ["PartyA", /^254[17]\d{8}$/],
    ["PartyB", /^\d{5,8}$/],
    ["PhoneNumber", /^254[17]\d{8}$/],
    ["CallBackURL", /^https?:\/\/\S+$/],
    ["AccountReference", /^.{1,12}$/],
    ["TransactionDesc", /^.{1,13}$/],
  ]);
  return name ?? (Number(body.Amount) > MAX_SHILLINGS ? "Amount" : undefined);
}

function wrongIn(body: Body, rules: [string, RegExp][]): string | undefined {
  return rules.find(([name, rule]) => !rule.test(String(body[name] ?? "")))?.[0];
}

/** Takes each conversation once. */
async function takePayout(network: Network, body: Body): Promise<Response> {
  const wrong = wrongIn(body, [
    ["OriginatorConversationID", /^[\w-]{1,50}$/],
    ["CommandID", /^(Business|Salary|Promotion)Payment$/],
    ["Amount", /^[1-9]\d{0,5}$/],
    ["PartyB", /^254[17]\d{8}$/],
    ["Remarks", /^.{1,100}$/],
    ["QueueTimeOutURL", /^https?:\/\/\S+$/],
    ["ResultURL", /^https?:\/\/\S+$/],
    ["Occassion", /^.{0,100}$/],
  ]);
  if (wrong) return failure(400, "400.002.02", `Bad Request - Invalid ${wrong}`);
  const refused = refuseInitiator(body, "InitiatorName");
  if (refused) return refused;
  const wanted: NewPayout = {
    conversation: String(body.OriginatorConversationID),
    phone: String(body.PartyB),
    shillings: Number(body.Amount),
    remarks: String(body.Remarks),
    resultUrl: String(body.ResultURL),
    timeoutUrl: String(body.QueueTimeOutURL),
  };
  const scenario = takePayoutScenario(network, wanted);
  if (scenario?.answer === "busy") {
    return failure(500, "500.003.02", "Error Occurred: Spike Arrest Violation");
  }
  if (scenario?.answer === "server_error") return new Response(null, { status: 503 });
  if (scenario?.answer === "refused") return failure(400, "400.002.02", "Bad Request");
  if (findPayout(network, wanted.conversation)) {
    return failure(500, "500.002.1001", "Duplicate OriginatorConversationID");
  }
  const payout = await payOut(network, wanted, scenario);
  if (scenario?.answer === "lost_answer") return new Response(null, { status: 504 });
  return payoutAccepted(payout.conversation, payout.number);
}

/** What came of a payment is told later, at the address that the question names: in or out. */
async function takeQuestion(network: Network, body: Body): Promise<Response> {
  const isByReceipt = body.TransactionID !== undefined;
  const wrong = wrongIn(body, [
    ["CommandID", /^TransactionStatusQuery$/],
    ["IdentifierType", /^4$/],
    isByReceipt
      ? ["TransactionID", /^[A-Z0-9]{8,12}$/]
      : ["OriginatorConversationID", /^[\w-]{1,50}$/],
    ["QueueTimeOutURL", /^https?:\/\/\S+$/],
    ["ResultURL", /^https?:\/\/\S+$/],
  ]);
  if (wrong) return failure(400, "400.002.02", `Bad Request - Invalid ${wrong}`);
  const refused = refuseInitiator(body, "Initiator");
  if (refused) return refused;
  if (isByReceipt) return await tellReceipt(network, body);
  const conversation = String(body.OriginatorConversationID);
  if (findPayout(network, conversation)?.scenario?.status === "server_error") {
    return new Response(null, { status: 502 });
  }
  await tellStatus(network, conversation, String(body.ResultURL));
  return payoutAccepted("status", 1);
}

function refuseInitiator(body: Body, name: string): Response | null {
  // Money came to the one short code and leaves from the other.
  const party = body.TransactionID === undefined ? KEYS.payout_short_code : APP.short_code;
  const isKnown = body[name] === KEYS.initiator_name && body.PartyA === party &&
    body.SecurityCredential === KEYS.security_credential;
  return isKnown ? null : failure(400, "400.002.02", "Bad Request - Invalid Initiator");
}

/** Short code and password, as both kinds of request carry them. */
function refuseProof(body: Body): Response | null {
  if (String(body.BusinessShortCode) !== APP.short_code) {
    return failure(500, "500.001.1001", "Merchant does not exist");
  }
  const password = btoa(APP.short_code + KEYS.passkey + body.Timestamp);
  return body.Password === password ? null : failure(500, "500.001.1001", "Wrong credentials");
}

function failPush(scenario: Scenario | null): Response | null {
  switch (scenario?.push) {
    case "busy":
      return failure(500, "500.003.02", "Error Occurred: Spike Arrest Violation");
    case "server_error":
      return new Response("<html>Service Unavailable</html>", { status: 503 });
    case "internal_error":
      return failure(500, "500.003.1001", "Internal Server Error");
    default:
      return null;
  }
}

function query(network: Network, body: Body): Response {
  const refused = refuseProof(body);
  if (refused) return refused;
  const prompt = network.prompt(String(body.CheckoutRequestID));
  if (!prompt) return failure(400, "400.002.02", "Bad Request - Invalid CheckoutRequestID");
  return answerQuery(prompt);
}

function answerQuery(prompt: Prompt): Response {
  const told = prompt.scenario?.query;
  const underProcess = failure(500, "500.001.1001", "The transaction is being processed");
  if (told === "busy") return failure(500, "500.003.02", "Error Occurred: Spike Arrest Violation");
  if (told === "server_error") return new Response(null, { status: 502 });
  if (told === "processing") return underProcess;
  if (told === "still_processing") {
    return queryResult(prompt, { code: "4999", text: "The transaction is still under processing" });
  }
  if (told) return queryResult(prompt, { code: told.code, text: RESULT_TEXTS[told.code] ?? "" });
  return prompt.end ? queryResult(prompt, prompt.end) : underProcess;
}
