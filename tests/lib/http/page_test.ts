import assert from "node:assert/strict";
import { createHash } from "node:crypto";
import { brotliDecompressSync, gunzipSync } from "node:zlib";
import { until } from "@/tests/fixtures/until.ts";
import { type Page, readPage, sendPage } from "@/lib/http/mod.ts";

const KEPT = { isKept: true };
const STYLE = "a{color:red}";
const SCRIPT = 'import{a}from"/_frsh/js/1/a.js";a("<b>");';

function respond({ nonce = "n0nce", text = "Hello", headers = {} } = {}): Response {
  const html =
    `<html><head><link rel="modulepreload" href="/a.js" nonce="${nonce}"><style id="s" nonce="${nonce}">${STYLE}</style></head>` +
    `<body>${text}<script type="application/json">{"nonce":1}</script>` +
    `<script type="application/ld+json" nonce="${nonce}">{}</script>` +
    `<script type="module" nonce="${nonce}">${SCRIPT}</script></body></html>`;
  return new Response(html, {
    headers: {
      "content-type": "text/html; charset=utf-8",
      "content-security-policy":
        `default-src 'none'; script-src 'nonce-${nonce}'; style-src 'nonce-${nonce}'; img-src 'self' data:`,
      ...headers,
    },
  });
}

async function pageOf(response: Response): Promise<Page> {
  const page = await readPage(response);
  assert.ok(page);
  return page;
}

function hashOf(text: string): string {
  return `'sha256-${createHash("sha256").update(text).digest("base64")}'`;
}

Deno.test("a page names its own scripts and styles by their hashes, and no nonce is left", async () => {
  const page = await pageOf(respond());
  const answer = await sendPage(new Headers(), page, KEPT);

  assert.equal(
    answer.headers.get("content-security-policy"),
    `default-src 'none'; script-src 'self' ${hashOf(SCRIPT)}; style-src ${hashOf(STYLE)}; ` +
      "img-src 'self' data:",
  );
  const html = await answer.text();
  assert.ok(!html.includes("nonce="));
  assert.ok(html.includes(`<style id="s">${STYLE}</style>`));
  assert.ok(html.includes(`<script type="module">${SCRIPT}</script>`));
});

Deno.test("the same page has the same tag whatever its nonce was, another text or policy another", async () => {
  const { etag } = await pageOf(respond());
  assert.equal((await pageOf(respond({ nonce: "other" }))).etag, etag);
  assert.notEqual((await pageOf(respond({ text: "Bye" }))).etag, etag);
  const headers = { "content-security-policy": "script-src 'nonce-n0nce'" };
  assert.notEqual((await pageOf(respond({ headers }))).etag, etag);
});

Deno.test("who has the page already gets a few words", async () => {
  const page = await pageOf(respond());
  const answer = await sendPage(new Headers({ "if-none-match": page.etag }), page, KEPT);
  assert.equal(answer.status, 304);
  assert.equal(answer.headers.get("etag"), page.etag);
  assert.equal(answer.headers.get("content-security-policy"), null);
  assert.equal(await answer.text(), "");
});

Deno.test("a page comes in the best encoding that is admitted, and reads the same in each", async () => {
  const page = await pageOf(respond({ text: "again and ".repeat(500) }));
  const plain = await (await sendPage(new Headers(), page, KEPT)).text();
  for (const accepted of ["br", "gzip, deflate, br", "gzip;q=0.5, br;q=0.9", "br;q=1, *;q=0"]) {
    const answer = await sendPage(new Headers({ "accept-encoding": accepted }), page, KEPT);
    assert.equal(answer.headers.get("content-encoding"), "br", accepted);
    assert.equal(answer.headers.get("vary"), "accept-encoding");
    const bytes = new Uint8Array(await answer.arrayBuffer());
    assert.ok(bytes.length < plain.length / 5);
    assert.equal(new TextDecoder().decode(brotliDecompressSync(bytes)), plain);
  }
  for (const accepted of ["gzip", "gzip, br;q=0", "deflate, GZIP;q=0.5"]) {
    const answer = await sendPage(new Headers({ "accept-encoding": accepted }), page, KEPT);
    assert.equal(answer.headers.get("content-encoding"), "gzip", accepted);
    assert.equal(new TextDecoder().decode(gunzipSync(await answer.bytes())), plain);
  }
  for (const accepted of ["", "br;q=0", "gzip;q=0.0", "sbr", "brotli", "x-gzip"]) {
    const answer = await sendPage(new Headers({ "accept-encoding": accepted }), page, KEPT);
    assert.equal(answer.headers.get("content-encoding"), null, accepted);
    assert.equal(await answer.text(), plain);
  }
});

Deno.test("a page that many take is compressed once more, as small as it gets", async () => {
  const words = Array.from({ length: 4_000 }, (_, i) => `word ${i * i % 997}`).join();
  const page = await pageOf(respond({ text: words }));
  const plain = await (await sendPage(new Headers(), page, KEPT)).text();
  const take = async () => {
    const request = new Headers({ "accept-encoding": "br" });
    return await (await sendPage(request, page, KEPT)).bytes();
  };

  const quick = await take();
  let last = quick;
  await until(async () => (last = await take()).length < quick.length);
  assert.equal(new TextDecoder().decode(brotliDecompressSync(last)), plain);
  assert.equal((await take()).length, last.length);
});

Deno.test("a page that is sent once is left to the server to compress", async () => {
  const page = await pageOf(respond());
  const accepted = new Headers({ "accept-encoding": "br" });
  const answer = await sendPage(accepted, page, { isKept: false });
  assert.equal(answer.headers.get("content-encoding"), null);
  assert.equal(answer.headers.get("etag"), page.etag);
  assert.match(await answer.text(), /Hello/);
});

Deno.test("what is no page, no success or somebody's own is no page for everyone", async () => {
  const own = [
    respond({ headers: { "set-cookie": "a=b" } }),
    respond({ headers: { "cache-control": "private, no-store" } }),
    Response.json({}),
    new Response("<html>", { status: 404, headers: { "content-type": "text/html" } }),
    new Response(null, { status: 301, headers: { location: "/" } }),
  ];
  for (const response of own) assert.equal(await readPage(response), null);
});
