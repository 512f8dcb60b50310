import assert from "node:assert/strict";
import { createConnection } from "node:net";
import { join } from "node:path";
import { brotliDecompressSync, gunzipSync } from "node:zlib";
import { asset, assetSrcSet } from "$fresh/runtime.ts";
import { anApp, whileServing } from "./app.ts";

const STYLE = "p { color: red }\n".repeat(100);

/** An application with a static folder of its own. */
async function withFiles(files: Record<string, string>, config: { dev?: boolean } = {}) {
  const root = await Deno.makeTempDir();
  const staticDir = join(root, "static");
  await Deno.mkdir(staticDir);
  await Deno.writeTextFile(join(root, "secret.txt"), "secret");
  for (const [name, text] of Object.entries(files)) {
    await Deno.mkdir(join(staticDir, name, ".."), { recursive: true });
    await Deno.writeTextFile(join(staticDir, name), text);
  }
  return { staticDir, ...await anApp({}, { staticDir, ...config }) };
}

Deno.test("A file is served with its type, its length and a tag of its content", async () => {
  const { fetch } = await withFiles({ "a/logo.svg": "<svg/>", "data.bin": "x" });

  const response = await fetch("/a/logo.svg");

  assert.equal(response.status, 200);
  assert.equal(response.headers.get("content-type"), "image/svg+xml; charset=utf-8");
  assert.equal(response.headers.get("content-length"), "6");
  assert.equal(response.headers.get("cache-control"), "no-cache");
  assert.match(response.headers.get("etag")!, /^W\/"[0-9a-f]{20}"$/);
  assert.equal(response.headers.get("x-content-type-options"), "nosniff");
  assert.equal(await response.text(), "<svg/>");
  const unknown = await fetch("/data.bin");
  assert.equal(unknown.headers.get("content-type"), "application/octet-stream");
  await unknown.body?.cancel();
});

Deno.test("A browser that has the file is told so", async () => {
  const { fetch } = await withFiles({ "a.txt": "a" });
  const first = await fetch("/a.txt");
  await first.body?.cancel();
  const etag = first.headers.get("etag")!;
  const ask = (tag: string) => fetch("/a.txt", { headers: { "if-none-match": tag } });

  for (const tag of [etag, etag.slice(2), `"other", ${etag}`, "*"]) {
    const response = await ask(tag);
    assert.equal(response.status, 304);
    assert.equal(response.body, null);
    assert.equal(response.headers.get("etag"), etag);
  }
  const changed = await ask('"other"');
  assert.equal(changed.status, 200);
  await changed.body?.cancel();
});

Deno.test("A URL with the content's hash is cached for good, one with an older hash is not", async () => {
  const { fetch } = await withFiles({ "a.css": STYLE });
  const url = asset("/a.css");

  const cacheControl = async (path: string) => {
    const response = await fetch(path);
    await response.body?.cancel();
    return response.headers.get("cache-control");
  };
  assert.match(url, /^\/a\.css\?__frsh_c=[0-9a-f]{20}$/);
  assert.equal(await cacheControl(url), "public, max-age=31536000, immutable");
  assert.equal(await cacheControl("/a.css?__frsh_c=0123456789"), "no-cache");
});

