import assert from "node:assert/strict";
import { readClient } from "@/lib/http/mod.ts";

function addressOf(forwarded: string | null, trustedProxies: number, remoteAddress = "10.0.0.1") {
  const headers = new Headers(forwarded === null ? {} : { "x-forwarded-for": forwarded });
  return readClient(headers, { remoteAddress, trustedProxies }).ip;
}

Deno.test("without proxies of ours the header is not believed", () => {
  assert.equal(addressOf("203.0.113.9", 0), "10.0.0.1");
});

Deno.test("with proxies, the entry that the outermost of them added counts", () => {
  assert.equal(addressOf("198.51.100.1, 203.0.113.9", 1), "203.0.113.9");
  assert.equal(addressOf("198.51.100.1, 203.0.113.9, 10.0.0.2", 2), "203.0.113.9");
});

Deno.test("an entry that is missing or no address gives the socket's", () => {
  for (const forwarded of [null, "", "unknown", "203.0.113.999", "1; drop table x", "a, b"]) {
    assert.equal(addressOf(forwarded, 1), "10.0.0.1", String(forwarded));
  }
  assert.equal(addressOf("203.0.113.9", 2), "10.0.0.1");
});

Deno.test("ports, brackets and mapped addresses are read", () => {
  assert.equal(addressOf("203.0.113.9:4711", 1), "203.0.113.9");
  assert.equal(addressOf("[2001:db8::1]:4711", 1), "2001:db8::1");
  assert.equal(addressOf(null, 0, "::ffff:127.0.0.1"), "127.0.0.1");
  assert.equal(addressOf(null, 0, ""), null);
});

Deno.test("a user agent is cut", () => {
  const read = (agent: string) =>
    readClient(new Headers({ "user-agent": agent }), { remoteAddress: "", trustedProxies: 0 });
  assert.equal(read("Opera Mini").userAgent, "Opera Mini");
  assert.equal(read("x".repeat(5000)).userAgent?.length, 300);
  assert.equal(read("").userAgent, null);
});
