/** What a call that may be refused answers: a value, or a stable code that the caller must handle. */
export type Result<Value, Code extends string, Details = unknown> =
  | { ok: true; value: Value }
  | Refusal<Code, Details>;

/** A foreseen refusal. Anything unforeseen is thrown instead. */
export interface Refusal<Code extends string, Details = unknown> {
  ok: false;
  code: Code;
  details?: Details;
}

export function ok<Value>(value: Value): { ok: true; value: Value } {
  return { ok: true, value };
}

export function refuse<Code extends string, Details = unknown>(
  code: Code,
  details?: Details,
): Refusal<Code, Details> {
  return details === undefined ? { ok: false, code } : { ok: false, code, details };
}
