import {
  type DocumentNode,
  execute,
  type ExecutionResult,
  getOperationAST,
  GraphQLError,
  type GraphQLFormattedError,
  type OperationDefinitionNode,
} from "graphql";
import { z } from "zod";
import type { Bearer } from "@/lib/api/mod.ts";
import type { Config } from "@/lib/config.ts";
import { type Client, type Db, sqlState } from "@/lib/db/mod.ts";
import { type Asker, beginAsked } from "./asked.ts";
import {
  type Checked,
  hashOf,
  keepDocument,
  knownDocument,
  readDocument,
  tooMuch,
} from "./documents.ts";
import { errorOf, errorsOf, isUndone } from "./errors.ts";
import { costOf, LIMITS, rootFields } from "./limits.ts";
import { graphqlSchema } from "./schema.ts";

/** What a request says, whichever way it comes. */
export const GraphqlRequest = z.object({
  query: z.string().nullish(),
  operationName: z.string().nullish(),
  variables: z.record(z.string(), z.unknown()).nullish(),
  extensions: z.looseObject({
    persistedQuery: z.object({
      version: z.literal(1),
      sha256Hash: z.string().regex(/^[0-9a-f]{64}$/i).toLowerCase(),
    }).optional(),
  }).nullish(),
});
export type GraphqlRequest = z.output<typeof GraphqlRequest>;

/** Who asks, with what; `bearer` is null for who may only ask what there is to ask. */
export interface Asking {
  bearer: Bearer | null;
  client: Client;
  db: Db;
  config: Config;
  /** Whether this may change something: a GET may not. */
  mayChange: boolean;
}

/** What is answered. `data` is missing where nothing was begun. */
export interface GraphqlAnswer {
  status: number;
  body: { data?: unknown; errors?: readonly GraphQLFormattedError[] };
  isRepeat?: boolean;
}

const UNAUTHORIZED = errorOf({
  status: 401,
  code: "unauthorized",
  title: "Send a valid access token or API key.",
});

/** Answers a request. Throws what is a fault of ours; everything else is an answer too. */
export async function answerGraphql(
  request: GraphqlRequest,
  asking: Asking,
): Promise<GraphqlAnswer> {
  const found = findDocument(request);
  if ("errors" in found) return refuse(...found.errors.map((error) => error.toJSON()));
  const { document } = found;
  const operation = getOperationAST(document, request.operationName);
  if (!operation) return refused(400, "operation_unknown", "Name an operation of the document.");
  const asked = { document, operation, variables: request.variables ?? {} };
  const isOpen = rootFields(document, operation).every(({ name }) => name.value.startsWith("__"));
  if (isOpen) return toAnswer(await run(asked));
  const wrong = check(asked, asking);
  if (wrong) return refuse(wrong);
  const answer = await inTransaction(asked, asking as Asking & Asker);
  if (answer.status === 200) keepDocument(document);
  return answer;
}

interface AskedDocument {
  document: DocumentNode;
  operation: OperationDefinitionNode;
  variables: Record<string, unknown>;
}

/** As Apollo's clients ask: by the hash alone, then, where it is not known, with the text as well. */
function findDocument({ query, extensions }: GraphqlRequest): Checked {
  const hash = extensions?.persistedQuery?.sha256Hash;
  if (!hash && query) return readDocument(query);
  if (!hash) return failed(400, "query_missing", "Send a query.");
  if (query && hashOf(query) !== hash) {
    return failed(400, "hash_wrong", "This is not the hash of this query.");
  }
  if (query) return readDocument(query);
  const document = knownDocument(hash);
  // Message, code and status are the protocol's.
  return document
    ? { document }
    : failed(200, "PERSISTED_QUERY_NOT_FOUND", "PersistedQueryNotFound");
}

function failed(status: number, code: string, title: string): Checked {
  return { errors: [new GraphQLError(title, { extensions: { code, status } })] };
}

/** What stands against doing this; null when nothing does. */
function check(
  { document, operation, variables }: AskedDocument,
  { bearer, mayChange }: Asking,
): GraphQLFormattedError | null {
  if (!bearer) return UNAUTHORIZED;
  if (operation.operation === "mutation") {
    if (!mayChange) {
      const title = "A mutation is sent by POST.";
      return errorOf({ status: 405, code: "method_not_allowed", title });
    }
    const changes = rootFields(document, operation).filter(({ name }) => name.value[0] !== "_");
    if (changes.length > 1) {
      const title = "Send one change a request: it is done as a whole, or not at all.";
      return errorOf({ status: 400, code: "one_change", title });
    }
  }
  const cost = costOf(graphqlSchema(), { document, operation, variables });
  return cost > LIMITS.cost ? tooMuch("query_too_costly").toJSON() : null;
}

/**
 * Executes an operation to its very end. A field that must not be null and fails settles the result while others
 * still ask the database, whose transaction must not be over then.
 */
async function run(
  { document, operation, variables }: AskedDocument,
  contextValue?: unknown,
): Promise<ExecutionResult> {
  const end = Promise.withResolvers<void>();
  const result = await execute({
    schema: graphqlSchema(),
    document,
    operationName: operation.name?.value,
    variableValues: variables,
    contextValue,
    options: { maxCoercionErrors: 10 },
    hooks: { asyncWorkFinished: () => end.resolve() },
  });
  // Without data nothing was begun.
  if (result.data !== undefined) await end.promise;
  return result;
}

/** Ends a transaction in which nothing is to stay, with what is answered. */
class Undone extends Error {
  constructor(readonly answer: GraphqlAnswer) {
    super("undone");
  }
}

async function inTransaction(document: AskedDocument, asker: Asker): Promise<GraphqlAnswer> {
  try {
    return await asker.db.asUser(asker.bearer.claims, async (sql) => {
      const asked = beginAsked(sql, asker);
      const result = await run(document, asked);
      const answer = { ...toAnswer(result), isRepeat: asked.isRepeat };
      if (document.operation.operation !== "mutation") return answer;
      // A change of which nobody is told is none.
      if (isUndone(result)) throw new Undone({ ...answer, body: { ...answer.body, data: null } });
      if (!result.data) throw new Undone(answer);
      return answer;
    }, asker.client);
  } catch (error) {
    if (error instanceof Undone) return error.answer;
    if (sqlState(error) === "AF401") return refuse(UNAUTHORIZED);
    throw error;
  }
}

function toAnswer(result: ExecutionResult): GraphqlAnswer {
  const errors = errorsOf(result);
  // What was sent could not be read.
  if (result.data === undefined) return refuse(...errors);
  return { status: 200, body: { data: result.data, ...(errors.length > 0 && { errors }) } };
}

function refuse(...errors: GraphQLFormattedError[]): GraphqlAnswer {
  return { status: Number(errors[0]!.extensions!.status), body: { errors } };
}

function refused(status: number, code: string, title: string): GraphqlAnswer {
  return refuse(errorOf({ status, code, title }));
}
