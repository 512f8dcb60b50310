import { decodeJwt } from "jose";
import postgres from "postgres";
import { type EmailChange, startEmailChange } from "./email_change.ts";
import { noteDevice } from "./session_devices.ts";
import type { Settings } from "./settings.ts";
import type { StackOptions } from "./stack_options.ts";
import { applyTokenHook, readTokenHook } from "./token_hook.ts";

type Answer = (request: Request) => Promise<Response>;
type Body = Record<string, unknown>;

/** Auth as a hosted project speaks it, around what the local package leaves out. */
export interface AuthDialect {
  fetch(request: Request, answer: Answer): Promise<Response>;
  stop(): Promise<void>;
}

/**
 * Sessions know their device, tokens pass through the project's hook, a code may be called `email`, and
 * an account moves to another address when both mailboxes have said so.
 */
export function startAuthDialect(options: StackOptions, { auth }: Settings): AuthDialect {
  const sql = postgres(options.databaseUrl, { max: 2, onnotice: () => {} });
  const { email = {} } = auth as { email?: EmailSettings };
  const isDouble = email.double_confirm_changes !== false && !!email.template?.email_change;
  const change = isDouble
    ? startEmailChange(sql, {
      ...options,
      template: email.template!.email_change!,
      expiry: email.otp_expiry ?? 3600,
    })
    : null;
  const finish = finisher(sql, { hook: readTokenHook(auth), jwtSecret: options.jwtSecret });
  return {
    async fetch(request, answer) {
      const { pathname } = new URL(request.url);
      const path = `${request.method} ${pathname.slice("/auth/v1".length)}`;
      if (path === "POST /verify") {
        return await finish(request, await verify(request, { answer, change }));
      }
      if (path === "PUT /user") return await updateUser(request, { answer, change });
      const isToken = path === "POST /token" || path === "POST /signup";
      const response = await answer(request);
      return isToken ? await finish(request, response) : response;
    },
    stop: () => sql.end(),
  };
}

interface EmailSettings {
  double_confirm_changes?: boolean;
  otp_expiry?: number;
  template?: Record<string, { subject: string; content_path: string }>;
}

interface Work {
  answer: Answer;
  change: EmailChange | null;
}

async function verify(request: Request, { answer, change }: Work): Promise<Response> {
  const text = await request.text();
  const { type, token_hash: tokenHash } = readJson(text);
  if (
    type === "email_change" && typeof tokenHash === "string" && await change?.takeFirst(tokenHash)
  ) {
    const msg =
      "Confirmation link accepted. Please proceed to confirm link sent to the other email";
    return Response.json({ code: "200", msg });
  }
  if (type !== "email") return await answer(withBody(request, text));
  return await answer(withBody(request, JSON.stringify({ ...readJson(text), type: "magiclink" })));
}

async function updateUser(request: Request, { answer, change }: Work): Promise<Response> {
  const text = await request.text();
  const response = await answer(withBody(request, text));
  if (!response.ok || typeof readJson(text).email !== "string") return response;
  const { id } = await response.clone().json();
  if (!change || await change.writeToNew(id)) return response;
  const msg = "Error sending email change email";
  return Response.json({ code: 500, error_code: "unexpected_failure", msg }, { status: 500 });
}

/** What happens to an answer with tokens on its way out. */
function finisher(
  sql: postgres.Sql,
  { hook, jwtSecret }: { hook: ReturnType<typeof readTokenHook>; jwtSecret: string },
) {
  return async (request: Request, response: Response): Promise<Response> => {
    if (!response.ok) return response;
    const body: Body = await response.clone().json().catch(() => ({}));
    if (typeof body.access_token !== "string") return response;
    const { session_id } = decodeJwt(body.access_token);
    await noteDevice(sql, String(session_id), request.headers);
    if (!hook) return response;
    const token = await applyTokenHook(sql, hook, { token: body.access_token, jwtSecret });
    const headers = new Headers(response.headers);
    headers.delete("content-length");
    return Response.json({ ...body, access_token: token }, { status: response.status, headers });
  };
}

function withBody(request: Request, body: string): Request {
  const headers = new Headers(request.headers);
  headers.delete("content-length");
  return new Request(request.url, { method: request.method, headers, body });
}

/** An object, whatever was sent: what is no object has no fields. */
function readJson(text: string): Body {
  try {
    return Object(JSON.parse(text));
  } catch {
    return {};
  }
}
