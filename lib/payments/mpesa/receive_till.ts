import type postgres from "postgres";
import { keptHeaders, readBody } from "../message.ts";
import { parseTillPayment, type TillPayment } from "./till.ts";

const ADDRESS = /\/till\/([0-9a-f]{32})\/(confirmation|validation)$/;

/** Where below the edge functions M-Pesa tells of payments by hand. It refuses words like its name in there. */
export function tillAddresses(functionsUrl: string, token: string) {
  const base = `${functionsUrl}/till/${token}`;
  return { confirmationUrl: `${base}/confirmation`, validationUrl: `${base}/validation` };
}

/**
 * Receives what M-Pesa tells of payments by hand. Before one, it may ask: everything that names this
 * till is welcome, as people mistype. After one, the very bytes are stored with the money. `sql` acts
 * as service_role. Rejects when it could not store.
 */
export function createTillReceiver(sql: postgres.Sql): (request: Request) => Promise<Response> {
  return async (request) => {
    if (request.method !== "POST") {
      const refusal = answer(405, 1, "Only POST");
      refusal.headers.set("allow", "POST");
      return refusal;
    }
    const [, token, step] = ADDRESS.exec(new URL(request.url).pathname) ?? [];
    if (!token) return answer(404, 1, "Not found");
    const body = await readBody(request);
    if (!body) return answer(413, 1, "Too large");
    const payment = parseTillPayment(body);
    if (step === "validation") return await judge(sql, token, payment);
    return await store(sql, { token, payment, body, headers: request.headers });
  };
}

async function judge(
  sql: postgres.Sql,
  token: string,
  payment: TillPayment | null,
): Promise<Response> {
  const [row] = await sql`
    select private.judge_till_payment(${token}, ${payment?.shortCode ?? null}) as result`;
  if (row!.result === "unknown_address") return answer(404, 1, "Not found");
  if (!payment) return answer(200, "C2B00016", "Rejected");
  return row!.result === "ok" ? answer(200, "0", "Accepted") : answer(200, "C2B00015", "Rejected");
}

async function store(
  sql: postgres.Sql,
  { token, payment, body, headers }: {
    token: string;
    payment: TillPayment | null;
    body: Uint8Array;
    headers: Headers;
  },
): Promise<Response> {
  const money = payment && sql.json({
    receipt: payment.receipt,
    amount_minor: payment.amountMinor,
    currency: "KES",
    payer: payment.payer,
    payer_name: payment.payerName,
    reference: payment.reference,
    came_at: payment.paidAt?.toISOString() ?? null,
  });
  const [row] = await sql`
    select private.record_till_payment(${token}, ${sql.json(keptHeaders(headers))}, ${body},
      ${payment?.shortCode ?? null}, ${money}) as result`;
  if (row!.result === "unknown_address") return answer(404, 1, "Not found");
  return payment ? answer(200, 0, "Success") : answer(400, 1, "Malformed");
}

function answer(status: number, code: number | string, text: string): Response {
  return Response.json({ ResultCode: code, ResultDesc: text }, { status });
}
