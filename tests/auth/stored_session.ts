/** What the session cookie holds, as far as tests look into it. */
export interface StoredSession {
  access_token: string;
  refresh_token: string;
  expires_at: number;
}

export function readSession(cookie: string): StoredSession {
  const text = decodeURIComponent(cookie).replace(/^base64-/, "");
  return JSON.parse(atob(text.replaceAll("-", "+").replaceAll("_", "/")));
}

export function writeSession(session: StoredSession): string {
  const text = btoa(JSON.stringify(session)).replaceAll("+", "-").replaceAll("/", "_");
  return `base64-${text.replace(/=+$/, "")}`;
}
