import { join } from "node:path";
import { LOCAL_PAYSTACK_ACCOUNT } from "@/lib/payments/mod.ts";
import { createClock } from "../clock.ts";
import type { LocalServer } from "../local_server.ts";
import { openRecords } from "../records.ts";
import { answerControl } from "./control_api.ts";
import { Integration } from "./model.ts";
import { Network } from "./network.ts";
import { answerPage } from "./pages.ts";
import { answerPaystack } from "./paystack_api.ts";
import { wakeRefunds } from "./refunds.ts";

export interface PaystackOptions {
  /** Its records are in the folder `paystack` of this one. */
  dataDir: string;
  /** 0 picks a free one. */
  port?: number;
  /** Makes codes repeatable. Kept with the records once there are any. */
  seed?: string;
}

/**
 * Stands in for Paystack: its API, its page to pay on, refunds, and its events, signed and repeated until they
 * are taken. It knows `LOCAL_PAYSTACK_ACCOUNT`, and integrations that are set up at `control_api.ts`.
 */
export function startPaystack(options: PaystackOptions): Promise<LocalServer> {
  const { dataDir, port = 0, seed = crypto.randomUUID() } = options;
  const records = openRecords(join(dataDir, "paystack"));
  const clock = createClock(records.get<number>("clock") ?? 0);
  const network = new Network({ records, clock, seed });
  wakeRefunds(network);
  const { secret_key } = LOCAL_PAYSTACK_ACCOUNT.credentials;
  if (!network.integration(secret_key)) network.setIntegration(Integration.parse({ secret_key }));
  const server = Deno.serve({ hostname: "127.0.0.1", port, onListen: () => {} }, (request) => {
    const { pathname } = new URL(request.url);
    if (pathname.startsWith("/_sim/")) return answerControl(network, request);
    if (pathname.startsWith("/pay/")) return answerPage(network, request);
    return answerPaystack(network, request);
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
