import assert from "node:assert/strict";
import { storeHostPath } from "@/lib/http/mod.ts";

const cases: [host: string, path: string, served: string | null][] = [
  ["demo.localhost:8000", "/", "/s/demo"],
  ["demo.localhost:8000", "/p/basket", "/s/demo/p/basket"],
  ["DEMO.localhost", "/cart", "/s/demo/cart"],
  ["demo.localhost", "/cart/", "/s/demo/cart"],
  ["demo.localhost", "//", "/s/demo"],
  ["demo.localhost", "/s/rival/cart", "/s/demo/s/rival/cart"],
  ["demo.localhost", "/_frsh/js/1/main.js", null],
  ["demo.localhost", "/healthz", null],
  ["localhost:8000", "/", null],
  ["notlocalhost", "/", null],
  ["a.b.localhost", "/", null],
  ["www.localhost", "/", null],
  ["-x.localhost", "/", null],
  ["demo.example.com", "/", null],
];

for (const [host, path, served] of cases) {
  Deno.test(`storeHostPath() serves ${host}${path} as ${served ?? "itself"}`, () => {
    assert.equal(storeHostPath(host, path, "localhost"), served);
  });
}
