import { createHash } from "node:crypto";
import { basename, dirname, join } from "node:path";
import { StartupError } from "@/lib/startup_error.ts";
import { type Account, canEnter } from "./account.ts";
import { exists } from "./exists.ts";

/** Where Postgres is run from and where it keeps its files. */
export interface Placement {
  /** Folder with `bin`, `lib` and `share`. */
  home: string;
  /** Folder that the cluster lives in; Postgres' own account can create files there. */
  cluster: string;
}

/** Used when root starts Afrify below a folder that no other account may enter, such as /root. */
const SHARED = "/var/tmp/afrify-postgres";

/**
 * Puts the cluster into the data folder, and programs and cluster into /var/tmp where Postgres'
 * account could not reach them. `identity` ties a cluster out there to one life of the data folder.
 */
export async function placePostgres(
  home: string,
  options: { dataDir: string; account: Account | null; identity: string },
): Promise<Placement> {
  const { dataDir, account, identity } = options;
  const inside = { home, cluster: join(dataDir, "postgres") };
  if (!account) return inside;
  // Entering is enough for Postgres; its parent keeps others from listing what is here.
  await Deno.chmod(dataDir, 0o711);
  if (await canEnter(account, dataDir) && await canEnter(account, home)) return inside;

  await claimSharedFolder();
  await forgetDeletedDataFolders();
  return {
    home: await copyHome(home),
    cluster: join(await claimCell(dataDir, identity), "postgres"),
  };
}

async function claimSharedFolder(): Promise<void> {
  await Deno.mkdir(SHARED, { recursive: true, mode: 0o711 });
  const { uid, mode, isSymlink } = await Deno.lstat(SHARED);
  if (isSymlink || uid !== 0 || ((mode ?? 0) & 0o022) !== 0) {
    throw new StartupError(`"${SHARED}" belongs to somebody else: remove it, then start again`);
  }
}

async function claimCell(dataDir: string, identity: string): Promise<string> {
  const cell = join(SHARED, createHash("sha256").update(dataDir).digest("hex").slice(0, 16));
  const owner = await readOwner(cell);
  if (owner?.identity === identity) return cell;
  await Deno.remove(cell, { recursive: true }).catch(ignoreMissing);
  await Deno.mkdir(cell, { mode: 0o711 });
  await Deno.writeTextFile(join(cell, "owner.json"), JSON.stringify({ dataDir, identity }));
  return cell;
}

async function readOwner(cell: string): Promise<{ dataDir: string; identity: string } | null> {
  return await Deno.readTextFile(join(cell, "owner.json")).then(JSON.parse, () => null);
}

/** A deleted data folder is a reset, so what it had out here goes as well. */
async function forgetDeletedDataFolders(): Promise<void> {
  for await (const { name } of Deno.readDir(SHARED)) {
    const cell = join(SHARED, name);
    const owner = await readOwner(cell);
    if (!owner) continue;
    if (!await exists(owner.dataDir)) {
      await Deno.remove(cell, { recursive: true }).catch(ignoreMissing);
    }
  }
}

/** Copies once per version; the rename at the end makes a half-made copy impossible to use. */
async function copyHome(home: string): Promise<string> {
  const manifest = JSON.parse(await Deno.readTextFile(join(dirname(home), "package.json")));
  const copy = join(SHARED, `${basename(manifest.name)}-${manifest.version}`);
  if (await exists(copy)) return copy;
  const draft = await Deno.makeTempDir({ dir: SHARED, prefix: "draft-" });
  await copyTree(home, draft);
  await Deno.chmod(draft, 0o755);
  await Deno.rename(draft, copy).catch(() => Deno.remove(draft, { recursive: true }));
  return copy;
}

async function copyTree(from: string, to: string): Promise<void> {
  for await (const entry of Deno.readDir(from)) {
    const [source, target] = [join(from, entry.name), join(to, entry.name)];
    if (entry.isSymlink) await Deno.symlink(await Deno.readLink(source), target);
    else if (entry.isFile) await Deno.copyFile(source, target);
    else {
      await Deno.mkdir(target, { mode: 0o755 });
      await copyTree(source, target);
    }
  }
}

function ignoreMissing(error: unknown): void {
  if (!(error instanceof Deno.errors.NotFound)) throw error;
}
