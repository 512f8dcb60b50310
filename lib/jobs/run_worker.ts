import { Logger as QueueLogger, run, type Task as QueueTask } from "graphile-worker";
import type { Logger } from "@/lib/observability/mod.ts";
import { openPresence, type Presence } from "./presence.ts";
import type { Task, TaskList } from "./task.ts";

export interface WorkerOptions {
  /** Address of the role that owns the queue. Not through a pooler that shares sessions. */
  databaseUrl: string;
  tasks: TaskList;
  log: Logger;
  /** Jobs at a time, 4 unless told. */
  concurrency?: number;
  /** Aborting it stops the worker after the jobs under way. */
  signal: AbortSignal;
}

/**
 * Runs queued jobs until the signal aborts: within milliseconds of their being queued, or when they
 * are due. Jobs under way are finished first. Rejects when the worker cannot go on; its process should
 * then end.
 */
export async function runWorker(options: WorkerOptions): Promise<void> {
  const { databaseUrl, tasks, log, concurrency = 4, signal } = options;
  const presence = openPresence(databaseUrl, log);
  const broken = Promise.withResolvers<never>();
  try {
    const runner = await run({
      connectionString: databaseUrl,
      maxPoolSize: concurrency + 2,
      concurrency,
      // For jobs due later, and what waits for its turn in a queue; those due at once are announced.
      pollInterval: 1_000,
      taskList: Object.fromEntries(
        Object.entries(tasks).map(([name, task]) => [name, toQueueTask(name, task, log)]),
      ),
      parsedCronItems: [],
      noHandleSignals: true,
      gracefulShutdownAbortTimeout: 3_000,
      logger: toQueueLogger(log),
      preset: { plugins: [announceFirst(presence, broken.reject)] },
    });
    const ended = runner.promise.then(() => {
      throw new Error("The job queue stopped by itself");
    });
    try {
      await Promise.race([ended, broken.promise, untilAborted(signal)]);
    } finally {
      // Refused when it has stopped already.
      await runner.stop().catch(() => {});
      ended.catch(() => {});
    }
  } finally {
    await presence.leave();
  }
}

function untilAborted(signal: AbortSignal): Promise<void> {
  if (signal.aborted) return Promise.resolve();
  return new Promise((resolve) =>
    signal.addEventListener("abort", () => resolve(), { once: true })
  );
}

/** The queue locks jobs under its own name, so that name must be seen alive before the first job. */
function announceFirst(
  presence: Presence,
  onFailure: (error: unknown) => void,
): GraphileConfig.Plugin {
  let announced: Promise<void> | undefined;
  return {
    name: "AnnounceFirst",
    version: "1.0.0",
    worker: {
      hooks: {
        async startWorker(_context, { worker }) {
          announced ??= presence.announce(worker.workerPool.id);
          await announced.catch(onFailure);
        },
      },
    },
  };
}

function toQueueTask(name: string, task: Task, parent: Logger): QueueTask {
  return async (payload, { job, abortSignal }) => {
    const log = parent.child({ task: name, job_id: job.id, attempt: job.attempts });
    const isLastAttempt = job.attempts >= job.max_attempts;
    const started = performance.now();
    const elapsed = () => ({ ms: Math.round(performance.now() - started) });
    try {
      await task(payload, { log, signal: abortSignal, attempt: job.attempts, isLastAttempt });
      log.info(elapsed(), "Job done");
    } catch (error) {
      if (isLastAttempt) log.error({ err: error, ...elapsed() }, "Job failed for good");
      else log.warn({ err: error, ...elapsed() }, "Job failed, to be tried again");
      throw error;
    }
  };
}

const LEVELS = { error: "error", warning: "warn", info: "debug", debug: "trace" } as const;

/** What the queue says about itself. How jobs end is logged above. */
function toQueueLogger(log: Logger): QueueLogger {
  return new QueueLogger(() => (level, message, meta) => {
    if (!meta?.job) log[LEVELS[level]]({ err: meta?.error }, message);
  });
}
