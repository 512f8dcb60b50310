import assert from "node:assert/strict";
import { toQueryAnswer, toReply, toSubmitAnswer } from "@/lib/payments/mpesa/reply.ts";

function reply(status: number, body: unknown = "") {
  const text = typeof body === "string" ? body : JSON.stringify(body);
  return toReply(status, new TextEncoder().encode(text));
}

function failure(status: number, errorCode: string, errorMessage = "As it happens") {
  return reply(status, { requestId: "1", errorCode, errorMessage });
}

const LOCKED =
  "Unable to lock subscriber, a transaction is already in process for the current subscriber";

Deno.test("toSubmitAnswer() tells sent, not sent and nobody knows apart", () => {
  const accepted = { ResponseCode: "0", CheckoutRequestID: "ws_CO_1", MerchantRequestID: "1" };
  const table: [string, ReturnType<typeof reply>, string, string?][] = [
    ["accepted", reply(200, accepted), "accepted"],
    ["200 without a reference", reply(200, { ResponseCode: "0" }), "unknown"],
    ["200 that is no JSON", reply(200, "<html>"), "unknown"],
    ["200 with another response code", reply(200, { ...accepted, ResponseCode: "1" }), "unknown"],
    ["an invalid field", failure(400, "400.002.02"), "refused", "400.002.02"],
    ["an unknown resource", failure(404, "404.001.01"), "refused", "404.001.01"],
    ["a wall in between", reply(403, "<html>"), "refused", "http_403"],
    ["a locked phone", failure(500, "500.001.1001", LOCKED), "refused", "1001"],
    ["wrong keys", failure(500, "500.001.1001", "Wrong credentials"), "refused", "500.001.1001"],
    ["no such shop", failure(500, "500.001.1001", "Merchant does not exist"), "refused"],
    ["the same code, other words", failure(500, "500.001.1001", "Something"), "unknown"],
    ["spike arrest", failure(500, "500.003.02"), "busy", "500.003.02"],
    ["the quota", failure(429, "500.003.03"), "busy", "500.003.03"],
    ["too many, without a code", reply(429), "busy", "http_429"],
    ["a token refused twice", failure(404, "404.001.03"), "busy", "404.001.03"],
    ["an internal error", failure(500, "500.003.1001"), "unknown", "500.003.1001"],
    ["a gateway timeout", reply(504), "unknown", "http_504"],
    ["a bad gateway", reply(502, "<html>"), "unknown", "http_502"],
    ["nothing at all", reply(0), "unknown", "no_answer"],
    ["a redirect", reply(302), "unknown", "http_302"],
  ];
  for (const [what, given, kind, code] of table) {
    const answer = toSubmitAnswer(given);
    assert.equal(answer.kind, kind, what);
    if (code) assert.equal("code" in answer && answer.code, code, what);
  }
});

Deno.test("toQueryAnswer() reads an outcome, and errors say nothing of the payment", () => {
  const answered = { ResponseCode: "0", CheckoutRequestID: "ws_CO_1" };
  const processing = "The transaction is being processed";
  const table: [string, ReturnType<typeof reply>, string | null][] = [
    ["paid", reply(200, { ...answered, ResultCode: "0" }), "succeeded"],
    ["paid, as a number", reply(200, { ...answered, ResultCode: 0 }), "succeeded"],
    ["refused", reply(200, { ...answered, ResultCode: "1032" }), "failed"],
    ["under process", failure(500, "500.001.1001", processing), "pending"],
    ["still under process", reply(200, { ...answered, ResultCode: "4999" }), "pending"],
    ["an unknown code", reply(200, { ...answered, ResultCode: "5050" }), "pending"],
    ["wrong keys", failure(500, "500.001.1001", "Wrong credentials"), null],
    ["an unknown reference", failure(400, "400.002.02"), null],
    ["spike arrest", failure(500, "500.003.02"), null],
    ["no result", reply(200, answered), null],
    ["not accepted", reply(200, { ResponseCode: "1", ResultCode: "0" }), null],
    ["no JSON", reply(200, "<html>"), null],
    ["nothing at all", reply(0), null],
  ];
  for (const [what, given, state] of table) {
    const answer = toQueryAnswer(given);
    assert.equal(answer.kind === "answered" ? answer.outcome.state : null, state, what);
  }
});
