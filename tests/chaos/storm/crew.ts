import type { Stage } from "@/tests/payments/stage.ts";
import { type RunningWorker, startWorker, type Surroundings } from "@/tests/payments/worker.ts";
import type { Post } from "./post.ts";
import { type RunningServer, startServer } from "./server.ts";

/** Processes of the product; each is ended as a machine is that loses power, and is back after a while. */
export interface Crew {
  /** Where the web server is; null while it is dead. */
  readonly url: string | null;
  /** How many died of each kind. */
  kills: { servers: number; workers: number; functions: number };
  killServer(backAfterMs: number): Promise<void>;
  killWorker(backAfterMs: number): Promise<void>;
  killFunction(name: string, backAfterMs: number): Promise<void>;
  stop(): Promise<void>;
}

export async function startCrew(
  { stage, post, surroundings, hear }: {
    stage: Stage;
    post: Post;
    /** Of the worker. */
    surroundings: Surroundings;
    /** What all of them write to their logs. */
    hear(text: string): void;
  },
): Promise<Crew> {
  const { databaseUrl, webDatabaseUrl, functions } = stage;
  const serve = () => startServer({ databaseUrl, webDatabaseUrl, hear });
  let [server, worker]: [RunningServer | null, RunningWorker] = await Promise.all([
    serve(),
    startWorker(surroundings),
  ]);
  const kills = { servers: 0, workers: 0, functions: 0 };
  return {
    get url() {
      return server?.url ?? null;
    },
    kills,
    async killServer(backAfterMs) {
      const dying = server!;
      server = null;
      await dying.kill();
      kills.servers++;
      await aMoment(backAfterMs);
      server = await serve();
    },
    async killWorker(backAfterMs) {
      await worker.kill();
      kills.workers++;
      await aMoment(backAfterMs);
      worker = await startWorker(surroundings);
    },
    async killFunction(name, backAfterMs) {
      await functions.get(name)!.kill();
      post.leadsTo.delete(name);
      kills.functions++;
      await aMoment(backAfterMs);
      post.leadsTo.set(name, (await stage.startFunction(name)).url);
    },
    async stop() {
      await Promise.all([server?.kill(), worker.kill()]);
    },
  };
}

export function aMoment(ms: number): Promise<void> {
  return new Promise((resolve) => setTimeout(resolve, ms));
}
