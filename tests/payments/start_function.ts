import { freePort } from "@/supabase/local/free_port.ts";

export interface RunningFunction {
  /** What comes before `/<name>` in its address. */
  url: string;
  stop(): Promise<void>;
}

/** An edge function in a process of its own, as it is deployed. */
export async function startFunction(
  name: string,
  env: Record<string, string>,
): Promise<RunningFunction> {
  const port = freePort();
  const child = new Deno.Command(Deno.execPath(), {
    args: ["run", "-A", `supabase/functions/${name}/index.ts`],
    env: { ...env, DENO_SERVE_ADDRESS: `tcp:127.0.0.1:${port}` },
    stdin: "null",
    stdout: "inherit",
    stderr: "piped",
  }).spawn();
  const output = child.stderr.pipeThrough(new TextDecoderStream()).getReader();
  await untilListening(output);
  return {
    url: `http://127.0.0.1:${port}`,
    async stop() {
      child.kill("SIGTERM");
      await output.cancel();
      await child.status;
    },
  };
}

async function untilListening(output: ReadableStreamDefaultReader<string>): Promise<void> {
  let said = "";
  while (!said.includes("Listening on")) {
    const { value, done } = await output.read();
    if (done) throw new Error(`The function ended: ${said}`);
    said += value;
  }
}