Deno.test("asset() leaves alone what is not a file of the site", async () => {
  await withFiles({ "a.png": "x", "b c.png": "x" });

  for (const path of ["/none.png", "https://x.example/a.png", "//x.example/a.png", "a.png", ""]) {
    assert.equal(asset(path), path);
  }
  assert.match(asset("/b%20c.png"), /\?__frsh_c=/);
  assert.match(asset("/a.png?w=1#top"), /^\/a\.png\?w=1&__frsh_c=[0-9a-f]+#top$/);
  assert.equal(asset(asset("/a.png")), asset("/a.png"));
});

Deno.test("assetSrcSet() treats each candidate", async () => {
  await withFiles({ "a.png": "x", "b.png": "x" });

  assert.equal(
    assetSrcSet("/a.png 1x, /b.png 2x,/c.png"),
    `${asset("/a.png")} 1x, ${asset("/b.png")} 2x,/c.png`,
  );
  assert.equal(assetSrcSet("data:image/png,/a.png 1x"), "data:image/png,/a.png 1x");
});

Deno.test("Text is sent compressed to those who can read it", async () => {
  const { fetch } = await withFiles({ "a.css": STYLE, "small.css": "p{}", "a.png": STYLE });
  const ask = async (path: string, accepted: string) => {
    const response = await fetch(path, { headers: { "accept-encoding": accepted } });
    const { headers } = response;
    assert.equal(headers.get("content-length"), String((await response.clone().bytes()).length));
    return { encoding: headers.get("content-encoding"), body: await response.bytes() };
  };

  const brotli = await ask("/a.css", "gzip, deflate, br");
  assert.equal(brotli.encoding, "br");
  assert.equal(brotliDecompressSync(brotli.body).toString(), STYLE);
  const gzip = await ask("/a.css", "gzip, br;q=0");
  assert.equal(gzip.encoding, "gzip");
  assert.equal(gunzipSync(gzip.body).toString(), STYLE);
  assert.equal((await ask("/a.css", "identity")).encoding, null);
  assert.equal((await ask("/small.css", "br")).encoding, null);
  assert.equal((await ask("/a.png", "br")).encoding, null);
});

Deno.test("HEAD tells about a file without sending it", async () => {
  const { handler } = await withFiles({ "a.txt": "hello", "a.css": STYLE });

  await whileServing(handler, async (origin) => {
    for (const [path, length] of [["/a.txt", "5"], ["/a.css", String(STYLE.length)]]) {
      const headers = { "accept-encoding": "identity" };
      const response = await fetch(`${origin}${path}`, { method: "HEAD", headers });
      assert.equal(response.status, 200);
      assert.equal(response.headers.get("content-length"), length);
      assert.equal(await response.text(), "");
    }
  });
});

Deno.test("Only GET and HEAD reach a file", async () => {
  const { fetch } = await withFiles({ "a.txt": "a" });

  assert.equal((await fetch("/a.txt", { method: "POST" })).status, 404);
});

/** Sends the path as it is: fetch would tidy it first. */
function rawStatus(origin: string, path: string): Promise<string> {
  const { promise, resolve, reject } = Promise.withResolvers<string>();
  const socket = createConnection(Number(new URL(origin).port), "127.0.0.1");
  let answer = "";
  socket.on("data", (data) => answer += data);
  socket.on("end", () => resolve(answer));
  socket.on("error", reject);
  socket.write(`GET ${path} HTTP/1.1\r\nhost: x\r\nconnection: close\r\n\r\n`);
  return promise;
}

Deno.test("No path leads out of the folder, to a hidden file or to what a link points at", async () => {
  const { handler, staticDir } = await withFiles({
    "a.txt": "a",
    ".env": "secret",
    ".well/b.txt": "secret",
    "dir/.hidden": "secret",
  });
  await Deno.symlink(join(staticDir, "../secret.txt"), join(staticDir, "link.txt"));
  const reloaded = await anApp({}, { staticDir });

  await whileServing(reloaded.handler, async (origin) => {
    for (
      const path of [
        "/../secret.txt",
        "/..%2fsecret.txt",
        "/%2e%2e/secret.txt",
        "/dir/../../secret.txt",
        "/dir%5c..%5c..%5csecret.txt",
        "/a.txt%00",
        "/.env",
        "/%2eenv",
        "/.well/b.txt",
        "/dir/.hidden",
        "/dir",
        "/link.txt",
        "//secret.txt",
      ]
    ) {
      const answer = await rawStatus(origin, path);
      assert.doesNotMatch(answer, /^HTTP\/1\.1 200|secret$/, path);
    }
  });
  assert.equal((await handler(new Request("http://x/link.txt"))).status, 404);
});

Deno.test("Names with spaces and letters beyond ASCII are found under their encoded path", async () => {
  const { fetch } = await withFiles({ "à propos#1.txt": "found" });

  assert.equal(await (await fetch("/%C3%A0%20propos%231.txt")).text(), "found");
});

Deno.test("An application may have no static folder", async () => {
  const { fetch } = await anApp({}, { staticDir: "/nowhere/static" });

  assert.equal((await fetch("/a.txt")).status, 404);
});

Deno.test("In development new, changed and removed files are noticed", async () => {
  const { fetch, staticDir } = await withFiles({ "a.txt": "one" }, { dev: true });
  const text = async (path: string) => {
    const response = await fetch(path);
    return response.ok ? await response.text() : (await response.body?.cancel(), response.status);
  };
  assert.equal(await text("/a.txt"), "one");

  await Deno.writeTextFile(join(staticDir, "b.txt"), "new");
  await Deno.writeTextFile(join(staticDir, "a.txt"), "two!");
  await Deno.utime(join(staticDir, "a.txt"), 1_000, 1_000);

  assert.equal(await text("/b.txt"), "new");
  assert.equal(await text("/a.txt"), "two!");
  await Deno.remove(join(staticDir, "b.txt"));
  assert.equal(await text("/b.txt"), 404);
});
