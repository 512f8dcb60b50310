import type postgres from "postgres";
import type { Sealer } from "@/lib/sealed.ts";
import { openAccount, type StoredAccount } from "./credentials.ts";
import type { CallbackReader } from "./gateway.ts";
import { keptHeaders, readBody } from "./message.ts";

const TOKEN = "([0-9a-f]{32})";

export interface Inbox {
  /** Acts as service_role. */
  sql: postgres.Sql;
  /** Opens the keys of accounts, for gateways that sign. */
  sealer: Sealer;
}

/**
 * Receives what one gateway sends: proves what can be proven, stores the very bytes and answers. It
 * believes nothing: a job asks the gateway before anything moves. Rejects when it could not store.
 */
export function createReceiver(
  reader: CallbackReader,
  inbox: Inbox,
): (request: Request) => Promise<Response> {
  const tokens = reader.callbacksTo === "attempt" ? `${TOKEN}/${TOKEN}` : TOKEN;
  const address = new RegExp(`/${reader.functionName}/${tokens}$`);

  return async (request) => {
    const methods = reader.methods ?? ["POST"];
    if (!methods.includes(request.method)) {
      const refusal = refuse(reader, 405, `Only ${methods.join(" or ")}`);
      refusal.headers.set("allow", methods.join(", "));
      return refusal;
    }
    const [, token, callbackRef = null] = address.exec(new URL(request.url).pathname) ?? [];
    if (!token) return refuse(reader, 404, "Not found");
    const body = await readBody(request);
    if (!body) return refuse(reader, 413, "Too large");
    if (reader.verify) {
      const account = await findAccount(inbox, reader, token);
      if (!account) return refuse(reader, 404, "Not found");
      const isProven = await reader.verify({ headers: request.headers, body }, account.credentials);
      if (!isProven) return refuse(reader, 401, "Not signed");
    }
    return await store(inbox, reader, { token, callbackRef, headers: request.headers, body });
  };
}

interface Message {
  token: string;
  callbackRef: string | null;
  headers: Headers;
  body: Uint8Array;
}

async function store({ sql }: Inbox, reader: CallbackReader, message: Message): Promise<Response> {
  const callback = reader.parseCallback(message.body);
  const [row] = await sql`
    select private.record_payment_event(
      gateway => ${reader.name},
      callback_token => ${message.token},
      callback_ref => ${message.callbackRef},
      gateway_ref => ${callback && callback.kind !== "other" ? callback.gatewayRef : null},
      headers => ${sql.json(keptHeaders(message.headers))},
      body => ${message.body},
      reading => ${callback?.kind ?? "malformed"}
    ) as result`;
  if (row!.result === "unknown_address") return refuse(reader, 404, "Not found");
  const isVague = callback?.kind === "charge" && callback.outcome.state === "pending";
  if (row!.result === "repeat" && isVague) {
    await sql`select private.ask_about(${reader.name}, ${message.token}, ${callback.gatewayRef})`;
  }
  return callback
    ? reader.answerCallback(200, "Accepted", message.body)
    : reader.answerCallback(400, "Malformed");
}

/** The account whose callback address this is, with its keys. */
async function findAccount({ sql, sealer }: Inbox, { name }: CallbackReader, token: string) {
  const [row] = await sql<{ account: StoredAccount | null }[]>`
    select private.find_callback_account(${name}, ${token}) as account`;
  return row?.account ? await openAccount(sealer, row.account) : null;
}

function refuse(reader: CallbackReader, status: number, text: string): Response {
  return reader.answerCallback(status, text);
}
