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

/** Given up on by somebody in between, cut off half way, or waited for until nobody was there any more. */
const WAYS_TO_LOSE = ["given up", "cut off", "gone"] as const;

function lose(bytes: Uint8Array<ArrayBuffer>, how: typeof WAYS_TO_LOSE[number]): Response {
  if (how === "given up") return new Response(null, { status: 504 });
  const half = bytes.slice(0, bytes.length / 2);
  if (how === "cut off") return new Response(half);
  // To the caller the same as running into its time limit: an error instead of an answer.
  const headers = { "content-length": String(bytes.length + 1) };
  return new Response(new Blob([half]).stream(), { headers });
}

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
    return lose(await answer.bytes(), dice.pick(`${call} is lost so`, WAYS_TO_LOSE));
  });
  return {
    url: `http://127.0.0.1:${server.addr.port}`,
    counts,
    stop: () => server.shutdown(),
  };
}
