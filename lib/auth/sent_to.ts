import { parseCookieHeader, serializeCookieHeader } from "@supabase/ssr";

const HOUR_S = 3600;

/** A cookie that remembers for an hour where a letter went, so that no address carries an email. */
export function rememberSentTo(
  email: string,
  { path, isSecure }: { path: string; isSecure: boolean },
): string {
  return serializeCookieHeader("afrify-sent-to", email, {
    path,
    httpOnly: true,
    sameSite: "lax",
    secure: isSecure,
    maxAge: HOUR_S,
  });
}

/** Where the last letter went; "" when this device asked for none within the hour. */
export function readSentTo(req: Request): string {
  const cookies = parseCookieHeader(req.headers.get("cookie") ?? "");
  return cookies.find(({ name }) => name === "afrify-sent-to")?.value?.slice(0, 254) ?? "";
}
