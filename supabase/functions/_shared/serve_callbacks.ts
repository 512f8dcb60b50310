import postgres from "postgres";
import type { Gateway } from "@/lib/enums.ts";
import { createReceiver, REGISTRY } from "@/lib/payments/edge.ts";
import { createSealer, parseSealKeys } from "@/lib/sealed.ts";

/** Serves the callback addresses of one gateway. Throws when the environment is not complete. */
export function serveCallbacks(gateway: Gateway): void {
  const keys = parseSealKeys(Deno.env.get("CREDENTIALS_KEYS") ?? "");
  if (!keys) throw new Error("CREDENTIALS_KEYS is missing or not a list of keys");
  const receive = createReceiver(REGISTRY[gateway].reader, {
    sql: connect(gateway),
    sealer: createSealer(keys),
  });
  Deno.serve(async (request) => {
    try {
      return await receive(request);
    } catch (error) {
      // Never the address: whoever reads it can write to it.
      console.error("Could not store a callback:", (error as Error).message);
      return REGISTRY[gateway].reader.answerCallback(500, "Not stored");
    }
  });
}

/** Connects with the first callback. Unprepared, because hosted addresses may lead to a pooler. */
function connect(gateway: Gateway) {
  return postgres(Deno.env.get("SUPABASE_DB_URL")!, {
    max: 4,
    idle_timeout: 60,
    connect_timeout: 10,
    prepare: false,
    onnotice: () => {},
    connection: { role: "service_role", application_name: `afrify-${gateway}` },
  });
}
