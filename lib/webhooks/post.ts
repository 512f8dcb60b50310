import { type ClientRequest, type IncomingMessage, request as requestHttp } from "node:http";
import { request as requestHttps } from "node:https";
import type { Target } from "./resolve.ts";

/** What of an answer's body is kept. */
const KEPT_BYTES = 4096;

export interface Answer {
  status: number;
  headers: Record<string, string>;
  /** Its first bytes, as text. */
  body: string;
}

/**
 * Posts to the very address that was looked at, under the name that the certificate must carry, and
 * follows nothing. Rejects when there is no answer, or none in time.
 */
export function post(
  { url, ip }: Target,
  { headers, body, signal }: {
    headers: Record<string, string>;
    body: string;
    signal: AbortSignal;
  },
): Promise<Answer> {
  const bytes = new TextEncoder().encode(body);
  const isSecure = url.protocol === "https:";
  const options = {
    host: ip,
    port: url.port || (isSecure ? 443 : 80),
    path: url.pathname + url.search,
    method: "POST",
    headers: { ...headers, host: url.host, "content-length": String(bytes.length) },
    agent: false as const,
    signal,
  };
  return new Promise((resolve, reject) => {
    const take = (incoming: IncomingMessage) => {
      readStart(incoming).then((text) => {
        resolve({
          status: incoming.statusCode ?? 0,
          headers: plainHeaders(incoming),
          body: text,
        });
        sent.destroy();
      }, reject);
    };
    const sent: ClientRequest = isSecure
      ? requestHttps({ ...options, servername: nameOf(url) }, take)
      : requestHttp(options, take);
    sent.on("error", reject);
    sent.end(bytes);
  });
}

/** What a certificate is for; an address in numbers asks for none by name. */
function nameOf({ hostname }: URL): string {
  return /^[\d.]+$|^\[/.test(hostname) ? "" : hostname;
}

function plainHeaders({ headers }: IncomingMessage): Record<string, string> {
  const kept = Object.entries(headers).slice(0, 40).map(([name, value]) => [
    name.slice(0, 100),
    [value].flat().join(", ").slice(0, 500).replaceAll("\0", ""),
  ]);
  return Object.fromEntries(kept);
}

/** As much as is kept, however much there is: the rest is not waited for. */
async function readStart(incoming: IncomingMessage): Promise<string> {
  const parts: Uint8Array[] = [];
  let length = 0;
  for await (const part of incoming) {
    parts.push(new Uint8Array(part));
    length += part.length;
    if (length >= KEPT_BYTES) break;
  }
  const start = new Uint8Array(await new Blob(parts as BlobPart[]).arrayBuffer());
  return new TextDecoder().decode(start.subarray(0, KEPT_BYTES)).replaceAll("\0", "");
}
