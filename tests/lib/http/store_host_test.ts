import assert from "node:assert/strict";
import { languagePath, storeHostPath } from "@/lib/http/mod.ts";
import { LANGUAGE_CODES } from "@/lib/i18n/mod.ts";

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

const inside: [path: string, served: string][] = [
  ["/s/demo", "/s/demo"],
  ["/s/demo/p/basket", "/s/demo/p/basket"],
  ["/s/demo/fr", "/s/demo~fr"],
  ["/s/demo/fr/", "/s/demo~fr"],
  ["/s/demo/am/p/basket", "/s/demo~am/p/basket"],
  ["/s/demo/fr/cart/", "/s/demo~fr/cart"],
  ["/s/demo/de/cart", "/s/demo/de/cart"],
  ["/s/demo/frp", "/s/demo/frp"],
  ["/s/demo/FR", "/s/demo/FR"],
  ["/s/demo/fr/ar/cart", "/s/demo~fr/ar/cart"],
  ["/s/demo~fr/p", "/s/demo%7Efr/p"],
  ["/s/demo~fr/ar/p", "/s/demo%7Efr~ar/p"],
  ["/s/", "/s/"],
  ["/dashboard/fr", "/dashboard/fr"],
  ["/", "/"],
];

for (const [path, served] of inside) {
  Deno.test(`languagePath() serves ${path} as ${served}`, () => {
    assert.equal(languagePath(path), served);
  });
}

Deno.test("no page of a shop is called like a language", async () => {
  for (const folder of ["", "(shop)/", "(order)/"]) {
    for await (
      const { name } of Deno.readDir(
        new URL(`../../../routes/s/[store]/${folder}`, import.meta.url),
      )
    ) {
      assert.ok(!LANGUAGE_CODES.includes(name.replace(/\.tsx?$/, "") as "en"), name);
    }
  }
});
