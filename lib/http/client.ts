import { isIP } from "node:net";
import type { Client } from "@/lib/db/mod.ts";

const MAX_USER_AGENT = 300;

interface Connection {
  /** The other end of the socket. */
  remoteAddress: string;
  /** How many proxies of ours stand in front; each adds one entry to X-Forwarded-For. */
  trustedProxies: number;
}

/**
 * Whose device a request came from. Only entries that our own proxies added are believed: whatever
 * the client sent of that header stands further left.
 */
export function readClient(headers: Headers, connection: Connection): Client {
  // deno-lint-ignore no-control-regex
  const agent = headers.get("user-agent")?.replace(/[\u0000-\u001f\u007f]/g, "").trim();
  return {
    ip: forwardedAddress(headers, connection.trustedProxies) ?? toAddress(connection.remoteAddress),
    userAgent: agent?.slice(0, MAX_USER_AGENT) || null,
  };
}

function forwardedAddress(headers: Headers, trustedProxies: number): string | null {
  if (trustedProxies === 0) return null;
  const entries = headers.get("x-forwarded-for")?.split(",") ?? [];
  return toAddress(entries.at(-trustedProxies)?.trim() ?? "");
}

/** Without port and brackets, and IPv4 as such; null when it is no address. */
function toAddress(text: string): string | null {
  const bare = /^\[([^\]]*)\](?::\d+)?$/.exec(text)?.[1] ??
    /^(\d+(?:\.\d+){3})(?::\d+)?$/.exec(text)?.[1] ?? text;
  const address = bare.replace(/%.*$/, "").replace(/^::ffff:(?=\d+\.)/i, "");
  return isIP(address) ? address : null;
}
