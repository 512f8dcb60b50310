import { join } from "node:path";
import { startFunctions } from "./functions.ts";
import type { LocalServer } from "./local_server.ts";
import { startServices } from "./services.ts";
import { readSettings } from "./settings.ts";
import type { StackOptions } from "./stack_options.ts";

/** Auth, REST, Storage and edge functions behind one address, laid out as a hosted project's. */
export async function startStack(options: StackOptions): Promise<LocalServer> {
  const { root, port, jwtSecret, publishableKey, secretKey } = options;
  const url = `http://127.0.0.1:${port}`;
  const settings = await readSettings(root);
  const services = startServices(options, settings);
  const functions = startFunctions({
    folder: join(root, "supabase", "functions"),
    open: settings.openFunctions,
    jwtSecret,
    keys: [publishableKey, secretKey],
    env: {
      SUPABASE_URL: url,
      SUPABASE_DB_URL: options.ownerDatabaseUrl,
      SUPABASE_ANON_KEY: publishableKey,
      SUPABASE_SERVICE_ROLE_KEY: secretKey,
      CREDENTIALS_KEYS: options.credentialsKeys,
    },
  });
  const server = Deno.serve(
    { hostname: "127.0.0.1", port, onListen: () => {} },
    (request, info) => {
      const { pathname } = new URL(request.url);
      if (pathname.startsWith("/functions/v1/")) {
        return functions.fetch(request, info.remoteAddr.hostname);
      }
      if (/^\/(auth|rest|storage)\/v1\//.test(pathname)) return services.fetch(request);
      return Response.json({ message: "no Route matched with those values" }, { status: 404 });
    },
  );
  return {
    url,
    async stop() {
      await server.shutdown();
      await functions.stop();
      await services.stop();
    },
  };
}
