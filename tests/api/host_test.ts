import assert from "node:assert/strict";
import { untilMailed } from "@/tests/auth/mail.ts";
import { type Platform, startPlatform } from "@/tests/fixtures/platform.ts";
import { sendRaw } from "./raw_request.ts";

let platform: Platform;

Deno.test.beforeAll(async () => {
  platform = await startPlatform();
});
Deno.test.afterAll(() => platform.stop());

/** Of the demo shop; at other hosts there is nothing at this path. */
const PRODUCT = "/p/market-basket-indigo";

Deno.test("no host but a shop's own under our domain opens a shop", async () => {
  const hosts = [
    ...[
      "evil.example",
      "demo.evil.example",
      "demo",
      "localhost.evil.example",
      "demo.localhost.evil",
    ],
    ...["xlocalhost", "a.demo.localhost", "www.localhost", "", "127.0.0.1", "[::1]"],
  ];
  for (const host of hosts) {
    const { status } = await sendRaw(platform.url, { path: PRODUCT, host });
    assert.ok(status === 404 || status === 400, `${host} ${status}`);
  }
  for (const host of ["demo.localhost", "DEMO.localhost:80"]) {
    assert.equal((await sendRaw(platform.url, { path: PRODUCT, host })).status, 200, host);
  }
});

Deno.test("what proxies are said to have seen chooses no shop", async () => {
  for (
    const name of ["x-forwarded-host", "forwarded", "x-original-host", "x-host", "x-original-url"]
  ) {
    for (const value of ["demo.localhost", "host=demo.localhost", "/s/demo"]) {
      const header = `${name}: ${value}`;
      assert.equal((await sendRaw(platform.url, { path: PRODUCT, header })).status, 404, header);
    }
  }
});

Deno.test("at a shop's host no other shop and nothing of the platform is reached", async () => {
  for (
    const path of ["/s/zuri", "/dashboard", "/admin", "/api/v1/stores", "/../s/zuri", "//s/zuri"]
  ) {
    const { status, text } = await sendRaw(platform.url, { path, host: "demo.localhost" });
    assert.doesNotMatch(text, /Zuri Beadwork/, path);
    assert.ok(status === 404 || status >= 300 && status < 400, `${path} ${status}`);
  }
});

Deno.test("letters and redirects never lead to the host that was asked for", async () => {
  const asked = await sendRaw(platform.url, {
    path: "/forgot-password",
    host: "evil.example",
    form: "email=staff%40afrify.test",
  });
  assert.ok(asked.status < 400, String(asked.status));
  const { text } = await untilMailed(platform.mailbox_url, "staff@afrify.test", 1);
  assert.ok(text.includes(platform.url), text);
  assert.doesNotMatch(text, /evil/);

  for (const path of ["/dashboard", "/account", "/sign-out/", "/s/demo/"]) {
    const { headers } = await sendRaw(platform.url, { path, host: "evil.example" });
    assert.doesNotMatch(headers.get("location") ?? "", /^(https?:)?\/\//, path);
  }
});
