import type { z } from "zod";
import { type FieldProblem, problem, readBearer, readJson, unauthorized } from "@/lib/api/mod.ts";
import type { App } from "@/lib/app.ts";
import { type Client, isRefusedInput, sqlState } from "@/lib/db/mod.ts";
import {
  type Caller,
  type Input,
  invalid,
  notFound,
  type Operation,
  type Outcome,
  Refused,
} from "./operation.ts";
import { names, tagOf } from "./revision.ts";
import { pick } from "./shape.ts";

const KEY = /^[\w-]{8,128}$/;
const UUID = /^[0-9a-f]{8}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{12}$/i;

/** Finds the operation of a request to a path under /api/v1, does it and answers. Problems are answers too. */
export async function dispatch(
  req: Request,
  operations: readonly Operation[],
  { path, app, client }: { path: string; app: App; client: Client },
): Promise<Response> {
  try {
    const { operation, id } = find(operations, req.method, path);
    const bearer = operation.permission === "none" ? null : await readBearer(req, app.config);
    if (operation.permission !== "none" && !bearer) return unauthorized();
    const key = checkKey(req.headers.get("idempotency-key"), operation);
    const input = await readInput(req, operation, id);
    const match = operation.isConditional ? req.headers.get("if-match") : null;
    const caller: Caller = { bearer, client, key, match, db: app.db, config: app.config };
    return await toResponse(req, operation, {
      input,
      outcome: await operation.execute(caller, input),
    });
  } catch (error) {
    if (error instanceof Answered) return error.response;
    if (sqlState(error) === "AF401") return unauthorized();
    const refused = toRefused(error);
    if (refused) return problem(refused.problem, refused.headers);
    throw error;
  }
}

/** What an operation that failed with this refuses; null for a fault of ours. */
export function toRefused(error: unknown): Refused | null {
  if (error instanceof Refused) return error;
  // A row that is gone or another store's, and what a policy hides, are the same to the caller.
  if (isHidden(error)) return notFound();
  return isRefusedInput(error) ? invalid([]) : null;
}

/** Not what an operation has no right to ask for, which is a fault of ours. */
function isHidden(error: unknown): boolean {
  const state = sqlState(error);
  return state === "AF404" || (state === "42501" && !/^permission denied/.test(String(error)));
}

/** An answer that was ready before the operation was done. */
class Answered extends Error {
  constructor(readonly response: Response) {
    super("answered");
  }
}

function find(operations: readonly Operation[], method: string, path: string) {
  const parts = path.split("/").filter((part) => part !== "");
  const here = operations.flatMap((operation) => {
    const id = idIn(operation.path, parts);
    return id === null ? [] : [{ operation, id }];
  });
  if (here.length === 0) throw notFound();
  const found = here.find(({ operation }) => operation.method === method);
  if (found) return found;
  const allow = here.map(({ operation }) => operation.method).join(", ");
  const title = "This method means nothing here.";
  throw new Refused({ status: 405, code: "method_not_allowed", title }, { allow });
}

/** The id that a path has where the pattern has "{id}"; "" where it has none; null when it is another path. */
function idIn(pattern: string, parts: string[]): string | null {
  const wanted = pattern.split("/").slice(1);
  if (wanted.length !== parts.length) return null;
  let id = "";
  for (const [i, want] of wanted.entries()) {
    const part = parts[i]!;
    if (want === "{id}" && UUID.test(part)) id = part.toLowerCase();
    else if (want !== part) return null;
  }
  return id;
}

/** The key that a request was sent with, where the operation takes one. Throws Refused for one that is none. */
export function checkKey(header: string | null, { key }: Operation): string | null {
  const sent = key === "never" ? null : header;
  if (sent !== null && !KEY.test(sent)) {
    throw new Refused({
      status: 400,
      code: "invalid_idempotency_key",
      title: "Send 8 to 128 letters, digits, dashes or underscores as Idempotency-Key.",
    });
  }
  if (key === "required" && sent === null) {
    throw new Refused({
      status: 400,
      code: "idempotency_key_required",
      title: "Send an Idempotency-Key: the same one again does nothing twice.",
    });
  }
  return sent;
}

async function readInput(req: Request, operation: Operation, id: string): Promise<Input> {
  const query = operation.query.safeParse(readQuery(new URL(req.url).searchParams));
  if (!query.success) throw invalid(query.error.issues.flatMap(toErrors));
  if (!operation.body) return { id, query: query.data, body: undefined };
  const body = await readJson(req, operation.body);
  if (!body.ok) throw new Answered(body.response);
  return { id, query: query.data, body: body.value };
}

/** A parameter that is sent twice is a list, which no parameter may be. */
function readQuery(params: URLSearchParams): Record<string, string | string[]> {
  return Object.fromEntries([...new Set(params.keys())].map((name) => {
    const all = params.getAll(name);
    return [name, all.length === 1 ? all[0]! : all];
  }));
}

/** What is wrong with parameters. */
export function toErrors(issue: z.core.$ZodIssue): FieldProblem[] {
  if (issue.code !== "unrecognized_keys") {
    return [{ field: issue.path.join("."), message: issue.message }];
  }
  return issue.keys.map((field) => ({ field, message: "This parameter is not known." }));
}

async function toResponse(
  req: Request,
  operation: Operation,
  { input, outcome }: { input: Input; outcome: Outcome },
): Promise<Response> {
  const headers = new Headers({ "cache-control": "no-store" });
  if (outcome.isRepeat) headers.set("idempotent-replayed", "true");
  if (outcome.value === null) return new Response(null, { status: outcome.status, headers });
  if (operation.method === "GET") {
    const tag = await tagOf(outcome.value);
    headers.set("etag", tag);
    headers.set("cache-control", "private, no-cache");
    if (names(req.headers.get("if-none-match"), tag)) {
      return new Response(null, { status: 304, headers });
    }
  }
  const value = pick(outcome.value, input.query.fields as string[] | undefined);
  return Response.json(value, { status: outcome.status, headers });
}
