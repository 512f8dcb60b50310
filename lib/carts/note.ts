const COOKIE = "cart-note";
const YEAR_S = 365 * 24 * 60 * 60;

/** Of a note, in characters: what an order keeps. */
export const MAX_NOTE = 500;

/** What a shopper wrote to the shop while filling the cart; empty when there is nothing. */
export function readCartNote(cookies: string | null): string {
  const text = /(?:^|;\s*)cart-note=([\w-]+)/.exec(cookies ?? "")?.[1];
  if (!text) return "";
  try {
    return new TextDecoder("utf-8", { fatal: true })
      .decode(Uint8Array.fromBase64(text, { alphabet: "base64url" })).slice(0, MAX_NOTE);
  } catch {
    return "";
  }
}

/** Keeps the note on the device beside the cart, or takes it away when it is empty. */
export function cartNoteCookie(note: string, root: string): string {
  const value = new TextEncoder().encode(note.slice(0, MAX_NOTE))
    .toBase64({ alphabet: "base64url", omitPadding: true });
  return `${COOKIE}=${value}; Path=${root || "/"}; Max-Age=${
    note === "" ? 0 : YEAR_S
  }; HttpOnly; SameSite=Lax`;
}
