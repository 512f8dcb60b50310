/// <reference lib="deno.unstable" />
import { start } from "$fresh/server.ts";
import config from "@/fresh.config.ts";
import manifest from "@/fresh.gen.ts";
import { untilStopped } from "@/lib/lifetime.ts";

const stopping = new AbortController();
untilStopped().then(() => stopping.abort());

await start(manifest, { ...config, server: { ...config.server, signal: stopping.signal } });
// Connections that requests left open would keep the process alive.
Deno.exit(0);
