const MAX_BODY_BYTES = 64 * 1024;
const KEPT_HEADERS = ["content-type", "user-agent", "x-forwarded-for"];

/** Null when it is larger than any message of a gateway could be; the rest is not read. */
export async function readBody(request: Request): Promise<Uint8Array | null> {
  if (Number(request.headers.get("content-length")) > MAX_BODY_BYTES) return null;
  const bytes = new Uint8Array(MAX_BODY_BYTES);
  let size = 0;
  for await (const chunk of request.body ?? []) {
    if (size + chunk.length > MAX_BODY_BYTES) return null;
    bytes.set(chunk, size);
    size += chunk.length;
  }
  return bytes.slice(0, size);
}

/** Those headers of a message that are worth keeping beside it. */
export function keptHeaders(headers: Headers): Record<string, string> {
  const kept = KEPT_HEADERS.map((name) => [name, headers.get(name)?.slice(0, 200)]);
  return Object.fromEntries(kept.filter(([, value]) => value));
}
