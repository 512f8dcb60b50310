/** What came back for a request: redirects are not followed. */
export interface Answer {
  status: number;
  /** Path and query of where it sends one, or null. */
  location: string | null;
  text: string;
  headers: Headers;
}

/** Somebody with a browser that keeps cookies and runs no scripts. */
export interface Visitor {
  cookies: Map<string, string>;
  get(path: string): Promise<Answer>;
  /** The token that forms start with for whoever is signed in here; "" when nobody is. */
  csrf(): Promise<string>;
  /** Sends a form as its page would: signed in, with the token first. */
  post(path: string, fields: Record<string, string> | FormData): Promise<Answer>;
  /** Sends bytes as they are, under this content type. */
  send(path: string, body: BodyInit, type: string): Promise<Answer>;
}

/** `headers` go with every request, such as the name of the browser. */
export function visit(origin: string, given: Record<string, string> = {}): Visitor {
  const cookies = new Map<string, string>();

  async function request(path: string, init: RequestInit = {}): Promise<Answer> {
    const headers = new Headers({ ...given, ...init.headers as Record<string, string> });
    headers.set("cookie", [...cookies].map(([name, value]) => `${name}=${value}`).join("; "));
    if (init.method === "POST") headers.set("origin", origin);
    const response = await fetch(origin + path, { ...init, headers, redirect: "manual" });
    for (const cookie of response.headers.getSetCookie()) {
      const [, name, value] = /^([^=]+)=([^;]*)/.exec(cookie)!;
      if (/max-age=0/i.test(cookie)) cookies.delete(name!);
      else cookies.set(name!, value!);
    }
    const location = response.headers.get("location");
    const target = location === null ? null : new URL(location, origin + path);
    return {
      status: response.status,
      location: target && target.pathname + target.search,
      text: await readText(response),
      headers: response.headers,
    };
  }

  async function csrf(): Promise<string> {
    if (![...cookies.keys()].some((name) => name.startsWith("afrify-auth"))) return "";
    // Any page of the session has one that is as good; this one asks the database nothing.
    const { text } = await request("/account/password");
    return /<form[^>]*><input type="hidden" name="csrf" value="([^"]+)"/.exec(text)?.[1] ?? "";
  }

  return {
    cookies,
    csrf,
    get: (path) => request(path),
    async post(path, fields) {
      const token = await csrf();
      const body = fields instanceof FormData ? new FormData() : new URLSearchParams();
      if (token) body.append("csrf", token);
      const entries = fields instanceof FormData ? fields : Object.entries(fields);
      for (const [name, value] of entries) if (name !== "csrf") body.append(name, value as string);
      return await request(path, { method: "POST", body });
    },
    send(path, body, type) {
      return request(path, { method: "POST", body, headers: { "content-type": type } });
    },
  };
}

/** A stream of events has no end that one could wait for. */
async function readText(response: Response): Promise<string> {
  if (response.headers.get("content-type") !== "text/event-stream") return await response.text();
  await response.body?.cancel();
  return "";
}

/** Signs in; throws when that does not work. */
export async function signIn(visitor: Visitor, email: string, password = "afrify-demo") {
  const { status } = await visitor.post("/sign-in", { email, password });
  if (status !== 303) throw new Error(`${email} could not sign in`);
}
