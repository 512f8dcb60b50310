import assert from "node:assert/strict";
import { freePort } from "@/supabase/local/free_port.ts";

Deno.test("A free port is never one that an outgoing connection could get in the meantime", async () => {
  const range = await Deno.readTextFile("/proc/sys/net/ipv4/ip_local_port_range").catch(() =>
    "32768"
  );
  const [first] = range.split(/\s+/).map(Number);

  for (let i = 0; i < 200; i++) assert.ok(freePort() < first!);
});

Deno.test("The preferred port is taken when it is free, and another one when it is not", () => {
  const port = freePort();
  assert.equal(freePort(port), port);

  using _listener = Deno.listen({ hostname: "127.0.0.1", port });
  assert.notEqual(freePort(port), port);
});

Deno.test("A port that was chosen for something else is not chosen again", () => {
  const port = freePort();
  assert.notEqual(freePort(port, new Set([port])), port);
});
