import { type ExecutionResult, GraphQLError, type GraphQLFormattedError } from "graphql";
import type { Problem } from "@/lib/api/mod.ts";
import { sqlState } from "@/lib/db/mod.ts";
import { toRefused } from "@/lib/rest/mod.ts";

/** What a statement of a transaction says after another of it failed. */
const AFTER_ANOTHER = "25P02";

/** A problem of the API as an error of GraphQL. */
export function errorOf(
  { title, code, status, errors }: Problem,
  at: Pick<GraphQLFormattedError, "locations" | "path"> = {},
): GraphQLFormattedError {
  return { message: title, ...at, extensions: { code, status, ...(errors && { errors }) } };
}

/** The errors of an execution, with the codes of the API. Throws what is a fault of ours. */
export function errorsOf({ errors = [] }: ExecutionResult): GraphQLFormattedError[] {
  const cause = errors.find(({ originalError }) => {
    const state = sqlState(originalError);
    return state !== null && state !== AFTER_ANOTHER;
  })?.originalError;
  return errors.map((error) => {
    // Before anything is done, only what was sent can be wrong.
    if (error.path === undefined) {
      return errorOf({ title: error.message, code: "invalid_input", status: 422 }, placeOf(error));
    }
    const isAfter = sqlState(error.originalError) === AFTER_ANOTHER;
    const original = (isAfter ? cause : error.originalError) ?? error;
    const refused = toRefused(original);
    if (!refused) throw original;
    return errorOf(refused.problem, placeOf(error));
  });
}

function placeOf(error: GraphQLError) {
  const { locations, path } = error.toJSON();
  return { ...(locations && { locations }), ...(path && { path }) };
}

/** Whether the database refused a statement, which undoes all that its transaction did. */
export function isUndone({ errors = [] }: ExecutionResult): boolean {
  return errors.some(({ originalError }) => sqlState(originalError) !== null);
}
