import postgres from "postgres";
import type { Gateway } from "@/lib/enums.ts";
import { createReceiver, REGISTRY } from "@/lib/payments/edge.ts";
import { createSealer, parseSealKeys } from "@/lib/sealed.ts";

/** Serves the callback addresses of one gateway. Throws when the environment is not complete. */
export function serveCallbacks(gateway: Gateway): void {
  const keys = parseSealKeys(Deno.env.get("CREDENTIALS_KEYS") ?? "");
  if (!keys) throw new Error("CREDENTIALS_KEYS is missing or not a list of keys");
  const { reader } = REGISTRY[gateway];
  const receive = createReceiver(reader, { sql: connect(gateway), sealer: createSealer(keys) });
  serve(receive, () => reader.answerCallback(500, "Not stored"));
}

/** Answers by `receive`, and by `failed` where it could not store what came. */
export function serve(
  receive: (request: Request) => Promise<Response>,
  failed: () => Response,
): void {
  Deno.serve(async (request) => {
    try {
      return await receive(request);
    } catch (error) {
      // Never the address: whoever reads it can write to it.
      console.error("Could not store a callback:", (error as Error).message);
      return failed();
    }
  });
}

/** Connects with the first callback. Unprepared, because hosted addresses may lead to a pooler. */
export function connect(name: string) {
  return postgres(Deno.env.get("SUPABASE_DB_URL")!, {
    max: 4,
    idle_timeout: 60,
    connect_timeout: 10,
    prepare: false,
    onnotice: () => {},
    connection: { role: "service_role", application_name: `afrify-${name}` },
  });
}
