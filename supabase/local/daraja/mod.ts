import { join } from "node:path";
import type { LocalServer } from "../local_server.ts";
import { createClock } from "../clock.ts";
import { answerControl } from "./control_api.ts";
import { answerDaraja } from "./daraja_api.ts";
import { Network } from "./network.ts";
import { openRecords } from "../records.ts";
import { wakePayouts } from "./payouts.ts";

export interface DarajaOptions {
  /** What it remembers is kept in a folder of its own in here. */
  dataDir: string;
  /** 0, the default, picks a free one. */
  port?: number;
  /** Makes the references and receipts of a fresh simulator repeatable. */
  seed?: string;
}

/**
 * A stand-in for Safaricom's Daraja: OAuth, STK push and query, payments out and questions about them,
 * with their real error shapes, callbacks sent once. It knows one account, `LOCAL_MPESA_ACCOUNT`. Prompts wait for somebody at /dev/phone, or
 * do as a scenario says; see `control_api.ts`.
 */
export function startDaraja(options: DarajaOptions): Promise<LocalServer> {
  const { dataDir, port = 0, seed = crypto.randomUUID() } = options;
  const records = openRecords(join(dataDir, "daraja"));
  const clock = createClock(records.get<number>("clock") ?? 0);
  const network = new Network({ records, clock, seed });
  wakePayouts(network);
  const server = Deno.serve({ hostname: "127.0.0.1", port, onListen: () => {} }, (request) => {
    const { pathname } = new URL(request.url);
    return pathname.startsWith("/_sim/")
      ? answerControl(network, request)
      : answerDaraja(network, request);
  });
  return Promise.resolve({
    url: `http://127.0.0.1:${server.addr.port}`,
    async stop() {
      await network.close();
      await server.shutdown();
      records.close();
    },
  });
}
