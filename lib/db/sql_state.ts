import postgres from "postgres";

/** The SQLSTATE of a database error, or null when the error is not the database's. */
export function sqlState(error: unknown): string | null {
  return error instanceof postgres.PostgresError ? error.code : null;
}

/** True when this unique constraint was violated: somebody else has that slug, SKU, ... */
export function isUniqueViolation(error: unknown, constraint: string): boolean {
  return error instanceof postgres.PostgresError && error.code === "23505" &&
    error.constraint_name === constraint;
}

/** True when the database refused what was sent to it rather than failed at doing it. */
export function isRefusedInput(error: unknown): boolean {
  const state = sqlState(error);
  return state !== null && (state.startsWith("22") || state === "23514" || state === "AF422");
}
