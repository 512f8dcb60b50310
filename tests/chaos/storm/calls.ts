import type { Dice } from "./dice.ts";

/** Between the workers and a gateway: calls whose answer is lost, and calls that never arrive. */
export interface CallWire {
  url: string;
  /** How many calls came, how many never arrived, and how many the gateway did without anybody hearing of it. */
  counts: { calls: number; neverSent: number; lost: number };
  stop(): Promise<void>;
}

/** Of questions; and of what asks for money or gives it back, where it matters most. */
const LOST = 0.05;
const LOST_WORK = 0.3;
const IS_NO_WORK = /token|RegisterIPN|query/i;
const NEVER_SENT = 0.03;

export function startCallWire(name: string, gatewayUrl: string, dice: Dice): CallWire {
  const counts = { calls: 0, neverSent: 0, lost: 0 };
  const server = Deno.serve({ hostname: "127.0.0.1", port: 0, onListen() {} }, async (request) => {
    const call = `${name} call ${++counts.calls}`;
    const body = request.body ? await request.bytes() : null;
    if (dice.chance(`${call} is never sent`, NEVER_SENT)) {
      counts.neverSent++;
      return new Response(null, { status: 502 });
    }
    const { pathname, search } = new URL(request.url);
    const { method, headers } = request;
    const answer = await fetch(gatewayUrl + pathname + search, { method, headers, body });
    const isWork = method === "POST" && !IS_NO_WORK.test(pathname);
    if (!dice.chance(`${call} is lost`, isWork ? LOST_WORK : LOST)) return answer;
    counts.lost++;
    const bytes = await answer.bytes();
    // Given up on by somebody in between, or cut off half way.
    return dice.chance(`${call} is cut off`, 0.5)
      ? new Response(bytes.slice(0, bytes.length / 2), { status: 200 })
      : new Response(null, { status: 504 });
  });
  return {
    url: `http://127.0.0.1:${server.addr.port}`,
    counts,
    stop: () => server.shutdown(),
  };
}
