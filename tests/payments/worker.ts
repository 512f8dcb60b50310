import { SEAL_KEYS } from "@/tests/fixtures/seal_keys.ts";

/** What it works with: a stage, or as much of one as its jobs need. */
export interface Surroundings {
  databaseUrl: string;
  functionsUrl: string;
  phone: { url: string };
  paystack?: { url: string };
  /** Of further gateways, by the names of the environment: FLUTTERWAVE_URL. */
  gatewayUrls?: Record<string, string>;
  /** What it writes to its log. */
  hear?(text: string): void;
}

export interface RunningWorker {
  /** As a machine that loses power does. */
  kill(): Promise<void>;
}

/** The real job worker in a process of its own. Resolves when it takes jobs. */
export async function startWorker(stage: Surroundings): Promise<RunningWorker> {
  const child = new Deno.Command(Deno.execPath(), {
    args: ["run", "-A", "worker.ts"],
    env: {
      DATABASE_URL: stage.databaseUrl,
      WEB_DATABASE_URL: stage.databaseUrl,
      FUNCTIONS_URL: stage.functionsUrl,
      MPESA_URL: stage.phone.url,
      PAYSTACK_URL: stage.paystack?.url ?? "http://127.0.0.1:1",
      ...stage.gatewayUrls,
      CREDENTIALS_KEYS: SEAL_KEYS,
      // Nobody answers there: messages and pictures are not what is looked at.
      SUPABASE_URL: "http://127.0.0.1:1",
      SMTP_URL: "smtp://127.0.0.1:1",
      SMS_URL: "http://127.0.0.1:1",
      SUPABASE_PUBLISHABLE_KEY: "none",
      SUPABASE_SECRET_KEY: "none",
      SMS_API_KEY: "none",
    },
    stdin: "piped",
    stdout: "piped",
    stderr: "piped",
  }).spawn();
  const ready = Promise.withResolvers<void>();
  async function listen(stream: ReadableStream<Uint8Array<ArrayBuffer>>): Promise<void> {
    for await (const text of stream.pipeThrough(new TextDecoderStream())) {
      stage.hear?.(text);
      if (text.includes("Ready for jobs")) ready.resolve();
    }
  }
  const heard = Promise.all([listen(child.stdout), listen(child.stderr)]);
  heard.then(() => ready.reject(new Error("The worker ended")));
  await ready.promise;
  return {
    async kill() {
      child.kill("SIGKILL");
      await child.status;
      await heard;
      await child.stdin.close().catch(() => {});
    },
  };
}
