import assert from "node:assert/strict";
import { isLite, liteCookie, LiteForm } from "@/lib/stores/mod.ts";

Deno.test("isLite() takes what was chosen here before what the browser says", () => {
  const read = (headers: HeadersInit) => isLite(new Headers(headers));

  assert.equal(read({}), false);
  assert.equal(read({ "save-data": "on" }), true);
  assert.equal(read({ "save-data": "On" }), true);
  assert.equal(read({ "save-data": "off" }), false);
  assert.equal(read({ cookie: "cart=x; lite=on" }), true);
  assert.equal(read({ cookie: "lite=off", "save-data": "on" }), false);
  assert.equal(read({ cookie: "lite=on; lite=off" }), true);
  for (const cookie of ["lite=", "lite=yes", "polite=on", "lite=on2"]) {
    assert.equal(read({ cookie }), false, cookie);
  }
});

Deno.test("the switch comes back to a page of this shop, and to nowhere else", () => {
  const to = (value: string) => LiteForm.parse({ lite: "on", to: value }).to;

  for (const path of ["", "/p/basket", "/search?q=a%20b&sort=price", "?utm=1"]) {
    assert.equal(to(path), path);
  }
  for (
    const path of ["//evil.test", "/\\evil.test", "https://evil.test", "/a b", "\t//x", "evil"]
  ) {
    assert.equal(to(path), "", path);
  }
});

Deno.test("the choice is one shop's", () => {
  assert.match(liteCookie("on", "/s/demo"), /^lite=on; Path=\/s\/demo; Max-Age=31536000;/);
  assert.match(liteCookie("off", ""), /^lite=off; Path=\/; /);
});
