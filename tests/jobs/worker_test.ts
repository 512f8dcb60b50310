import assert from "node:assert/strict";
import postgres from "postgres";
import { z } from "zod";
import { defineTask, runWorker, type TaskList } from "@/lib/jobs/mod.ts";
import { createLogger } from "@/lib/observability/mod.ts";
import { startDatabase } from "@/tests/fixtures/database.ts";

interface Bench {
  url: string;
  sql: postgres.Sql;
  lines: Record<string, unknown>[];
  /** Starts a worker in this process; the answer stops it. */
  work(tasks: TaskList, concurrency?: number): () => Promise<void>;
  queue(task: string, payload?: unknown, maxAttempts?: number): Promise<void>;
}

async function withQueue(run: (bench: Bench) => Promise<void>): Promise<void> {
  const database = await startDatabase();
  const sql = postgres(database.url, { max: 2, onnotice: () => {} });
  const lines: Bench["lines"] = [];
  const log = createLogger("test", {
    level: "debug",
    write: (line) => lines.push(JSON.parse(line)),
  });
  const stops: (() => Promise<void>)[] = [];
  try {
    await run({
      url: database.url,
      sql,
      lines,
      work(tasks, concurrency = 2) {
        const stopping = new AbortController();
        const { signal } = stopping;
        const ended = runWorker({ databaseUrl: database.url, tasks, log, concurrency, signal });
        const stop = () => {
          stopping.abort();
          return ended;
        };
        stops.push(stop);
        return stop;
      },
      async queue(task, payload = {}, maxAttempts = 25) {
        await sql`select private.enqueue(${task}, ${sql.json(payload as never)},
          max_attempts => ${maxAttempts})`;
      },
    });
  } finally {
    await Promise.all(stops.map((stop) => stop()));
    await sql.end();
    await database.stop();
  }
}

/** A task that hands over its payloads one by one. */
function recorder() {
  const seen: unknown[] = [];
  let wake = () => {};
  return {
    seen,
    task(payload: unknown): Promise<void> {
      seen.push(payload);
      wake();
      return Promise.resolve();
    },
    async count(expected: number): Promise<void> {
      while (seen.length < expected) await new Promise<void>((resolve) => wake = resolve);
    },
  };
}

Deno.test("a queued job runs once with its payload and is gone", () =>
  withQueue(async ({ sql, queue, work }) => {
    const jobs = recorder();
    const stop = work({ greet: jobs.task });
    await queue("greet", { name: "Asha" });
    await jobs.count(1);
    await stop();
    assert.deepEqual(jobs.seen, [{ name: "Asha" }]);
    const [{ left }] = await sql<[{ left: number }]>`
      select count(*)::int as left from graphile_worker.jobs`;
    assert.equal(left, 0);
  }));

Deno.test("a job queued in a transaction that is rolled back never runs", () =>
  withQueue(async ({ sql, queue, work }) => {
    const jobs = recorder();
    await sql.begin(async (transaction) => {
      await transaction`select private.enqueue('greet', '{"name":"nobody"}')`;
      throw new Error("changed my mind");
    }).catch(() => {});
    work({ greet: jobs.task });
    await queue("greet", { name: "Asha" });
    await jobs.count(1);
    assert.deepEqual(jobs.seen, [{ name: "Asha" }]);
  }));

Deno.test("a job that fails waits for its next try and the log says why", () =>
  withQueue(async ({ sql, lines, queue, work }) => {
    const stop = work({ greet: () => Promise.reject(new Error("no voice")) });
    await queue("greet");
    await untilLogged(lines, "Job failed, to be tried again");
    await stop();
    const [job] = await sql`select attempts, last_error, run_at > now() as waits
      from graphile_worker.jobs`;
    assert.equal(job!.attempts, 1);
    assert.match(job!.last_error, /no voice/);
    assert.equal(job!.waits, true);
  }));

