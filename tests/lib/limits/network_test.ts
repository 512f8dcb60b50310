import assert from "node:assert/strict";
import { networkOf } from "@/lib/limits/mod.ts";

Deno.test("an IPv4 address stands for itself, an IPv6 address for its /64", () => {
  assert.equal(networkOf("203.0.113.9"), "203.0.113.9");
  const home = "2001:db8:0:1::/64";
  for (const ip of ["2001:db8:0:1::5", "2001:DB8:0:1:a:b:c:d", "2001:0db8:0000:0001::"]) {
    assert.equal(networkOf(ip), home, ip);
  }
  assert.notEqual(networkOf("2001:db8:0:2::5"), home);
  assert.equal(networkOf("::1"), "0:0:0:0::/64");
  assert.equal(networkOf(null), "unknown");
});
