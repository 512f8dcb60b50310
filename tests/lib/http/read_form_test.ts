import assert from "node:assert/strict";
import fc from "fast-check";
import { z } from "zod";
import { readForm } from "@/lib/http/mod.ts";

const Person = z.object({
  name: z.string().trim().min(1, "Add your name.").max(120, "Shorten it."),
});

function post(body: BodyInit, type = "application/x-www-form-urlencoded"): Request {
  return new Request("http://shop/", { method: "POST", body, headers: { "content-type": type } });
}

Deno.test("readForm() gives what the schema makes of the fields", async () => {
  const form = await readForm(post("name=+Wanjiru+"), Person);

  assert.deepEqual(form, {
    ok: true,
    value: { name: "Wanjiru" },
    values: { name: " Wanjiru " },
  });
});

Deno.test("readForm() gives fields named several times as a list", async () => {
  const form = await readForm(post("id=1&id=2"), z.object({ id: z.array(z.string()) }));

  assert.deepEqual(form, { ok: true, value: { id: ["1", "2"] }, values: { id: "2" } });
});

Deno.test("readForm() says what is wrong at the field and keeps what was typed", async () => {
  const form = await readForm(post("name=&note=hi"), Person);

  assert.deepEqual(form, {
    ok: false,
    status: 422,
    errors: { name: "Add your name." },
    values: { name: "", note: "hi" },
  });
});

Deno.test("readForm() refuses broken text at its field", async () => {
  for (const broken of ["%ff%fe", "a%00b", "%ed%a0%80"]) {
    const form = await readForm(post(`name=${broken}`), Person);

    assert.ok(!form.ok && form.status === 422 && /broken/.test(form.errors.name ?? ""), broken);
  }
});

Deno.test("readForm() stops reading at its limit", async () => {
  const form = await readForm(post("name=" + "x".repeat(1024 * 1024)), Person);

  assert.ok(!form.ok && form.status === 413);
});

Deno.test("readForm() refuses another content type", async () => {
  const form = await readForm(post("{}", "application/json"), Person);

  assert.ok(!form.ok && form.status === 400);
});

Deno.test("readForm() never throws on what a client sends", async () => {
  await fc.assert(fc.asyncProperty(fc.uint8Array({ maxLength: 200 }), async (bytes) => {
    const form = await readForm(post(bytes as Uint8Array<ArrayBuffer>), Person);
    assert.equal(typeof form.ok, "boolean");
  }));
});

Deno.test("readForm() has words of its own for a field that is not there", async () => {
  const form = await readForm(post("other=1"), Person);

  assert.ok(!form.ok && form.errors.name === "Fill this in.");
});
