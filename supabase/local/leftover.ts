import { join } from "node:path";
import process from "node:process";
import { StartupError } from "@/lib/startup_error.ts";

/**
 * Deals with what a killed parent left behind: stops a Postgres that still serves this cluster, and
 * removes a lock file whose number now belongs to some other program.
 */
export async function stopLeftover(cluster: string): Promise<void> {
  const lockFile = join(cluster, "postmaster.pid");
  const pid = Number((await Deno.readTextFile(lockFile).catch(() => "")).split("\n")[0]);
  if (!pid || !isAlive(pid)) return;
  if (!(await commandLine(pid)).includes(cluster)) {
    await Deno.remove(lockFile);
    return;
  }
  for (const signal of ["SIGINT", "SIGQUIT"] as const) {
    process.kill(pid, signal);
    if (await isGone(pid)) return;
  }
  throw new StartupError(
    `An earlier Postgres, process ${pid}, does not stop: end it, then start again`,
  );
}

export function isAlive(pid: number): boolean {
  try {
    return process.kill(pid, 0);
  } catch (error) {
    return (error as { code?: string }).code === "EPERM";
  }
}

async function isGone(pid: number): Promise<boolean> {
  for (let attempt = 0; attempt < 100; attempt++) {
    if (!isAlive(pid)) return true;
    await new Promise((resolve) => setTimeout(resolve, 50));
  }
  return false;
}

async function commandLine(pid: number): Promise<string> {
  try {
    return await Deno.readTextFile(`/proc/${pid}/cmdline`);
  } catch {
    const ps = new Deno.Command("ps", { args: ["-p", String(pid), "-o", "command="] });
    return await ps.output().then((out) => new TextDecoder().decode(out.stdout), () => "");
  }
}
