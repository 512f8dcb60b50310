import { dirname, join } from "node:path";
import { StartupError } from "@/lib/startup_error.ts";
import type { Account } from "./account.ts";
import { exists } from "./exists.ts";
import { stopLeftover } from "./leftover.ts";
import type { Placement } from "./placement.ts";

/** The superuser. Hosted Supabase names it so too, and there as here nothing of ours logs in as it. */
export const SUPERUSER = "supabase_admin";

const DRAFT_PREFIX = "postgres.draft-";

export interface ClusterOptions extends Placement {
  account: Account | null;
  port: number;
  /** Of the superuser; only used when the cluster is made. */
  password: string;
  /** Given what Postgres writes to its log. */
  onLog?: (text: string) => void;
  /** For throw-away clusters: do not wait for the disk. */
  unsafe?: boolean;
}

/** A running Postgres. */
export interface Cluster {
  port: number;
  /** Resolves when Postgres has ended, whether asked to or not. */
  ended: Promise<void>;
  stop(): Promise<void>;
}

/** Makes the cluster if there is none. A crash half-way leaves a draft that the next call replaces. */
export async function createCluster(options: ClusterOptions): Promise<void> {
  const { cluster, account } = options;
  if (await exists(join(cluster, "PG_VERSION"))) return;
  await removeDrafts(cluster);
  // Under a name of its own: the initdb of a start that was killed may still be at work on another.
  const draft = await Deno.makeTempDir({ dir: dirname(cluster), prefix: DRAFT_PREFIX });
  const passwordFile = `${draft}.password`;
  await Deno.writeTextFile(passwordFile, options.password, { mode: 0o600 });
  if (account) {
    await Deno.chown(draft, account.uid, account.gid);
    await Deno.chown(passwordFile, account.uid, account.gid);
  }
  try {
    await runInitdb(options, { draft, passwordFile });
  } finally {
    await Deno.remove(passwordFile);
  }
  await Deno.rename(draft, cluster);
}

async function removeDrafts(cluster: string): Promise<void> {
  for await (const { name } of Deno.readDir(dirname(cluster))) {
    if (!name.startsWith(DRAFT_PREFIX)) continue;
    await Deno.remove(join(dirname(cluster), name), { recursive: true }).catch(() => {});
  }
}

async function runInitdb(
  options: ClusterOptions,
  { draft, passwordFile }: { draft: string; passwordFile: string },
): Promise<void> {
  const command = new Deno.Command(join(options.home, "bin", "initdb"), {
    args: [
      `--pgdata=${draft}`,
      `--username=${SUPERUSER}`,
      `--pwfile=${passwordFile}`,
      "--auth=scram-sha-256",
      "--encoding=UTF8",
      // The same order and case rules on every machine, whatever its own locales are.
      "--locale=C",
      "--locale-provider=builtin",
      "--builtin-locale=C.UTF-8",
      ...(options.unsafe ? ["--no-sync"] : []),
    ],
    ...processOptions(options),
    stdout: "null",
    stderr: "piped",
  });
  const { success, stderr } = await command.output();
  if (!success) {
    throw new StartupError(
      `Postgres could not be set up: ${lastLine(new TextDecoder().decode(stderr))}`,
    );
  }
}

/** Starts Postgres on the cluster, ending a leftover of it first. Throws StartupError when it cannot run. */
export async function startCluster(options: ClusterOptions): Promise<Cluster> {
  await stopLeftover(options.cluster);
  // After a crash the old server's memory may stay in use for the moment its last process needs to end.
  for (let attempt = 1;; attempt++) {
    const started = await launch(options);
    if ("port" in started) return started;
    if (attempt === 20 || !started.log.includes("shared memory block")) {
      throw new StartupError(`Postgres did not start: ${lastLine(started.log)}`);
    }
    await new Promise((resolve) => setTimeout(resolve, 250));
  }
}

async function launch(options: ClusterOptions): Promise<Cluster | { log: string }> {
  const child = new Deno.Command(join(options.home, "bin", "postgres"), {
    args: ["-D", options.cluster, ...settings(options).flatMap((setting) => ["-c", setting])],
    ...processOptions(options),
    stdin: "null",
    stdout: "null",
    stderr: "piped",
    // Out of reach of the terminal's Ctrl-C, so that whoever uses the database can finish first.
    detached: true,
  }).spawn();
  const ready = await readUntilReady(child.stderr, options.onLog);
  if (!ready.ok) return { log: ready.log };
  const ended = child.status.then(() => {});
  return {
    port: options.port,
    ended,
    async stop() {
      await stopProcess(child, ended);
    },
  };
}

/** SIGINT is Postgres' fast shutdown: it ends sessions and writes everything out. */
async function stopProcess(child: Deno.ChildProcess, ended: Promise<void>): Promise<void> {
  const impatience = setTimeout(() => signal(child, "SIGQUIT"), 10_000);
  signal(child, "SIGINT");
  await ended;
  clearTimeout(impatience);
}

function signal(child: Deno.ChildProcess, name: Deno.Signal): void {
  try {
    child.kill(name);
  } catch {
    // It has ended by itself.
  }
}

/** Reads the log until Postgres accepts connections or ends; hands on what follows from then on. */
async function readUntilReady(
  stderr: ReadableStream<Uint8Array<ArrayBuffer>>,
  onLog: (text: string) => void = () => {},
): Promise<{ ok: true } | { ok: false; log: string }> {
  const reader = stderr.pipeThrough(new TextDecoderStream()).getReader();
  let log = "";
  while (true) {
    const { done, value } = await reader.read();
    if (done) return { ok: false, log };
    log += value;
    onLog(value);
    if (!log.includes("database system is ready to accept connections")) continue;
    void forward(reader, onLog);
    return { ok: true };
  }
}

async function forward(
  reader: ReadableStreamDefaultReader<string>,
  onLog: (text: string) => void,
): Promise<void> {
  while (true) {
    const { done, value } = await reader.read();
    if (done) return;
    onLog(value);
  }
}

function settings({ port, unsafe }: ClusterOptions): string[] {
  return [
    `port=${port}`,
    "listen_addresses=127.0.0.1",
    "unix_socket_directories=",
    "max_connections=100",
    "shared_buffers=128MB",
    // Short statements only: compiling them costs more than it saves.
    "jit=off",
    "timezone=UTC",
    "log_timezone=UTC",
    "lc_messages=C",
    ...(unsafe ? ["fsync=off", "synchronous_commit=off", "full_page_writes=off"] : []),
  ];
}

function processOptions({ account, cluster }: ClusterOptions): Deno.CommandOptions {
  return {
    // A folder that the account may be in; the caller's own may be closed to it.
    cwd: account ? "/" : dirname(cluster),
    env: { LC_ALL: "C", TZ: "UTC" },
    ...(account && { uid: account.uid, gid: account.gid }),
  };
}

function lastLine(log: string): string {
  const lines = log.trim().split("\n");
  const fatal = lines.findLast((line) => /FATAL|error:/.test(line)) ?? lines.at(-1) ?? "";
  return fatal.replace(/^.*?(FATAL|error):\s*/, "").trim() || "it said nothing";
}
