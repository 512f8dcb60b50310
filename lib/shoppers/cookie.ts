const COOKIE = "shopper";
const DAYS_90_S = 90 * 24 * 60 * 60;

/** The session's token as a device sent it: 64 hex digits, or null. Whether it holds, the database knows. */
export function readShopperCookie(cookies: string | null): string | null {
  // A shop at /s/basket and one at the root may both have set one; the closest path comes first.
  return /(?:^|;\s*)shopper=([0-9a-f]{64})(?:;|$)/.exec(cookies ?? "")?.[1] ?? null;
}

export interface CookiePlace {
  /** Where the shop begins, in whatever language; empty on its own host. */
  root: string;
  isSecure: boolean;
}

/** Goes to this shop alone: no Domain, and under /s/{slug} its path. Scripts do not see it. */
export function shopperCookie(token: string, { root, isSecure }: CookiePlace): string {
  return cookie(token, DAYS_90_S, { root, isSecure });
}

/** Takes it from the device. */
export function forgetShopper(place: CookiePlace): string {
  return cookie("", 0, place);
}

function cookie(value: string, seconds: number, { root, isSecure }: CookiePlace): string {
  const secure = isSecure ? "; Secure" : "";
  return `${COOKIE}=${value}; Path=${
    root || "/"
  }; Max-Age=${seconds}; HttpOnly; SameSite=Lax${secure}`;
}
