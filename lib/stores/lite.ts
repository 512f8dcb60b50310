import { z } from "zod";

/** The widest picture, in pixels, that a page in lite mode offers. */
export const LITE_WIDTH = 320;

/** What the switch in the footer sends: on or off, and the page to come back to. */
export const LiteForm = z.object({
  lite: z.enum(["on", "off"]),
  // A path of this shop with its query. A second slash at its start would be another host's name.
  to: z.string().max(500).regex(/^(\/(?![/\\])[^\s\\]*|\?[^\s\\]*)?$/).catch(""),
});

/**
 * Whether pictures wait until they are asked for: what this device chose in this shop, otherwise what
 * its browser says of its connection.
 */
export function isLite(headers: Headers): boolean {
  // A shop at /s/basket and one at the root may both have set one; the closest path comes first.
  const chosen = /(?:^|;\s*)lite=(on|off)(?:;|$)/.exec(headers.get("cookie") ?? "")?.[1];
  return chosen ? chosen === "on" : headers.get("save-data")?.toLowerCase() === "on";
}

/** Remembers the choice for the shop whose pages start with `root`, for a year. */
export function liteCookie(lite: "on" | "off", root: string): string {
  return `lite=${lite}; Path=${root || "/"}; Max-Age=31536000; HttpOnly; SameSite=Lax`;
}
