import type { LocalServer } from "../local_server.ts";
import type { Mailbox } from "../mailbox/mod.ts";
import { messagingHandler } from "./messaging.ts";

export interface AfricasTalkingOptions {
  /** Where messages end up. */
  mailbox: Pick<Mailbox, "deliver">;
  /** 0 picks a free one. */
  port?: number;
  username?: string;
  apiKey?: string;
}

/** An SMS gateway that speaks as Africa's Talking does and delivers into the mailbox. */
export interface AfricasTalking extends LocalServer {
  username: string;
  apiKey: string;
}

export function startAfricasTalking(options: AfricasTalkingOptions): Promise<AfricasTalking> {
  const { mailbox, port = 0, username = "sandbox", apiKey = "atsk_local" } = options;
  const server = Deno.serve(
    { hostname: "127.0.0.1", port, onListen: () => {} },
    messagingHandler({ username, apiKey, deliver: mailbox.deliver }),
  );
  return Promise.resolve({
    url: `http://127.0.0.1:${server.addr.port}`,
    username,
    apiKey,
    stop: () => server.shutdown(),
  });
}
