import { SEAL_KEYS } from "@/tests/fixtures/seal_keys.ts";

export interface RunningServer {
  url: string;
  /** As a machine that loses power does. */
  kill(): Promise<void>;
}

/** The real web server in a process of its own, without the services that shoppers need nothing of. */
export async function startServer(
  { databaseUrl, webDatabaseUrl, hear }: {
    databaseUrl: string;
    webDatabaseUrl: string;
    /** What it writes to its log. */
    hear(text: string): void;
  },
): Promise<RunningServer> {
  const child = new Deno.Command(Deno.execPath(), {
    args: ["run", "-A", "main.ts"],
    env: {
      PORT: "0",
      DATABASE_URL: databaseUrl,
      WEB_DATABASE_URL: webDatabaseUrl,
      CREDENTIALS_KEYS: SEAL_KEYS,
      // Nobody answers there.
      SUPABASE_URL: "http://127.0.0.1:1",
      SMTP_URL: "smtp://127.0.0.1:1",
      SMS_URL: "http://127.0.0.1:1",
      SUPABASE_PUBLISHABLE_KEY: "none",
      SUPABASE_SECRET_KEY: "none",
      SMS_API_KEY: "none",
    },
    stdin: "null",
    stdout: "piped",
    stderr: "piped",
  }).spawn();
  const ready = Promise.withResolvers<string>();
  let said = "";
  async function listen(stream: ReadableStream<Uint8Array<ArrayBuffer>>): Promise<void> {
    for await (const text of stream.pipeThrough(new TextDecoderStream())) {
      hear(text);
      said = (said + text).slice(-2_000);
      const [, port] = /Listening on http:\/\/localhost:(\d+)/.exec(said) ?? [];
      if (port) ready.resolve(`http://127.0.0.1:${port}`);
    }
  }
  const heard = Promise.all([listen(child.stdout), listen(child.stderr)]);
  heard.then(() => ready.reject(new Error(`The web server ended: ${said}`)));
  return {
    url: await ready.promise,
    async kill() {
      child.kill("SIGKILL");
      await child.status;
      await heard;
    },
  };
}
