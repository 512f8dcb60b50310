/**
 * The SQLSTATE of a database error, or null when the error is not the database's. It goes by the error's
 * name, so that whoever asks need not load the driver.
 */
export function sqlState(error: unknown): string | null {
  return error instanceof Error && error.name === "PostgresError" && "code" in error
    ? String(error.code)
    : null;
}

/** True when the database refused what was sent to it rather than failed at doing it. */
export function isRefusedInput(error: unknown): boolean {
  const state = sqlState(error);
  return state !== null && (state.startsWith("22") || state === "23514" || state === "AF422");
}
