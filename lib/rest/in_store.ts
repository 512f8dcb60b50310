import { z } from "zod";
import type { Sql } from "@/lib/db/mod.ts";
import type { Permission } from "@/lib/enums.ts";
import type { Result } from "@/lib/result.ts";
import { type ApiStore, listMyStores } from "@/lib/tenants/mod.ts";
import { sameMoments } from "./kinds.ts";
import { beginAnswer, keepAnswer } from "./answers.ts";
import {
  type Caller,
  type Input,
  invalid,
  type Method,
  notFound,
  type Operation,
  type Outcome,
  type Refusals,
  Refused,
} from "./operation.ts";
import { assertMatch } from "./revision.ts";
import { shapeParams } from "./shape.ts";

/** What an operation within one store works with. */
export interface Call<Query, Body> {
  sql: Sql;
  store: ApiStore;
  /** Of the row in the path; "" where there is none. */
  id: string;
  query: Query;
  body: Body;
  /** Rather than a program with a key. */
  isPerson: boolean;
  /** What the answer shall hold beyond itself. */
  expand: ReadonlySet<string>;
}

interface Spec<Query extends z.ZodObject, Body extends z.ZodType, Item extends z.ZodObject> {
  id: string;
  tag: string;
  summary: string;
  description?: string;
  method: Method;
  path: string;
  permission: Permission;
  /** Also needed, for an answer that shows more than who does this may see. */
  sees?: Permission;
  /** The table of the row in the path, whose store is the store, or `stores`. Without one, `store_id` says which. */
  row?: string;
  query?: Query;
  body?: Body;
  /** What one answer, or one row of a list, is like. */
  item?: Item;
  isList?: boolean;
  expands?: readonly (keyof z.output<Item> & string)[];
  status?: 200 | 201 | 202;
  refusals?: Refusals;
  key?: "optional" | "required";
  /** The row as its GET answers it, which `If-Match` is about. */
  read?: (call: Call<unknown, unknown>) => Promise<unknown>;
  example?: Operation["example"];
  // deno-lint-ignore no-explicit-any
  run(call: Call<z.output<Query>, z.output<Body>>): Promise<Result<any, string, any>>;
}

/** Which store a person means who works in more than one. */
const storeParam = {
  store_id: z.uuid().optional().describe(
    "The store, for a person who works in several. A key works in its own.",
  ),
};

/** An operation on one store, or on a row of one: what needs a permission there. */
export function inStore<
  Query extends z.ZodObject = z.ZodObject<Record<never, never>>,
  Body extends z.ZodType = z.ZodUndefined,
  Item extends z.ZodObject = z.ZodObject,
>(spec: Spec<Query, Body, Item>): Operation {
  const { item = null, isList = false, expands = [], row } = spec;
  const query = z.strictObject({
    ...(row ? {} : storeParam),
    ...(item && shapeParams(item, expands)),
    ...spec.query?.shape,
  });
  return {
    id: spec.id,
    tag: spec.tag,
    summary: spec.summary,
    description: spec.description,
    method: spec.method,
    path: spec.path,
    permission: spec.permission,
    query,
    body: spec.body ?? null,
    answer: item && (isList ? listOf(item) : item),
    status: item ? spec.status ?? 200 : 204,
    example: spec.example,
    refusals: spec.refusals ?? {},
    key: spec.key ?? "never",
    isConditional: spec.read !== undefined,
    execute: (caller, input) => execute(spec as never, caller, input),
  };
}

/** A page of rows. */
export function listOf(item: z.ZodObject) {
  return z.strictObject({
    data: z.array(item),
    next: z.string().nullable().describe("Send it as `after` for the rows that follow."),
  });
}

type AnySpec = Spec<z.ZodObject, z.ZodType, z.ZodObject>;

function execute(spec: AnySpec, caller: Caller, input: Input): Promise<Outcome> {
  const { claims, session } = caller.bearer!;
  return caller.db.asUser(claims, async (sql) => {
    const store = await findStore(sql, spec, input, caller.stores);
    const call: Call<never, never> = {
      sql,
      store,
      id: input.id,
      query: input.query as never,
      body: input.body as never,
      isPerson: session !== null,
      expand: new Set(input.query.expand as string[] | undefined),
    };
    const request = { storeId: store.id, key: caller.key, method: spec.method, path: spec.path };
    const kept = await beginAnswer(sql, { ...request, input });
    if (kept) return kept;
    if (spec.read) {
      await assertMatch(
        sql,
        caller.match,
        input.id,
        async () => sameMoments(await spec.read!(call)),
      );
    }
    const result = await spec.run(call);
    if (!result.ok) throw refusalOf(spec, result);
    const outcome = {
      status: spec.item ? spec.status ?? 200 : 204,
      value: sameMoments(result.value ?? null),
    };
    await keepAnswer(sql, request, outcome);
    return outcome;
  }, caller.client);
}

/** The store that is meant, where the caller may do this. */
async function findStore(
  sql: Sql,
  spec: AnySpec,
  input: Input,
  listStores = () => listMyStores(sql),
): Promise<ApiStore> {
  const needed = [spec.permission, ...(spec.sees ? [spec.sees] : [])];
  const [stores, rowStore] = await Promise.all([
    listStores(),
    spec.row ? storeOfRow(sql, spec.row, input.id) : null,
  ]);
  const lacks = (store: ApiStore) => needed.find((one) => !store.permissions.includes(one));
  const open = stores.filter((store) => !lacks(store));
  if (stores.length > 0 && open.length === 0) throw permissionMissing(lacks(stores[0]!)!);
  const wanted = spec.row ? rowStore : input.query.store_id;
  if (wanted === undefined) return onlyOne(open);
  const store = stores.find(({ id }) => id === wanted);
  if (!store) throw notFound();
  const lacking = lacks(store);
  if (lacking) throw permissionMissing(lacking);
  return store;
}

function onlyOne(stores: ApiStore[]): ApiStore {
  if (stores.length === 0) throw notFound();
  if (stores.length === 1) return stores[0]!;
  throw invalid([{ field: "store_id", message: "Say which of your stores is meant." }]);
}

/** What row-level security lets the caller see of it, so another store's row is no row. */
async function storeOfRow(sql: Sql, table: string, id: string): Promise<string | null> {
  if (table === "stores") return id;
  const [found] = await sql<{ store_id: string }[]>`
    select store_id from ${sql("public." + table)} where id = ${id}`;
  return found?.store_id ?? null;
}

/** The caller may not do this in the store. */
export function permissionMissing(permission: Permission): Refused {
  return new Refused({
    status: 403,
    code: "permission_missing",
    title: `This needs the permission ${permission}.`,
  });
}

function refusalOf(
  { refusals = {} }: AnySpec,
  { code, details }: { code: string; details?: unknown },
): Refused {
  if (code === "not_found") return notFound();
  const known = refusals[code];
  if (!known) throw new Error(`An operation refused with the unknown code "${code}"`);
  const errors = (details as { errors?: [] } | undefined)?.errors;
  return new Refused({ code, ...known, ...(errors && { errors }) });
}
