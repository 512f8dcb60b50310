import type { z } from "zod";
import type { Logger } from "@/lib/observability/mod.ts";

/** What a task is told beside its payload. */
export interface JobContext {
  log: Logger;
  /** Aborts when the worker is asked to stop and the job has had its time to finish. */
  signal: AbortSignal;
  /** 1 for the first try. */
  attempt: number;
  isLastAttempt: boolean;
}

/**
 * Does a job. It may run more than once and beside itself (after a crash, a lost connection), so every
 * task must be safe to repeat. Throwing means: try again later, with growing pauses.
 */
export type Task = (payload: unknown, context: JobContext) => Promise<void>;

/** Tasks by the name under which SQL queues them. */
export type TaskList = Record<string, Task>;

/** A task whose payload is checked first. Throws when it does not fit: a fault of whoever queued it. */
export function defineTask<Payload>(
  schema: z.ZodType<Payload>,
  run: (payload: Payload, context: JobContext) => Promise<void>,
): Task {
  return (payload, context) => run(schema.parse(payload), context);
}
