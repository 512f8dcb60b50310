import { createHandler } from "$fresh/server.ts";
import config from "@/fresh.config.ts";
import manifest from "@/fresh.gen.ts";
import { getApp } from "@/lib/app.ts";
import { serve } from "@/lib/http/mod.ts";
import { runEntryPoint } from "@/lib/startup_error.ts";

await runEntryPoint(async () => {
  const { port, platformDomain } = getApp().config;
  const onListen = (port: number) => console.log(`Listening on http://${platformDomain}:${port}/`);
  await serve(await createHandler(manifest, config), { port, platformDomain, onListen });
});
