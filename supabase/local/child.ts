/** A Deno program to run as a process of its own. */
export interface Program {
  /** Absolute `file:` URL. */
  entry: string;
  env: Record<string, string>;
  /** Flags of `deno run`; everything is allowed unless told. */
  flags?: string[];
}

export interface Child {
  pid: number;
  /** Resolves with the exit code when the process has ended, for whatever reason. */
  ended: Promise<number>;
  /** Asks it to end, and ends it when it does not. */
  stop(): Promise<void>;
}

const PATIENCE_MS = 9_000;

/** Starts a program that ends with this process, however this process ends. */
export function startChild({ entry, env, flags = ["-A"] }: Program): Child {
  const tethered = new URL("tethered.ts", import.meta.url).href;
  const child = new Deno.Command(Deno.execPath(), {
    args: ["run", ...flags, tethered, entry],
    env,
    stdin: "piped",
    stdout: "inherit",
    stderr: "inherit",
    // Out of reach of the terminal's Ctrl-C: the parent decides who ends when.
    detached: true,
  }).spawn();
  const ended = child.status.then(({ code }) => code);
  return {
    pid: child.pid,
    ended,
    async stop() {
      const impatience = setTimeout(() => child.kill("SIGKILL"), PATIENCE_MS);
      await child.stdin.close().catch(() => {});
      await ended;
      clearTimeout(impatience);
    },
  };
}

export interface KeptChild extends Child {
  /** Resolves when the first of its processes has ended. */
  firstEnd: Promise<number>;
  /** Ends the process and starts another. */
  restart(): Promise<void>;
}

export interface KeeperOptions {
  /** Told before each restart with the code of the process that ended. */
  onRestart: (code: number) => void;
}

/**
 * Keeps a program running: whenever its process ends by itself, another takes its place, at once
 * the first time and after ever longer pauses, up to five seconds, when it keeps ending.
 */
export function keepChild(program: Program, { onRestart }: KeeperOptions): KeptChild {
  const stopping = new AbortController();
  let current = startChild(program);
  const firstEnd = current.ended;
  let wanted = false;
  const ended = keep();

  async function keep(): Promise<number> {
    for (let quickEnds = 0;;) {
      const startedAt = Date.now();
      const code = await current.ended;
      if (stopping.signal.aborted) return code;
      if (!wanted) {
        quickEnds = Date.now() - startedAt < 10_000 ? quickEnds + 1 : 0;
        onRestart(code);
        await pause(Math.min(5_000, 100 * 2 ** quickEnds), stopping.signal);
        if (stopping.signal.aborted) return code;
      }
      wanted = false;
      current = startChild(program);
    }
  }

  return {
    get pid() {
      return current.pid;
    },
    ended,
    firstEnd,
    async restart() {
      wanted = true;
      await current.stop();
    },
    async stop() {
      stopping.abort();
      await current.stop();
      await ended;
    },
  };
}

function pause(ms: number, signal: AbortSignal): Promise<void> {
  return new Promise((resolve) => {
    const timer = setTimeout(resolve, ms);
    signal.addEventListener("abort", () => {
      clearTimeout(timer);
      resolve();
    }, { once: true });
  });
}

/** Resolves with true when something listens at the port, false when `unless` happens first. */
export async function untilListening(port: number, unless: Promise<unknown>): Promise<boolean> {
  let gaveUp = false;
  unless.then(() => gaveUp = true, () => gaveUp = true);
  while (!gaveUp) {
    try {
      (await Deno.connect({ hostname: "127.0.0.1", port })).close();
      return true;
    } catch {
      await new Promise((resolve) => setTimeout(resolve, 25));
    }
  }
  return false;
}
