import assert from "node:assert/strict";
import { createLogger, maskPersonal } from "@/lib/observability/mod.ts";

function logged(write: (log: ReturnType<typeof createLogger>) => void, level = "info"): string[] {
  const lines: string[] = [];
  write(createLogger("test", { level, write: (line) => lines.push(line) }));
  return lines;
}

Deno.test("a line is one JSON object with time, level, service and message", () => {
  const [line] = logged((log) => log.info({ order: "KK-1042" }, "Order placed"));
  const { time, ...rest } = JSON.parse(line!);
  assert.deepEqual(rest, {
    level: "info",
    service: "test",
    order: "KK-1042",
    msg: "Order placed",
  });
  assert.ok(!Number.isNaN(Date.parse(time)));
});

Deno.test("lines below the level are not written", () => {
  assert.deepEqual(logged((log) => log.info("quiet"), "warn"), []);
});

Deno.test("secrets are hidden by the name of their key", () => {
  const [line] = logged((log) =>
    log.info({ passkey: "bfb279", request: { authorization: "Bearer x1" } }, "sent")
  );
  assert.doesNotMatch(line!, /bfb279|x1/);
});

Deno.test("phones, email addresses and order tokens are masked, also inside errors", () => {
  const token = "0123456789abcdef0123456789abcdef";
  const error = new Error(
    `No answer from +254712345678 (254712345678), asha@example.com, ${token}`,
  );
  const [line] = logged((log) => log.error({ err: error, phone: "+254712345678" }, "failed"));
  assert.doesNotMatch(line!, /712345|asha@|89abcdef0123/);
  assert.match(line!, /\+254\*\*\*\*\*678/);
  assert.match(line!, /\*\*\*@example\.com/);
});

Deno.test("the rows that a database error quotes are hidden", () => {
  const detail = "Failing row contains (Wanjiru Kamau, Tumaini Chemist)";
  const error = Object.assign(new Error("violates check"), { code: "23514", detail });
  const [line] = logged((log) => log.error({ err: error }, "failed"));
  assert.doesNotMatch(line!, /Wanjiru/);
  assert.match(line!, /23514/);
});

Deno.test("numbers that only look like phones stay numbers", () => {
  const line = JSON.stringify({ total_minor: 254712345678, ids: [254712345678] });
  assert.equal(maskPersonal(line), line);
});
