// Receives M-Pesa's callbacks at /stk/<account's token>/<attempt's reference>, stores them byte for
// byte and answers. It believes nothing: a job asks M-Pesa before anything moves. The two secrets in
// the address are all the authentication that M-Pesa's unsigned callbacks allow.
import { Buffer } from "node:buffer";
import postgres from "postgres";
import { parseCallback } from "@/lib/payments/mpesa/callback.ts";

const MAX_BODY_BYTES = 64 * 1024;
const ADDRESS = /\/stk\/([0-9a-f]{32})\/([0-9a-f]{32})$/;
const KEPT_HEADERS = ["content-type", "user-agent", "x-forwarded-for"];

// Connects with the first callback. Unprepared, because hosted addresses may lead to a pooler.
const sql = postgres(Deno.env.get("SUPABASE_DB_URL")!, {
  max: 4,
  idle_timeout: 60,
  connect_timeout: 10,
  prepare: false,
  onnotice: () => {},
  connection: { role: "service_role", application_name: "afrify-stk" },
});

Deno.serve(async (request) => {
  try {
    return await receive(request);
  } catch (error) {
    // Never the address: whoever reads it can write to it.
    console.error("Could not store a callback:", (error as Error).message);
    return answer(500, "Not stored");
  }
});

async function receive(request: Request): Promise<Response> {
  if (request.method !== "POST") return answer(405, "Only POST", { allow: "POST" });
  const address = ADDRESS.exec(new URL(request.url).pathname);
  if (!address) return answer(404, "Not found");
  const body = await readBody(request);
  if (!body) return answer(413, "Too large");

  const callback = parseCallback(body);
  const [row] = await sql`
    select private.record_payment_event(
      gateway => 'mpesa',
      callback_token => ${address[1]!},
      callback_ref => ${address[2]!},
      gateway_ref => ${callback?.gatewayRef ?? null},
      headers => ${sql.json(keptHeaders(request.headers))},
      body => ${body},
      is_malformed => ${callback === null}
    ) as result`;
  if (row!.result === "unknown_address") return answer(404, "Not found");
  return callback ? answer(200, "Accepted") : answer(400, "Malformed");
}

/** Null when it is larger than any message of M-Pesa could be; the rest is not read. */
async function readBody(request: Request): Promise<Uint8Array | null> {
  if (Number(request.headers.get("content-length")) > MAX_BODY_BYTES) return null;
  const chunks: Uint8Array[] = [];
  let size = 0;
  for await (const chunk of request.body ?? []) {
    size += chunk.length;
    if (size > MAX_BODY_BYTES) return null;
    chunks.push(chunk);
  }
  return Buffer.concat(chunks);
}

function keptHeaders(headers: Headers): Record<string, string> {
  const kept = KEPT_HEADERS.map((name) => [name, headers.get(name)?.slice(0, 200)]);
  return Object.fromEntries(kept.filter(([, value]) => value));
}

/** In M-Pesa's own words: 0 is accepted, anything else is not. */
function answer(status: number, text: string, headers: HeadersInit = {}): Response {
  const body = { ResultCode: status === 200 ? 0 : 1, ResultDesc: text };
  return Response.json(body, { status, headers });
}
