import { join } from "node:path";
import { createClock } from "../clock.ts";
import type { LocalServer } from "../local_server.ts";
import { openRecords } from "../records.ts";
import { answerControl } from "./control_api.ts";
import type { LocalAccount } from "./model.ts";
import { Network } from "./network.ts";
import { answerPage } from "./pages.ts";
import type { Protocol } from "./protocol.ts";

export interface StandInOptions {
  /** Its records are in a folder of its own in this one. */
  dataDir: string;
  /** 0 picks a free one. */
  port?: number;
  /** Makes codes repeatable. Kept with the records once there are any. */
  seed?: string;
}

/**
 * Stands in for a gateway: its API, its page to pay on where it has one, and its callbacks. It knows
 * the account `known`, and those that are set up at `control_api.ts`.
 */
export function startStandIn(
  protocol: Protocol,
  known: LocalAccount,
  { dataDir, port = 0, seed = crypto.randomUUID() }: StandInOptions,
): Promise<LocalServer> {
  const records = openRecords(join(dataDir, protocol.name));
  const clock = createClock(records.get<number>("clock") ?? 0);
  const network = new Network({ records, clock, seed }, protocol);
  if (!network.account(known.key)) network.setAccount(known);
  const server = Deno.serve({ hostname: "127.0.0.1", port, onListen: () => {} }, (request) => {
    const { pathname } = new URL(request.url);
    if (pathname.startsWith("/_sim/")) return answerControl(network, request);
    if (pathname.startsWith("/pay/")) return answerPage(network, request);
    return protocol.answer(network, request);
  });
  const url = `http://127.0.0.1:${server.addr.port}`;
  records.put("url", url);
  return Promise.resolve({
    url,
    async stop() {
      await network.close();
      await server.shutdown();
      records.close();
    },
  });
}
