import assert from "node:assert/strict";
import { brotliDecompressSync, gunzipSync } from "node:zlib";
import fc from "fast-check";
import { compressDensely, compressQuickly, gzipPage } from "@/lib/http/encoding.ts";

Deno.test("what is compressed is the same byte for byte when it is taken apart", async () => {
  const bytes = fc.uint8Array({ maxLength: 2_000 }).map((array) => new Uint8Array(array));
  await fc.assert(
    fc.asyncProperty(bytes, async (plain) => {
      const back = [
        brotliDecompressSync(await compressQuickly(plain, "br")),
        brotliDecompressSync(await compressDensely(plain)),
        gunzipSync(await compressQuickly(plain, "gzip")),
      ];
      for (const one of back) assert.deepEqual(new Uint8Array(one), plain);
    }),
    { numRuns: 30 },
  );
});

function request(accepted: string, method = "GET"): Request {
  return new Request("http://shop.test/", { method, headers: { "accept-encoding": accepted } });
}

function page(headers: HeadersInit = {}): Response {
  return new Response("Hello ".repeat(500), {
    headers: { "content-type": "text/html; charset=utf-8", vary: "save-data", ...headers },
  });
}

Deno.test("who knows gzip alone gets a page in it", async () => {
  const answer = await gzipPage(request("gzip, deflate"), page());
  assert.equal(answer.headers.get("content-encoding"), "gzip");
  assert.equal(answer.headers.get("vary"), "save-data, accept-encoding");
  const bytes = gunzipSync(await answer.bytes());
  assert.equal(new TextDecoder().decode(bytes), "Hello ".repeat(500));
});

Deno.test("what the server compresses itself, or nobody may, is left as it is", async () => {
  const left: [Request, Response][] = [
    [request("gzip, br"), page()],
    [request("identity"), page()],
    [request("gzip", "HEAD"), page()],
    [request("gzip"), page({ "content-encoding": "br" })],
    [request("gzip"), page({ "content-type": "text/csv" })],
    [request("gzip"), new Response(null, { status: 304 })],
  ];
  for (const [asked, answer] of left) assert.equal(await gzipPage(asked, answer), answer);
});
