import type { Door } from "@/tests/payments/door.ts";
import type { Dice } from "./dice.ts";

/** Between the gateways and the edge functions: messages that are repeated, late, in another order, or gone. */
export interface Post extends Door {
  /** Lets time pass: what is late comes when it is due, in any order. */
  pass(seconds: number): Promise<void>;
  /** Everything that was ever sent comes once more. */
  repeatAll(): Promise<void>;
  counts: {
    messages: number;
    dropped: number;
    late: number;
    /** Those that came more than once, and how often more. */
    doubled: number;
    copies: number;
    /** Sent while its edge function was dead, or died. */
    unheard: number;
  };
}

interface Letter {
  path: string;
  method: string;
  headers: Headers;
  body: Uint8Array<ArrayBuffer>;
}

const DROPPED = 0.1;
const LATE = 0.25;
const REPEATED = 0.3;
const MOST_COPIES = 10;
const LATEST_S = 2 * 3600;

export function openPost(dice: Dice): Post {
  const leadsTo = new Map<string, string>();
  const counts = { messages: 0, dropped: 0, late: 0, doubled: 0, copies: 0, unheard: 0 };
  const all: Letter[] = [];
  let late: { dueS: number; letter: Letter }[] = [];
  let nowS = 0;

  async function deliver({ path, method, headers, body }: Letter): Promise<Response> {
    const url = leadsTo.get(path.split("/")[1]!);
    // Killed while it was at it: whether it stored the message, nobody knows.
    const answer = url && await fetch(url + path, { method, headers, body }).catch(() => null);
    if (answer && answer.status < 500) return answer;
    counts.unheard++;
    if (isOnlyWord(path)) late.push({ letter: { path, method, headers, body }, dueS: nowS + 1 });
    return answer || new Response(null, { status: 503 });
  }

  async function deliverAll(letters: Letter[]): Promise<void> {
    for (const some of chunks(letters, 20)) {
      const answers = await Promise.all(some.map(deliver));
      await Promise.all(answers.map((answer) => answer.body?.cancel()));
    }
  }

  async function receive(letter: Letter): Promise<Response> {
    const name = `message ${++counts.messages}`;
    all.push(letter);
    const isDropped = dice.chance(`${name} is dropped`, DROPPED);
    if (isDropped && !isOnlyWord(letter.path)) {
      counts.dropped++;
      return new Response(null, { status: 503 });
    }
    if (isDropped || dice.chance(`${name} is late`, LATE)) {
      counts.late++;
      late.push({ letter, dueS: nowS + dice.between(`${name} comes`, 1, LATEST_S) });
      return new Response(null, { status: 504 });
    }
    const copies = dice.chance(`${name} is repeated`, REPEATED)
      ? dice.between(`${name} copies`, 1, MOST_COPIES - 1)
      : 0;
    if (copies > 0) counts.doubled++;
    counts.copies += copies;
    const [answer] = await Promise.all([deliver(letter), deliverAll(Array(copies).fill(letter))]);
    return answer;
  }

  const server = Deno.serve({ hostname: "127.0.0.1", port: 0, onListen() {} }, async (request) => {
    const { pathname, search } = new URL(request.url);
    const { method, headers } = request;
    return await receive({ path: pathname + search, method, headers, body: await request.bytes() });
  });

  return {
    url: `http://127.0.0.1:${server.addr.port}`,
    leadsTo,
    counts,
    async pass(seconds) {
      nowS += seconds;
      const due = late.filter(({ dueS }) => dueS <= nowS);
      late = late.filter(({ dueS }) => dueS > nowS);
      await deliverAll(mixed(due.map(({ letter }) => letter), dice, `post at ${nowS}`));
    },
    repeatAll: () => deliverAll(mixed(all, dice, "everything again")),
    stop: () => server.shutdown(),
  };
}

/** M-Pesa's message is all that there is of a prompt whose answer was lost: it comes, if late. */
function isOnlyWord(path: string): boolean {
  return path.startsWith("/stk/");
}

function mixed<Item>(items: Item[], dice: Dice, what: string): Item[] {
  return items.map((item, index) => ({ item, at: dice.between(`${what} ${index}`, 0, 1e9) }))
    .toSorted((one, other) => one.at - other.at).map(({ item }) => item);
}

/** As many at a time. */
export function chunks<Item>(items: Item[], size: number): Item[][] {
  const count = Math.ceil(items.length / size);
  return Array.from({ length: count }, (_, i) => items.slice(i * size, (i + 1) * size));
}
