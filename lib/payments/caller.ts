import type { Logger } from "@/lib/observability/mod.ts";
import { exchange } from "./exchange.ts";
import { type Json, parseObject } from "./json.ts";

export interface Call {
  method: "GET" | "POST";
  url: string;
  headers: Record<string, string>;
  /** Sent as JSON. */
  payload?: unknown;
  timeoutMs: number;
  /** What the log should say of it, beside the answer. */
  about: Record<string, unknown>;
}

/** What a gateway answered. `status` 0 means that nothing came back in time. */
export interface Reply {
  status: number;
  body: Uint8Array;
  json: Json | null;
  /** True for a 2xx whose envelope does not say otherwise. */
  isDone: boolean;
  /** From its envelope, else made of the status: "http_503". */
  code: string;
  text: string;
}

/** What an envelope says of how it went; nothing for what it leaves out. */
export interface Envelope {
  isRefusal?: boolean;
  code?: string | null;
  text?: string | null;
}

export function toReply(
  { status, body, error }: { status: number; body: Uint8Array; error: string },
  readEnvelope: (json: Json) => Envelope,
): Reply {
  const json = parseObject(body);
  const { isRefusal = false, code, text } = json ? readEnvelope(json) : {};
  return {
    status,
    body,
    json,
    isDone: status >= 200 && status < 300 && !isRefusal,
    code: code || (status === 0 ? "no_answer" : `http_${status}`),
    text: text ?? error.slice(0, 300),
  };
}

/** Calls a gateway and tells the log how that went: never what was sent, which has phones and keys. */
export function createCaller(
  { name, log, readEnvelope }: {
    name: string;
    log: Logger;
    readEnvelope: (json: Json) => Envelope;
  },
): (call: Call) => Promise<Reply> {
  return async ({ method, url, headers, payload, timeoutMs, about }) => {
    const started = performance.now();
    const got = await exchange(url, {
      method,
      headers: { ...headers, ...(payload !== undefined && { "content-type": "application/json" }) },
      ...(payload !== undefined && { body: JSON.stringify(payload) }),
      signal: AbortSignal.timeout(timeoutMs),
    });
    const reply = toReply(got, readEnvelope);
    const told = { ...about, status: reply.status, ms: Math.round(performance.now() - started) };
    if (reply.isDone) log.info(told, `${name} answered`);
    else log.warn({ ...told, code: reply.code, text: reply.text }, `${name} did not do it`);
    return reply;
  };
}
