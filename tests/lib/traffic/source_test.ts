import assert from "node:assert/strict";
import fc from "fast-check";
import { sourceName, sourceOf, SOURCES } from "@/lib/traffic/mod.ts";

const SHOP = "https://kikapu.afrify.test";

function from(headers: Record<string, string>, path = "/") {
  return sourceOf(new Request(SHOP + path, { headers }));
}

Deno.test("where a link was is known by the site or app that it was in", () => {
  const referers = {
    "https://www.google.com/": "google",
    "https://www.google.co.ke/search?q=basket": "google",
    "android-app://com.google.android.googlequicksearchbox/": "google",
    "https://l.facebook.com/": "facebook",
    "https://l.instagram.com/?u=x": "instagram",
    "android-app://com.instagram.android/": "instagram",
    "https://web.whatsapp.com/": "whatsapp",
    "android-app://com.whatsapp/": "whatsapp",
    "https://www.tiktok.com/": "tiktok",
    "https://t.co/abc": "x",
    "https://notgoogle.com/": "elsewhere",
    "https://google.com.evil.example/": "elsewhere",
    "https://blog.example/": "elsewhere",
  };
  for (const [referer, source] of Object.entries(referers)) {
    assert.equal(from({ referer }), source, referer);
  }
});

Deno.test("a campaign says more than the site its link was on", () => {
  assert.equal(from({ referer: "https://www.google.com/" }, "/?utm_source=ig"), "instagram");
  assert.equal(from({}, "/p?utm_source=WhatsApp"), "whatsapp");
  assert.equal(from({}, "/p?utm_source=newsletter"), "elsewhere");
});

Deno.test("who goes on in the shop came from nowhere, and who does not say came by themselves", () => {
  assert.equal(from({ referer: `${SHOP}/p/basket` }, "/cart"), null);
  assert.equal(from({ "sec-fetch-site": "same-origin" }), null);
  assert.equal(from({ referer: `${SHOP}/?utm_source=ig` }, "/p?utm_source=ig"), null);
  assert.equal(from({}), "direct");
  assert.equal(from({ referer: "no address" }), "direct");
});

Deno.test("whatever is sent, few places are told apart, and each has a name", () => {
  fc.assert(fc.property(fc.string(), fc.webUrl(), (campaign, referer) => {
    const query = new URLSearchParams({ utm_source: campaign });
    const source = from({ referer }, `/?${query}`)!;
    assert.ok(Object.hasOwn(SOURCES, source));
    assert.notEqual(sourceName(source), source);
  }));
  for (const odd of ["__proto__", "toString"]) {
    assert.equal(from({}, `/?utm_source=${odd}`), "elsewhere");
  }
});
