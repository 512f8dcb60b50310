const YEAR_S = 365 * 24 * 60 * 60;

/** How codes of discounts are written, once in capitals. */
export const DISCOUNT_CODE = /^[A-Z0-9][A-Z0-9_-]{2,29}$/;

/** What somebody typed as a code: people write it as it comes. */
export function normalizeCode(text: string): string {
  return text.trim().toUpperCase();
}

/** The code that goes with the cart; empty when there is none. */
export function readCartCode(cookies: string | null): string {
  const code = /(?:^|;\s*)cart-code=([\w-]+)/.exec(cookies ?? "")?.[1] ?? "";
  return DISCOUNT_CODE.test(code) ? code : "";
}

/** Keeps a code on the device beside the cart, or takes it away when it is none. */
export function cartCodeCookie(code: string, root: string): string {
  const isCode = DISCOUNT_CODE.test(code);
  return `cart-code=${isCode ? code : ""}; Path=${root || "/"}; Max-Age=${
    isCode ? YEAR_S : 0
  }; HttpOnly; SameSite=Lax`;
}
