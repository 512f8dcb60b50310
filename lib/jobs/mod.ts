export { runWorker, type WorkerOptions } from "./run_worker.ts";
export { PRESENCE_LOCK } from "./presence.ts";
export { defineTask, type JobContext, type Task, type TaskList } from "./task.ts";