Deno.test("a job whose last try fails is logged as an error and kept for people to see", () =>
  withQueue(async ({ sql, lines, queue, work }) => {
    const stop = work({ greet: () => Promise.reject(new Error("no voice")) });
    await queue("greet", {}, 1);
    const line = await untilLogged(lines, "Job failed for good");
    await stop();
    assert.equal(line.level, "error");
    assert.equal(line.task, "greet");
    assert.equal((await sql`select from graphile_worker.jobs`).length, 1);
  }));

Deno.test("a payload that does not fit fails its job before anything is done", () =>
  withQueue(async ({ lines, queue, work }) => {
    let isDone = false;
    const greet = defineTask(z.object({ name: z.string() }), () => {
      isDone = true;
      return Promise.resolve();
    });
    const stop = work({ greet });
    await queue("greet", { name: 7 });
    await untilLogged(lines, "Job failed, to be tried again");
    await stop();
    assert.equal(isDone, false);
  }));

Deno.test("a job under way is finished before the worker stops", () =>
  withQueue(async ({ sql, queue, work }) => {
    const begun = Promise.withResolvers<void>();
    const gate = Promise.withResolvers<void>();
    const stop = work({
      slow: () => {
        begun.resolve();
        return gate.promise;
      },
    });
    await queue("slow");
    await begun.promise;
    const stopped = stop();
    gate.resolve();
    await stopped;
    assert.equal((await sql`select from graphile_worker.jobs`).length, 0);
  }));

Deno.test("a worker goes on after the database dropped its connections", () =>
  withQueue(async ({ sql, lines, queue, work }) => {
    const jobs = recorder();
    work({ greet: jobs.task });
    await queue("greet", { turn: 1 });
    await jobs.count(1);
    while ((await sql`select from graphile_worker.jobs`).length > 0);
    await sql`select pg_terminate_backend(pid) from pg_stat_activity
      where datname = current_database() and pid <> pg_backend_pid() and usename = current_user`;
    await queue("greet", { turn: 2 });
    await jobs.count(2);
    assert.deepEqual(jobs.seen, [{ turn: 1 }, { turn: 2 }]);
    assert.ok(!lines.some(({ level }) => level === "fatal"));
  }));

Deno.test("the job of a worker that was killed runs again when another starts", () =>
  withQueue(async ({ url, queue, work }) => {
    const script = new URL("fixtures/stuck_worker.ts", import.meta.url).pathname;
    const victim = new Deno.Command(Deno.execPath(), {
      args: ["run", "-A", script, url],
      stdout: "piped",
      stdin: "null",
    }).spawn();
    await queue("stuck", { order: 1 });
    const output = victim.stdout.getReader();
    await output.read();
    victim.kill("SIGKILL");
    await victim.status;
    await output.cancel();

    const jobs = recorder();
    work({ stuck: jobs.task });
    await jobs.count(1);
    assert.deepEqual(jobs.seen, [{ order: 1 }]);
  }));

Deno.test("a worker that starts leaves the jobs of a living one alone", () =>
  withQueue(async ({ sql, queue, work }) => {
    const begun = Promise.withResolvers<void>();
    const gate = Promise.withResolvers<void>();
    let starts = 0;
    work({
      slow: () => {
        starts++;
        begun.resolve();
        return gate.promise;
      },
    }, 1);
    await queue("slow");
    await begun.promise;

    const probe = recorder();
    work({
      slow: () => {
        starts++;
        return Promise.resolve();
      },
      probe: probe.task,
    });
    await queue("probe");
    await probe.count(1);
    const held = await sql`select from graphile_worker.jobs where locked_by is not null
      and task_identifier = 'slow'`;
    assert.equal(held.length, 1);
    gate.resolve();
    assert.equal(starts, 1);
  }));

async function untilLogged(
  lines: Record<string, unknown>[],
  message: string,
): Promise<Record<string, unknown>> {
  while (true) {
    const line = lines.find(({ msg }) => msg === message);
    if (line) return line;
    await new Promise((resolve) => setTimeout(resolve, 10));
  }
}
