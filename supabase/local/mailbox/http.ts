import type { MessageStore } from "./store.ts";

const MAX_WAIT_S = 30;

/**
 * What reads the mailbox: `GET /messages?to=&after=&wait_s=` (newest first; waits for the first match),
 * `GET /messages/{id}`, `DELETE /messages`.
 */
export function mailboxHandler(
  store: MessageStore,
  closing: AbortSignal,
): (request: Request) => Promise<Response> {
  return async (request) => {
    const { pathname, searchParams } = new URL(request.url);
    if (pathname === "/messages") {
      if (request.method === "GET") return await listMessages(store, searchParams, closing);
      if (request.method === "DELETE") {
        await store.clear();
        return new Response(null, { status: 204 });
      }
      return problem(405, "method_not_allowed");
    }
    const id = /^\/messages\/(\d{1,15})$/.exec(pathname)?.[1];
    const message = id && store.get(Number(id));
    return message ? Response.json(message) : problem(404, "not_found");
  };
}

async function listMessages(
  store: MessageStore,
  params: URLSearchParams,
  closing: AbortSignal,
): Promise<Response> {
  const filter = { to: params.get("to") ?? undefined, after: Number(params.get("after")) || 0 };
  const waitS = Math.min(Math.max(Number(params.get("wait_s")) || 0, 0), MAX_WAIT_S);
  const end = AbortSignal.any([closing, AbortSignal.timeout(waitS * 1000)]);
  let messages = store.list(filter);
  while (messages.length === 0 && !end.aborted) {
    await store.next(end).catch(() => {});
    messages = store.list(filter);
  }
  return Response.json({ messages });
}

function problem(status: number, code: string): Response {
  return Response.json({ status, code }, { status });
}
