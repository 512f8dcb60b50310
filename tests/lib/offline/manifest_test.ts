import assert from "node:assert/strict";
import fc from "fast-check";
import sharp from "sharp";
import { manifestOf, shortName } from "@/lib/offline/manifest.ts";
import { drawMark, initialOf, MARK_FILES, markFile } from "@/lib/offline/mark.ts";

const COLOURS = { ground: "#0B5A41", thread: "#F2AE2A" };

const shop = {
  name: "Kikapu & Kin",
  tagline: "",
  language: "en",
  root: "",
  base: "",
  ground: "#fff",
  theme: "#000",
} as const;

Deno.test("A shop is one app in all its languages, and starts in the one that it was installed in", () => {
  const english = manifestOf({ ...shop, root: "/s/demo", base: "/s/demo" });
  const arabic = manifestOf({ ...shop, root: "/s/demo", base: "/s/demo/ar", language: "ar" });

  assert.deepEqual([english.id, english.scope, english.start_url], Array(3).fill("/s/demo"));
  assert.deepEqual([arabic.id, arabic.scope], ["/s/demo", "/s/demo"]);
  assert.deepEqual([arabic.start_url, arabic.lang, arabic.dir], ["/s/demo/ar", "ar", "rtl"]);
});

Deno.test("At a host of its own a shop is all of it", () => {
  const { id, scope, start_url, icons } = manifestOf(shop);

  assert.deepEqual([id, scope, start_url], ["/", "/", "/"]);
  assert.deepEqual(icons.map(({ src, sizes, purpose }) => [src, sizes, purpose]), [
    ["/icons/K-192.png", "192x192", "any"],
    ["/icons/K-512.png", "512x512", "any"],
    ["/icons/K-maskable.png", "512x512", "maskable"],
  ]);
});

const names: [name: string, short: string][] = [
  ["Kikapu & Kin", "Kikapu & Kin"],
  ["Mama Njeri Vegetables and Fruit", "Mama Njeri"],
  ["Supercalifragilistic", "Supercalifra"],
];
for (const [name, short] of names) {
  Deno.test(`Under an icon "${name}" is "${short}"`, () => assert.equal(shortName(name), short));
}

Deno.test("A short name is never empty nor longer than there is room for", () => {
  fc.assert(fc.property(fc.string({ minLength: 1, unit: "grapheme" }), (name) => {
    fc.pre(name.trim() === name);
    const short = shortName(name);
    assert.ok(short.length > 0 && ([...short].length <= 12 || short === name));
    assert.ok(name.startsWith(short.split(/\s/)[0]!));
  }));
});

const initials: [name: string, initial: string][] = [
  ["kikapu", "K"],
  ["  «Élan»", "E"],
  ["Ọjà Aṣọ", "O"],
  ["9 Lives", "9"],
  ["دكان", "diamond"],
  ["ሱቅ", "diamond"],
  ["", "diamond"],
];
for (const [name, initial] of initials) {
  Deno.test(`The mark of "${name}" is ${initial}`, () => assert.equal(initialOf(name), initial));
}

Deno.test("Marks are drawn in every size, each of its own ground, and nothing else is", async () => {
  for (const kind of ["192", "512", "maskable", "180"] as const) {
    const picture = await drawMark(markFile("Kikapu", kind), COLOURS);
    const { data, info } = await sharp(picture!).ensureAlpha().raw()
      .toBuffer({ resolveWithObject: true });
    const { size, ground } = MARK_FILES[kind];
    assert.deepEqual([info.width, info.height], [size, size]);
    assert.equal(data[3], ground === "full" ? 255 : 0, `${kind}: the corner`);
    const colours = new Set<string>();
    for (let i = 0; i < data.length; i += 4) {
      if (data[i + 3] === 255) colours.add(data.subarray(i, i + 3).toString("hex"));
    }
    assert.ok(colours.has("0b5a41") && colours.has("f2ae2a"), [...colours].join());
  }
  for (const file of ["K-191.png", "KK-192.png", "__proto__-192.png", "K-toString.png", "K-192"]) {
    assert.equal(await drawMark(file, COLOURS), null, file);
  }
});
