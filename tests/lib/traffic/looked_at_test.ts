import assert from "node:assert/strict";
import { isLookedAt } from "@/lib/traffic/mod.ts";

const PHONE =
  "Mozilla/5.0 (Linux; Android 12; TECNO KI5) AppleWebKit/537.36 (KHTML, like Gecko) Chrome/130.0.0.0 Mobile Safari/537.36";

function ask(headers: Record<string, string> = {}, method = "GET"): Request {
  return new Request("http://shop.test/", { method, headers: { "user-agent": PHONE, ...headers } });
}

function page(status = 200, type = "text/html; charset=utf-8"): Response {
  return new Response(status === 304 ? null : "<p>", { status, headers: { "content-type": type } });
}

Deno.test("a page that a person sees is looked at, also when they have it already", () => {
  const usual: Record<string, string>[] = [{}, { dnt: "0" }, { "sec-fetch-dest": "document" }];
  for (const headers of usual) {
    assert.ok(isLookedAt(ask(headers), page()));
  }
  assert.ok(isLookedAt(ask(), page(304)));
  const opera = "Opera/9.80 (Android; Opera Mini/36.2.2254/119.132; U; en) Presto/2.12.423";
  assert.ok(isLookedAt(ask({ "user-agent": opera }), page()));
});

Deno.test("who asks not to be tracked, robots, and what nobody looks at are not counted", () => {
  const without: Record<string, string>[] = [
    { dnt: "1" },
    { "sec-gpc": "1" },
    { "sec-purpose": "prefetch;prerender" },
    { purpose: "prefetch" },
    { "sec-fetch-dest": "empty" },
    { "user-agent": "" },
    { "user-agent": "Mozilla/5.0 (compatible; Googlebot/2.1; +http://www.google.com/bot.html)" },
    { "user-agent": "WhatsApp/2.23.20.0 A" },
    { "user-agent": "facebookexternalhit/1.1" },
    { "user-agent": "curl/8.5.0" },
  ];
  for (const headers of without) {
    assert.ok(!isLookedAt(ask(headers), page()), JSON.stringify(headers));
  }
  assert.ok(!isLookedAt(ask({}, "HEAD"), page()));
  assert.ok(!isLookedAt(ask({}, "POST"), page()));
  for (const answer of [page(404), page(303), page(500), page(200, "application/xml")]) {
    assert.ok(!isLookedAt(ask(), answer), `${answer.status}`);
  }
});
