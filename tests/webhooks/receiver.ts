import { Webhook } from "standardwebhooks";

/** What a receiver was sent. */
export interface Received {
  id: string;
  headers: Record<string, string>;
  body: string;
  // deno-lint-ignore no-explicit-any
  event: any;
  path: string;
}

/** A merchant's program, written with the library of Standard Webhooks. */
export interface Receiver {
  url: string;
  received: Received[];
  /** How many it refused, as their signature was not good. */
  forged: number;
  /** What it answers to what is signed well; 200 unless told. */
  answer: (request: Request) => Response | Promise<Response>;
  secret: string;
  stop(): Promise<void>;
}

/** Listens on this machine; with a port, where another one listened before. */
export function startReceiver(secret = "", port = 0): Receiver {
  const stopping = new AbortController();
  const server = Deno.serve(
    { port, hostname: "127.0.0.1", onListen() {}, signal: stopping.signal },
    async (request) => {
      const body = await request.text();
      const headers = Object.fromEntries(request.headers);
      try {
        const event = new Webhook(receiver.secret).verify(body, headers);
        const path = new URL(request.url).pathname;
        receiver.received.push({ id: headers["webhook-id"]!, headers, body, event, path });
      } catch {
        receiver.forged++;
        return new Response("bad signature", { status: 400 });
      }
      return await receiver.answer(request);
    },
  );
  const receiver: Receiver = {
    url: `http://127.0.0.1:${server.addr.port}/hooks`,
    received: [],
    forged: 0,
    answer: () => new Response("thanks"),
    secret,
    async stop() {
      stopping.abort();
      await server.finished;
    },
  };
  return receiver;
}
