const FIRST_S = 5;
const LONGEST_S = 12 * 3600;
/** No receiver puts us off for longer than this at once. */
const LONGEST_ASKED_S = 24 * 3600;

/**
 * Seconds until the next try: 5, 20, 80 and so on, up to 12 hours, each a fifth more or less, so that what
 * failed together does not come back together; never sooner than the receiver asked.
 */
export function nextWait(
  attempt: number,
  { asked, random = Math.random() }: { asked: number | null; random?: number },
): number {
  const wait = Math.min(FIRST_S * 4 ** (attempt - 1), LONGEST_S) * (0.8 + 0.4 * random);
  return Math.max(wait, Math.min(asked ?? 0, LONGEST_ASKED_S));
}

/** Seconds that a Retry-After asks for, as a number or as a moment; null when it asks for nothing. */
export function readRetryAfter(header: string | null, now: Date): number | null {
  if (!header) return null;
  if (/^\d{1,9}$/.test(header)) return Number(header);
  const at = Date.parse(header);
  return Number.isNaN(at) ? null : Math.max(0, (at - now.getTime()) / 1000);
}
