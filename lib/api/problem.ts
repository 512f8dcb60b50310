/** What an API answers instead of what was asked for (RFC 9457). `code` is stable, words are not. */
export interface Problem {
  status: number;
  code: string;
  /** A sentence for whoever writes the program. */
  title: string;
  errors?: FieldProblem[];
}

/** What is wrong with one field of the input. */
export interface FieldProblem {
  field: string;
  message: string;
}

export function problem({ status, code, title, errors }: Problem, headers?: HeadersInit): Response {
  const answer = new Headers(headers);
  answer.set("content-type", "application/problem+json");
  answer.set("cache-control", "no-store");
  const body = { type: "about:blank", title, status, code, ...(errors && { errors }) };
  return new Response(JSON.stringify(body), { status, headers: answer });
}
