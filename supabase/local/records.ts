import { join } from "node:path";

/** Values by key that outlive the process: each change is one appended line, the last one counts. */
export interface Records {
  /** The values whose key begins with this, up to its colon ("charge:"), oldest first. */
  all<Value>(kind: string): Value[];
  get<Value>(key: string): Value | undefined;
  put(key: string, value: unknown): void;
  delete(key: string): void;
  close(): void;
}

const LINES_BEFORE_REWRITE = 20_000;

/** Opens `<folder>/records.ndjson`. */
export function openRecords(folder: string): Records {
  Deno.mkdirSync(folder, { recursive: true });
  const path = join(folder, "records.ndjson");
  const values = readValues(path);
  /** The same by kind: gateways that have seen a lot are asked for all of one kind at every turn. */
  const kinds = new Map<string, Map<string, unknown>>();
  for (const [key, value] of values) keep(key, value);
  let file = rewrite(path, values);
  let lines = 0;

  function keep(key: string, value: unknown): void {
    const kind = kindOf(key);
    if (!kinds.has(kind)) kinds.set(kind, new Map());
    kinds.get(kind)!.set(key, value);
  }

  function append(key: string, value: unknown): void {
    file.writeSync(new TextEncoder().encode(toLine([key, value])));
    if (++lines < LINES_BEFORE_REWRITE) return;
    file.close();
    file = rewrite(path, values);
    lines = 0;
  }

  return {
    all: <Value>(kind: string) => [...kinds.get(kind)?.values() ?? []] as Value[],
    get: <Value>(key: string) => values.get(key) as Value | undefined,
    put(key, value) {
      values.set(key, value);
      keep(key, value);
      append(key, value);
    },
    delete(key) {
      if (!values.delete(key)) return;
      kinds.get(kindOf(key))!.delete(key);
      append(key, null);
    },
    close: () => file.close(),
  };
}

function kindOf(key: string): string {
  return key.slice(0, key.indexOf(":") + 1);
}

/** Leaves out what was overwritten or deleted. The old file stays whole until the new one is. */
function rewrite(path: string, values: Map<string, unknown>): Deno.FsFile {
  Deno.writeTextFileSync(path + ".new", [...values].map(toLine).join(""));
  Deno.renameSync(path + ".new", path);
  return Deno.openSync(path, { append: true });
}

function toLine([key, value]: [string, unknown]): string {
  return JSON.stringify([key, value]) + "\n";
}

function readValues(path: string): Map<string, unknown> {
  const values = new Map<string, unknown>();
  for (const line of readLines(path)) {
    const [key, value] = parseLine(line);
    if (value === null) values.delete(key);
    else values.set(key, value);
  }
  return values;
}

function readLines(path: string): string[] {
  try {
    return Deno.readTextFileSync(path).split("\n").filter(Boolean);
  } catch (error) {
    if (error instanceof Deno.errors.NotFound) return [];
    throw error;
  }
}

/** A line that a crash cut short never happened. */
function parseLine(line: string): [string, unknown] {
  try {
    return JSON.parse(line);
  } catch {
    return ["", null];
  }
}
