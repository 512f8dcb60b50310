import assert from "node:assert/strict";
import { createLogger, createMetrics, observe } from "@/lib/observability/mod.ts";

function aWatch() {
  const lines: Record<string, unknown>[] = [];
  const log = createLogger("test", { write: (line) => lines.push(JSON.parse(line)) });
  return { log, metrics: createMetrics(), lines };
}

const route = "/s/:store/orders/:token";

Deno.test("a request is counted by method, route and status, never by address", async () => {
  const watch = aWatch();
  await observe({ method: "GET", route }, watch, () => new Response("", { status: 303 }));
  const text = await watch.metrics.text();
  assert.match(
    text,
    /http_request_duration_seconds_count\{method="GET",route="\/s\/:store\/orders\/:token",status="303"\} 1/,
  );
});

Deno.test("an error is counted as the status it carries, and thrown on", async () => {
  const watch = aWatch();
  const gone = Object.assign(new Error("Not found"), { status: 404 });
  await assert.rejects(observe({ method: "GET", route }, watch, () => Promise.reject(gone)), gone);
  assert.match(await watch.metrics.text(), /status="404"\} 1/);
  assert.deepEqual(watch.lines, []);
});

Deno.test("an unforeseen error is counted as 500, and thrown on to whoever logs it", async () => {
  const watch = aWatch();
  const fault = new TypeError("x is not a function");
  await assert.rejects(observe({ method: "POST", route }, watch, () => Promise.reject(fault)));
  assert.match(await watch.metrics.text(), /status="500"\} 1/);
  assert.deepEqual(watch.lines, []);
});

Deno.test("invented methods share one series", async () => {
  const watch = aWatch();
  for (const method of ["BREW", "PROPFIND", "X".repeat(100)]) {
    await observe({ method, route }, watch, () => new Response());
  }
  assert.match(await watch.metrics.text(), /method="OTHER",route="[^"]+",status="200"\} 3/);
});
