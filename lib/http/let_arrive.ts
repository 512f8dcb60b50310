/** No form of ours is larger; whoever sends more may find the line cut. */
const LIMIT_BYTES = 64 * 1024 * 1024;
const LIMIT_MS = 10_000;

/**
 * Takes what is still coming of a body, and throws it away. A connection that is answered and closed
 * with bytes unread is reset, and a browser then shows an error of its own instead of the answer.
 */
export async function letArrive(req: Request): Promise<void> {
  if (!req.body || req.bodyUsed) return;
  const reader = req.body.getReader();
  const giveUp = setTimeout(() => reader.cancel().catch(() => {}), LIMIT_MS);
  let size = 0;
  try {
    while (size < LIMIT_BYTES) {
      const { done, value } = await reader.read();
      if (done) return;
      size += value.byteLength;
    }
  } catch {
    // Who hangs up wants no answer.
  } finally {
    clearTimeout(giveUp);
    reader.cancel().catch(() => {});
  }
}
