import assert from "node:assert/strict";
import { workerScript } from "@/lib/offline/mod.ts";
import type { Place } from "@/lib/offline/worker/scope.ts";

const shop = { root: "/s/bead", build: "1", media: "https://media.test", prefixes: ["/fr"] };
Object.assign(globalThis, { shop, location: new URL("https://shops.test/s/bead/worker.js") });
const { placeOf } = await import("@/lib/offline/worker/scope.ts");

const addresses: [address: string, place: Place | null][] = [
  ["https://shops.test/s/bead", { base: "/s/bead", path: "" }],
  ["https://shops.test/s/bead/", { base: "/s/bead", path: "" }],
  ["https://shops.test/s/bead/p/ring?o0=S", { base: "/s/bead", path: "/p/ring" }],
  ["https://shops.test/s/bead/fr", { base: "/s/bead/fr", path: "" }],
  ["https://shops.test/s/bead/fr/cart", { base: "/s/bead/fr", path: "/cart" }],
  ["https://shops.test/s/bead/free", { base: "/s/bead", path: "/free" }],
  ["https://shops.test/s/bead/sw/cart", { base: "/s/bead", path: "/sw/cart" }],
  ["https://shops.test/s/beadwork", null],
  ["https://shops.test/s/beadwork/fr", null],
  ["https://shops.test/dashboard", null],
  ["https://elsewhere.test/s/bead", null],
];
for (const [address, place] of addresses) {
  Deno.test(`A worker of /s/bead takes ${address} for ${place ? "its own" : "another's"}`, () => {
    assert.deepEqual(placeOf(new URL(address)), place);
  });
}

Deno.test("Another build gives a shop another worker, and so does another language", () => {
  const input = { root: "", media: "https://media.test", script: "/_frsh/js/abc/script-x.js" };
  const texts = [
    workerScript({ ...input, languages: ["en"] }),
    workerScript({ ...input, languages: ["en", "fr"] }),
    workerScript({ ...input, languages: ["en"], script: "/_frsh/js/def/script-x.js" }),
  ];
  assert.equal(new Set(texts).size, 3);
  assert.match(texts[0]!, /"build":"abc"/);
});
