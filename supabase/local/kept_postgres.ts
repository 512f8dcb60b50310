import type { Cluster } from "./cluster.ts";
import { type PostgresOptions, startPostgres } from "./postgres.ts";

/**
 * A Postgres that is started again whenever it ends by itself, on the same port, so that everybody's
 * next connection finds it. `onRestart` is told before; `onFailure` when it cannot be started again.
 */
export async function keepPostgres(
  options: PostgresOptions,
  { onRestart, onFailure }: { onRestart: () => void; onFailure: (error: unknown) => void },
): Promise<Cluster> {
  let current = await startPostgres(options);
  let stopping = false;
  const { promise: ended, resolve: end } = Promise.withResolvers<void>();
  void keep();

  async function keep(): Promise<void> {
    while (true) {
      await current.ended;
      if (stopping) return end();
      onRestart();
      try {
        current = await startPostgres(options);
      } catch (error) {
        onFailure(error);
        return end();
      }
      // Asked to stop meanwhile.
      if (stopping) void current.stop();
    }
  }

  return {
    port: options.port,
    ended,
    async stop() {
      stopping = true;
      await current.stop();
      await ended;
    },
  };
}
