const QUIET_MS = 400;

/**
 * Waits until this long after the start (by `performance.now()`), so that the time an answer takes does
 * not tell what was done for it: a letter written, a password compared, or nothing at all.
 */
export async function evenOut(startedAt: number, ms = QUIET_MS): Promise<void> {
  const left = startedAt + ms - performance.now();
  if (left > 0) await new Promise((resolve) => setTimeout(resolve, left));
}
