import assert from "node:assert/strict";
import { letArrive } from "@/lib/http/mod.ts";

/** A form of this many pieces of a megabyte, with a count of those that were taken. */
function megabytes(count: number) {
  const taken = { pieces: 0 };
  const body = new ReadableStream<Uint8Array>({
    pull(controller) {
      if (taken.pieces++ === count) controller.close();
      else controller.enqueue(new Uint8Array(1024 * 1024));
    },
  }, { highWaterMark: 0 });
  return { taken, req: new Request("http://localhost/", { method: "POST", body }) };
}

Deno.test("a body is taken to its end, and one without end no further than a form can be", async () => {
  const form = megabytes(20);
  await letArrive(form.req);
  assert.equal(form.taken.pieces, 21);

  const endless = megabytes(1_000);
  await letArrive(endless.req);
  assert.equal(endless.taken.pieces, 64);
});

Deno.test("one that was read, breaks off or is not there is no matter", async () => {
  const read = new Request("http://localhost/", { method: "POST", body: "x" });
  await read.text();
  const broken = new ReadableStream({
    pull(controller) {
      controller.error(new Error("gone"));
    },
  });
  for (
    const req of [
      read,
      new Request("http://localhost/", { method: "POST", body: broken }),
      new Request("http://localhost/"),
    ]
  ) await letArrive(req);
});
