/// <reference lib="deno.unstable" />
import { createHandler } from "$fresh/server.ts";
import config from "@/fresh.config.ts";
import manifest from "@/fresh.gen.ts";
import { getApp } from "@/lib/app.ts";
import { readConfig } from "@/lib/config.ts";
import { serve } from "@/lib/http/mod.ts";
import { runEntryPoint } from "@/lib/startup_error.ts";

await runEntryPoint(async () => {
  const { port, platformDomain, publicUrl } = readConfig(Deno.env.toObject());
  const handler = await createHandler(manifest, config);
  getApp().ask = async (request) => await handler(request);
  await serve(handler, {
    port,
    platformDomain,
    findShop: (host) => getApp().hosts.find(host),
    isSecure: publicUrl.startsWith("https:"),
    onListen: (port) => console.log(`Listening on http://localhost:${port}/`),
    onStopping: () => getApp().live.close(),
    onStop: () => getApp().traffic.stop(),
  });
});
