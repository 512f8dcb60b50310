import { freePort } from "@/supabase/local/free_port.ts";

export interface RunningFunction {
  /** What comes before `/<name>` in its address. */
  url: string;
  stop(): Promise<void>;
  /** As a machine that loses power does. */
  kill(): Promise<void>;
}

/** An edge function in a process of its own, as it is deployed. */
export async function startFunction(
  name: string,
  env: Record<string, string>,
  hear: (text: string) => void = () => {},
): Promise<RunningFunction> {
  const port = freePort();
  const child = new Deno.Command(Deno.execPath(), {
    args: ["run", "-A", `supabase/functions/${name}/index.ts`],
    env: { ...env, DENO_SERVE_ADDRESS: `tcp:127.0.0.1:${port}` },
    stdin: "null",
    stdout: "piped",
    stderr: "piped",
  }).spawn();
  const ready = Promise.withResolvers<void>();
  let said = "";
  async function listen(stream: ReadableStream<Uint8Array<ArrayBuffer>>): Promise<void> {
    for await (const text of stream.pipeThrough(new TextDecoderStream())) {
      hear(text);
      said = (said + text).slice(-2_000);
      if (said.includes("Listening on")) ready.resolve();
    }
  }
  const heard = Promise.all([listen(child.stdout), listen(child.stderr)]);
  heard.then(() => ready.reject(new Error(`The function ended: ${said}`)));
  await ready.promise;
  const end = async (signal: Deno.Signal) => {
    child.kill(signal);
    await child.status;
    await heard;
  };
  return {
    url: `http://127.0.0.1:${port}`,
    stop: () => end("SIGTERM"),
    kill: () => end("SIGKILL"),
  };
}
