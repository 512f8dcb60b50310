import assert from "node:assert/strict";
import fc from "fast-check";
import { readFirstField } from "@/lib/http/mod.ts";

const FORM = "application/x-www-form-urlencoded";

function post(body: BodyInit | null, type = FORM): Request {
  const headers = { "content-type": type };
  return new Request("http://localhost/", { method: "POST", body, headers });
}

/** The text in pieces of this many bytes, counting how many were asked for. */
function inPieces(text: string | Uint8Array, size: number) {
  const bytes = typeof text === "string" ? new TextEncoder().encode(text) : text;
  const counted = { pieces: 0 };
  const stream = new ReadableStream<Uint8Array>({
    pull(controller) {
      const start = counted.pieces++ * size;
      if (start >= bytes.length) controller.close();
      else controller.enqueue(bytes.slice(start, start + size));
    },
  }, { highWaterMark: 0 });
  return { stream, counted };
}

function part(head: string, value = "abc"): string {
  return `--edge\r\n${head}\r\n\r\n${value}\r\n--edge--\r\n`;
}

Deno.test("the first field of a urlencoded form, however it arrives", async () => {
  for (const text of ["csrf=abc", "csrf=abc&name=x", "csrf=abc&csrf=def", "csrf=abc&x=%ff"]) {
    for (const size of [1, 2, 5, 100]) {
      const req = post(inPieces(text, size).stream);
      assert.deepEqual(
        await readFirstField(req),
        { name: "csrf", value: "abc" },
        `${text} ${size}`,
      );
      assert.equal(await req.text(), text, "the route reads it whole");
    }
  }
});

Deno.test("the first field of a multipart form, however it arrives", async () => {
  const text = part('Content-Disposition: form-data; name="csrf"');
  for (
    const type of ["multipart/form-data; boundary=edge", 'Multipart/Form-Data;boundary="edge"']
  ) {
    for (const size of [1, 7, 1000]) {
      const req = post(inPieces(text, size).stream, type);
      assert.deepEqual(await readFirstField(req), { name: "csrf", value: "abc" });
      assert.equal((await req.formData()).get("csrf"), "abc");
    }
  }
});

Deno.test("what browsers and Deno make of FormData is understood", async () => {
  const form = new FormData();
  form.append("csrf", "a-b_c");
  form.append("files", new File([new Uint8Array(100_000)], "a.jpg"));
  const req = new Request("http://localhost/", { method: "POST", body: form });
  assert.deepEqual(await readFirstField(req), { name: "csrf", value: "a-b_c" });
  assert.equal((await req.formData()).getAll("files").length, 1);
});

Deno.test("a file, a preamble, another boundary or an escape is no first field", async () => {
  const name = 'Content-Disposition: form-data; name="csrf"';
  const bodies = [
    part(`${name}; filename="a.txt"`),
    part(`${name}\r\nContent-Type: text/plain`),
    `preamble\r\n${part(name)}`,
    part(name).replaceAll("--edge", "--other"),
    part(name, "a b"),
    part(name, "a\r\nb"),
    "--edge--\r\n",
    "",
  ];
  for (const body of bodies) {
    assert.equal(
      await readFirstField(post(body, "multipart/form-data; boundary=edge")),
      null,
      body,
    );
  }
  for (const type of ["multipart/form-data", "multipart/form-data; boundary=" + "x".repeat(71)]) {
    assert.equal(await readFirstField(post(part(name), type)), null, type);
  }
  for (const body of ["%63srf=abc", "csrf=a%62c", "csrf", "=abc", "&csrf=abc", "csrf=a+b"]) {
    assert.equal(await readFirstField(post(body)), null, body);
  }
  assert.equal(await readFirstField(post(null)), null);
});

Deno.test("a boundary is text, not a pattern", async () => {
  const any = "multipart/form-data; boundary=.*";
  const head = 'Content-Disposition: form-data; name="csrf"';
  assert.equal(await readFirstField(post(part(head), any)), null);
  const own = part(head).replaceAll("--edge", "--.*");
  assert.deepEqual(await readFirstField(post(own, any)), { name: "csrf", value: "abc" });
});

Deno.test("no more than the start of a large body is read before the route reads it", async () => {
  const start = new TextEncoder().encode("csrf=abc&name=");
  for (const from of [0, start.indexOf(38) + 1]) {
    const body = new Uint8Array(8 * 1024 * 1024).fill(120);
    body.set(start.subarray(from));
    const { stream, counted } = inPieces(body, 1024);
    const req = post(stream);
    assert.equal(await readFirstField(req) !== null, from === 0);
    assert.ok(counted.pieces <= 4, `${counted.pieces} KB`);
    assert.equal((await req.bytes()).length, body.length);
  }
});

Deno.test("a body that breaks off has no first field", async () => {
  const stream = new ReadableStream<Uint8Array>({
    pull: (controller) => controller.error(new Error("The client is gone")),
  });
  assert.equal(await readFirstField(post(stream)), null);
});

Deno.test("nothing that a client sends throws", async () => {
  const types = [
    FORM,
    "multipart/form-data; boundary=edge",
    "text/plain",
    "multipart/form-data; (",
  ];
  await fc.assert(fc.asyncProperty(
    fc.uint8Array({ maxLength: 300 }),
    fc.constantFrom(...types),
    async (bytes, type) => {
      const req = post(bytes as Uint8Array<ArrayBuffer>, type);
      const field = await readFirstField(req);
      assert.deepEqual(await req.bytes(), bytes);
      assert.ok(field === null || /^[\w-]+$/.test(field.name));
    },
  ));
});
