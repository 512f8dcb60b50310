const ALGORITHM = { name: "HMAC", hash: "SHA-256" };

/** Whether both are the same text, in a time that tells nothing of where they differ. Nothing is never right. */
export async function sameSecret(
  given: string | null | undefined,
  secret: string | null | undefined,
): Promise<boolean> {
  if (!given || !secret) return false;
  const random = crypto.getRandomValues(new Uint8Array(32));
  const key = await crypto.subtle.importKey("raw", random, ALGORITHM, false, ["sign", "verify"]);
  const bytes = (text: string) => new TextEncoder().encode(text);
  const mac = await crypto.subtle.sign("HMAC", key, bytes(secret));
  return await crypto.subtle.verify("HMAC", key, mac, bytes(given));
}
