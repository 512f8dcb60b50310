import { type Problem, readBearer, readJson } from "@/lib/api/mod.ts";
import type { App } from "@/lib/app.ts";
import type { Client } from "@/lib/db/mod.ts";
import { z } from "zod";
import { answerGraphql, type GraphqlAnswer, GraphqlRequest } from "./answer.ts";
import { errorOf } from "./errors.ts";

const MEDIA_TYPE = "application/graphql-response+json";

/** Answers a program: a POST of JSON, or a GET that names what it asks in its address. */
export async function respondGraphql(
  req: Request,
  { app, client }: { app: App; client: Client },
): Promise<Response> {
  const isGet = req.method === "GET";
  const sent = isGet ? fromAddress(new URL(req.url).searchParams) : await readBody(req);
  if (sent instanceof Response) return sent;
  const parsed = GraphqlRequest.safeParse(sent);
  if (Array.isArray(sent) || !parsed.success) return respond(req, badRequest(sent));
  const answer = await answerGraphql(parsed.data, {
    bearer: await readBearer(req, app.config),
    client,
    db: app.db,
    config: app.config,
    mayChange: !isGet,
  });
  return respond(req, answer);
}

/** Problems of the API, such as too many requests, in the form that clients of GraphQL read. */
export async function asGraphqlErrors(response: Response): Promise<Response> {
  if (response.headers.get("content-type") !== "application/problem+json") return response;
  const problem: Problem = await response.json();
  const headers = new Headers(response.headers);
  headers.set("content-type", "application/json");
  return new Response(JSON.stringify({ errors: [errorOf(problem)] }), {
    status: response.status,
    headers,
  });
}

async function readBody(req: Request): Promise<unknown> {
  const body = await readJson(req, z.unknown());
  return body.ok ? body.value : body.response;
}

function fromAddress(params: URLSearchParams): unknown {
  const { variables, extensions, ...rest } = Object.fromEntries(params);
  return { ...rest, variables: fromJson(variables), extensions: fromJson(extensions) };
}

/** What is no JSON stays text, which no field takes. */
function fromJson(text: string | undefined): unknown {
  try {
    return text === undefined ? undefined : JSON.parse(text);
  } catch {
    return text;
  }
}

function badRequest(sent: unknown): GraphqlAnswer {
  const [code, title] = Array.isArray(sent)
    ? ["batch_refused", "Send one document a request; it may hold many fields."]
    : ["invalid_request", "Send {query, variables, operationName}, or a hash in extensions."];
  return { status: 400, body: { errors: [errorOf({ status: 400, code: code!, title: title! })] } };
}

function respond(req: Request, { status, body, isRepeat }: GraphqlAnswer): Response {
  const takes = req.headers.get("accept")?.includes(MEDIA_TYPE);
  const headers = new Headers({
    "content-type": `${takes ? MEDIA_TYPE : "application/json"}; charset=utf-8`,
    "cache-control": "no-store",
  });
  if (status === 401) headers.set("www-authenticate", "Bearer");
  if (status === 405) headers.set("allow", "POST");
  if (isRepeat) headers.set("idempotent-replayed", "true");
  return new Response(JSON.stringify(body), { status, headers });
}
