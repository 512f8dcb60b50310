export type Json = Record<string, unknown>;

export function asObject(value: unknown): Json | null {
  return typeof value === "object" && value !== null && !Array.isArray(value)
    ? value as Json
    : null;
}

/** Text of a length that can be stored, without control characters; null for anything else. */
export function asText(value: unknown, maxLength: number): string | null {
  // deno-lint-ignore no-control-regex
  return typeof value === "string" && value.length <= maxLength && !/[\x00-\x1f]/.test(value)
    ? value
    : null;
}

/** The object in a body; null when it is not UTF-8, not JSON, or not an object. */
export function parseObject(body: Uint8Array): Json | null {
  try {
    return asObject(JSON.parse(new TextDecoder("utf-8", { fatal: true }).decode(body)));
  } catch {
    return null;
  }
}
