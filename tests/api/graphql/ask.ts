import type { ApiStage } from "@/tests/api/rest/stage.ts";

/** What came back for a document. */
export interface Answer {
  status: number;
  headers: Headers;
  // deno-lint-ignore no-explicit-any
  data: any;
  errors: {
    message: string;
    path?: (string | number)[];
    extensions: { code: string; status: number; errors?: { field: string; message: string }[] };
  }[];
}

export interface Sent {
  variables?: Record<string, unknown>;
  headers?: Record<string, string>;
  /** Instead of a query and variables. */
  body?: unknown;
}

/** Sends a document to the demo platform. */
export async function ask(
  { url }: Pick<ApiStage, "url">,
  token: string | null,
  query: string,
  { variables, headers, body = { query, variables } }: Sent = {},
): Promise<Answer> {
  const response = await fetch(`${url}/graphql`, {
    method: "POST",
    headers: {
      "content-type": "application/json",
      ...(token && { authorization: `Bearer ${token}` }),
      ...headers,
    },
    body: typeof body === "string" ? body : JSON.stringify(body),
  });
  return await read(response);
}

/** What a response says. */
export async function read(response: Response): Promise<Answer> {
  const { data, errors = [] } = await response.json();
  return { status: response.status, headers: response.headers, data, errors };
}

/** The code of the first error; "" where there is none. */
export function codeOf({ errors }: Answer): string {
  return errors[0]?.extensions.code ?? "";
}
