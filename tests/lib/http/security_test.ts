import assert from "node:assert/strict";
import { isSameOrigin } from "@/lib/http/mod.ts";

const HOST = "demo.localhost:8000";
const cases: [what: string, method: string, headers: Record<string, string>, expected: boolean][] =
  [
    ["a write from the same host", "POST", { origin: `http://${HOST}` }, true],
    ["a write from another shop's host", "POST", { origin: "http://rival.localhost:8000" }, false],
    ["a write from another site", "POST", { origin: "https://evil.example" }, false],
    ["a write from a sandboxed frame", "POST", { origin: "null" }, false],
    [
      "a write from another site without an origin",
      "POST",
      { "sec-fetch-site": "cross-site" },
      false,
    ],
    ["a write from a sibling subdomain", "POST", { "sec-fetch-site": "same-site" }, false],
    [
      "a write from another scheme of this host",
      "POST",
      { origin: `https://${HOST}`, "sec-fetch-site": "same-site" },
      false,
    ],
    ["a write that one typed oneself", "POST", { "sec-fetch-site": "none" }, true],
    ["a write from a client that is no browser", "POST", {}, true],
    ["a broken origin", "POST", { origin: "http://" }, false],
    ["reading from anywhere", "GET", { origin: "https://evil.example" }, true],
  ];

for (const [what, method, headers, expected] of cases) {
  Deno.test(`isSameOrigin() ${expected ? "accepts" : "refuses"} ${what}`, () => {
    const url = new URL(`http://${HOST}/cart`);
    assert.equal(isSameOrigin(new Request(url, { method, headers }), url), expected);
  });
}
