import { z } from "zod";
import type { Sql } from "@/lib/db/mod.ts";
import { listOf } from "./in_store.ts";
import { sameMoments } from "./kinds.ts";
import type { Input, Method, Operation } from "./operation.ts";
import { shapeParams } from "./shape.ts";

interface Spec {
  id: string;
  tag: string;
  summary: string;
  method: Method;
  path: string;
  item: z.ZodObject;
  isList?: boolean;
  run(sql: Sql, input: Input): Promise<unknown>;
}

/** An operation for whoever has a token or a key: what they may see is what the database lets them. */
export function ofCaller({ item, isList, run, ...spec }: Spec): Operation {
  return {
    ...spec,
    permission: null,
    query: z.strictObject(shapeParams(item, [])),
    body: null,
    answer: isList ? listOf(item) : item,
    status: 200,
    refusals: {},
    key: "never",
    isConditional: false,
    async execute({ db, bearer, client }, input) {
      const value = await db.asUser(bearer!.claims, (sql) => run(sql, input), client);
      return { status: 200, value: sameMoments(value) };
    },
  };
}
