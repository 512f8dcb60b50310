import type { z } from "zod";
import type { Bearer, FieldProblem, Problem } from "@/lib/api/mod.ts";
import type { Config } from "@/lib/config.ts";
import type { Client, Db } from "@/lib/db/mod.ts";
import type { Permission } from "@/lib/enums.ts";
import type { ApiStore } from "@/lib/tenants/mod.ts";

export type Method = "GET" | "POST" | "PATCH" | "DELETE";

/** What a request asks of an operation, checked against its schemas. */
export interface Input {
  /** The last part of the path, where it names a row; "" elsewhere. */
  id: string;
  query: Record<string, unknown>;
  body: unknown;
}

/** Who asks, and what they are asked with. */
export interface Caller {
  bearer: Bearer | null;
  client: Client;
  db: Db;
  config: Config;
  /** The Idempotency-Key header. */
  key: string | null;
  /** The If-Match header. */
  match: string | null;
  /** The caller's stores, where they were asked for already. */
  stores?: () => Promise<ApiStore[]>;
}

/** What an operation answers; `null` says that there is nothing to say. */
export interface Outcome {
  status: number;
  value: unknown;
  /** Of an answer that was given before to the same key. */
  isRepeat?: boolean;
}

/** What routing, checks, the OpenAPI document and its page are all made of. */
export interface Operation {
  /** "list_products": unique, and the name of the method of clients. */
  id: string;
  tag: string;
  summary: string;
  description?: string;
  method: Method;
  /** Under /api/v1, with parameters in braces: "/products/{id}". */
  path: string;
  /** Null for whoever may sign in; "none" for everybody. */
  permission: Permission | null | "none";
  query: z.ZodObject;
  body: z.ZodType | null;
  /** Null for 204. */
  answer: z.ZodType | null;
  status: number;
  /** Of the request, its answer, or both. */
  example?: { body?: unknown; answer?: unknown };
  /** What it may refuse, beside what every operation may. */
  refusals: Refusals;
  /** Whether `Idempotency-Key` may be sent with it, must be, or means nothing. */
  key: "never" | "optional" | "required";
  /** Whether `If-Match` holds it to what its caller has seen. */
  isConditional: boolean;
  execute(caller: Caller, input: Input): Promise<Outcome>;
}

/** Status and sentence by code. */
export type Refusals = Record<string, { status: number; title: string }>;

/** Ends an operation without a change: thrown, so that its transaction is undone. */
export class Refused extends Error {
  constructor(readonly problem: Problem, readonly headers: Record<string, string> = {}) {
    super(problem.code);
  }
}

export function notFound(): Refused {
  return new Refused({ status: 404, code: "not_found", title: "Nothing is here." });
}

export function invalid(errors: FieldProblem[]): Refused {
  return new Refused({
    status: 422,
    code: "invalid_input",
    title: "Some fields cannot be used.",
    errors,
  });
}
