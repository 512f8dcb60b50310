import assert from "node:assert/strict";

const ROOT = new URL("../../", import.meta.url);

async function schema(): Promise<string> {
  const folder = new URL("supabase/migrations/", ROOT);
  const files: string[] = [];
  for await (const { name } of Deno.readDir(folder)) {
    files.push(await Deno.readTextFile(new URL(name, folder)));
  }
  return files.join("\n");
}

function all(pattern: RegExp, text: string): string[] {
  return [...new Set(Array.from(text.matchAll(pattern), ([, found]) => found!))];
}

Deno.test("every code that the schema refuses or raises with is in docs/error_codes.md", async () => {
  const page = await Deno.readTextFile(new URL("docs/error_codes.md", ROOT));
  const sql = await schema();
  const calls = all(/private\.refusal(\([^;]*?)[,)]/g, sql).join("\n");
  const refusals = all(/(?:\(|then |else )'([a-z_]+)'/g, calls);
  const states = all(/errcode = '(AF\w+)'/g, sql);
  assert.ok(refusals.length > 5 && states.length > 3);
  assert.deepEqual([...refusals, ...states].filter((code) => !page.includes(`\`${code}\``)), []);
});

Deno.test("every variable that a process reads is in the README", async () => {
  const page = await Deno.readTextFile(new URL("README.md", ROOT));
  const config = await Deno.readTextFile(new URL("lib/config.ts", ROOT));
  // These two are set by the supervisor alone.
  const internal = ["MAILBOX_URL", "PHONE_URL"];
  const variables = all(/^ {2}([A-Z][A-Z_]+):/gm, config);
  assert.ok(variables.length > 10);
  assert.deepEqual(
    variables.filter((name) => !internal.includes(name) && !page.includes(`\`${name}\``)),
    [],
  );
});
