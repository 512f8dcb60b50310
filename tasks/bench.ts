import { fileURLToPath } from "node:url";

const BENCHES = new URL("../tests/bench/", import.meta.url);

/** Runs `tests/bench/<name>/bench.ts` for each name given, or all of them, one after the other. */
async function main(names: string[]): Promise<void> {
  const known = await listBenches();
  const unknown = names.find((name) => !known.includes(name));
  if (unknown !== undefined) {
    console.error(`No bench is called "${unknown}". There are: ${known.join(", ")}`);
    Deno.exit(1);
  }
  for (const name of names.length > 0 ? names : known) {
    console.log(`\n${name}`);
    const path = fileURLToPath(new URL(`${name}/bench.ts`, BENCHES));
    const { code } = await new Deno.Command(Deno.execPath(), { args: ["run", "-A", path] })
      .spawn().status;
    if (code !== 0) Deno.exit(code);
  }
}

async function listBenches(): Promise<string[]> {
  const names: string[] = [];
  for await (const { name, isDirectory } of Deno.readDir(BENCHES)) {
    if (isDirectory && await isFile(new URL(`${name}/bench.ts`, BENCHES))) names.push(name);
  }
  return names.sort();
}

async function isFile(url: URL): Promise<boolean> {
  return await Deno.stat(url).then((info) => info.isFile, () => false);
}

await main(Deno.args);
