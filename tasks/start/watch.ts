import { join } from "node:path";

/** Folders whose files the product's processes read. */
const WATCHED = ["components", "islands", "lib", "routes", "supabase", "twind.config.ts"];
const QUIET_MS = 150;

/** Calls `onChange` with what changed, once things have been quiet for a moment, until aborted. */
export async function watchFiles(
  root: string,
  { signal, onChange }: { signal: AbortSignal; onChange: (paths: string[]) => Promise<void> },
): Promise<void> {
  const watcher = Deno.watchFs(WATCHED.map((path) => join(root, path)));
  signal.addEventListener("abort", () => watcher.close(), { once: true });
  const changed = new Set<string>();
  let timer: ReturnType<typeof setTimeout> | undefined;
  let busy = Promise.resolve();
  for await (const { kind, paths } of watcher) {
    if (kind === "access") continue;
    for (const path of paths.filter(isSource)) changed.add(path);
    if (changed.size === 0) continue;
    clearTimeout(timer);
    timer = setTimeout(() => {
      const batch = [...changed];
      changed.clear();
      busy = busy.then(() => onChange(batch));
    }, QUIET_MS);
  }
  clearTimeout(timer);
  await busy;
}

function isSource(path: string): boolean {
  return /\.(tsx?|sql|toml|html|json)$/.test(path);
}
