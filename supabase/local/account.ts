import { dirname } from "node:path";
import { StartupError } from "@/lib/startup_error.ts";

/** A system account to run Postgres as, because Postgres refuses to run as root. */
export interface Account {
  name: string;
  uid: number;
  gid: number;
}

/** The account to become, or null when this process is not root and can run Postgres itself. */
export async function unprivilegedAccount(): Promise<Account | null> {
  if (Deno.build.os === "windows" || Deno.uid() !== 0) return null;
  const accounts = parsePasswd(await Deno.readTextFile("/etc/passwd").catch(() => ""));
  const account = accounts.find(({ name }) => name === "postgres") ??
    accounts.find(({ name }) => name === "nobody");
  if (account) return account;
  throw new StartupError(
    'Postgres does not run as root, and there is no account "postgres" or "nobody" to run it as: start as another user',
  );
}

function parsePasswd(text: string): Account[] {
  return text.split("\n").flatMap((line) => {
    const [name, , uid, gid] = line.split(":");
    return name && uid && gid ? [{ name, uid: Number(uid), gid: Number(gid) }] : [];
  });
}

/** Whether the account may pass through every folder on the way to `path`, itself included. */
export async function canEnter(account: Account, path: string): Promise<boolean> {
  for (let folder = path;; folder = dirname(folder)) {
    const { mode, uid, gid } = await Deno.stat(folder);
    const bit = uid === account.uid ? 0o100 : gid === account.gid ? 0o010 : 0o001;
    if (((mode ?? 0) & bit) === 0) return false;
    if (folder === dirname(folder)) return true;
  }
}
