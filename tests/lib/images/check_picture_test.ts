import assert from "node:assert/strict";
import { crc32 } from "node:zlib";
import sharp from "sharp";
import { checkPicture, pictureProblem, type PictureRefusal } from "@/lib/images/mod.ts";

function square(size = 40) {
  return sharp({ create: { width: size, height: size / 2, channels: 3, background: "#0b5a41" } });
}

function file(bytes: Uint8Array | string): Blob {
  return new Blob([typeof bytes === "string" ? bytes : new Uint8Array(bytes)]);
}

for (const format of ["jpeg", "png", "webp", "avif"] as const) {
  Deno.test(`a ${format} is taken by its content, with its size`, async () => {
    const bytes = await square().toFormat(format).toBuffer();

    const checked = await checkPicture(file(bytes));

    assert.ok(checked.ok);
    const { type, width, height } = checked.value;
    assert.deepEqual({ type, width, height }, { type: `image/${format}`, width: 40, height: 20 });
  });
}

Deno.test("a photo taken sideways has the size that it is looked at with", async () => {
  const bytes = await square().jpeg().withMetadata({ orientation: 6 }).toBuffer();

  const checked = await checkPicture(file(bytes));

  assert.ok(checked.ok);
  assert.deepEqual([checked.value.width, checked.value.height], [20, 40]);
});

Deno.test("what is not a picture we take is refused with its reason", async () => {
  const jpeg = new Uint8Array(await square(400).jpeg().toBuffer());
  const script = new TextEncoder().encode("<script>alert(1)</script>");
  const refused: Record<string, Blob> = {
    empty: file(""),
    not_a_picture: file("%PDF-1.7 not a picture"),
    wrong_format: file(`<svg xmlns="http://www.w3.org/2000/svg" width="10" height="10"/>`),
    broken: file(jpeg.subarray(0, jpeg.length / 2)),
    carries_a_page: file(new Uint8Array([...jpeg, ...script])),
    too_large: file(await square(10_200).png().toBuffer()),
    too_heavy: { size: 16 * 1024 * 1024 } as Blob,
  };

  for (const [code, picture] of Object.entries(refused)) {
    assert.deepEqual(await checkPicture(picture), { ok: false, code });
  }
});

Deno.test("a GIF and a page called photo.jpg are no pictures", async () => {
  const gif = await square().gif().toBuffer();

  assert.deepEqual(await checkPicture(file(gif)), { ok: false, code: "wrong_format" });
  assert.deepEqual(await checkPicture(file("<html><body>photo</body></html>")), {
    ok: false,
    code: "not_a_picture",
  });
});

Deno.test("a file of 50 MB and a picture 20,001 pixels wide are refused before they are decoded", async () => {
  const jpeg = new Uint8Array(await square(400).jpeg().toBuffer());
  const heavy = new Blob([jpeg, new Uint8Array(50_000_000)]);
  const wide = sharp({ create: { width: 20_001, height: 2, channels: 3, background: "#fff" } });

  const started = performance.now();
  assert.deepEqual(await checkPicture(heavy), { ok: false, code: "too_heavy" });
  assert.deepEqual(await checkPicture(file(await wide.png().toBuffer())), {
    ok: false,
    code: "too_large",
  });
  // Says that it has 3.6 billion pixels, and has none.
  assert.deepEqual(await checkPicture(file(pngOfSize(60_000, 60_000))), {
    ok: false,
    code: "too_large",
  });
  assert.ok(performance.now() - started < 5_000);
});

/** The head of a PNG that claims this size. */
function pngOfSize(width: number, height: number): Uint8Array {
  const bytes = new Uint8Array(57);
  bytes.set([0x89, 0x50, 0x4e, 0x47, 13, 10, 26, 10, 0, 0, 0, 13, 0x49, 0x48, 0x44, 0x52]);
  const view = new DataView(bytes.buffer);
  view.setUint32(16, width);
  view.setUint32(20, height);
  bytes.set([8, 2, 0, 0, 0], 24);
  view.setUint32(29, crc32(bytes.subarray(12, 29)));
  bytes.set([0, 0, 0, 0, 0x49, 0x44, 0x41, 0x54, 0x35, 0xaf, 0x06, 0x1e], 33);
  bytes.set([0, 0, 0, 0, 0x49, 0x45, 0x4e, 0x44, 0xae, 0x42, 0x60, 0x82], 45);
  return bytes;
}

const REASONS: [string, Uint8Array | string, PictureRefusal][] = [
  [
    "an SVG with a script",
    `<svg xmlns="http://www.w3.org/2000/svg"><script>alert(1)</script></svg>`,
    "wrong_format",
  ],
  ["an SVG behind an XML head", `<?xml version="1.0"?><svg onload="alert(1)"/>`, "wrong_format"],
  ["a page that begins as a GIF does", "GIF89a/*<script>alert(1)</script>*/", "wrong_format"],
  ["a page that begins as a JPEG does", "\xff\xd8\xff<html>", "broken"],
];

for (const [what, content, code] of REASONS) {
  Deno.test(`${what} is refused with its reason`, async () => {
    const bytes = typeof content === "string"
      ? Uint8Array.from(content, (letter) => letter.charCodeAt(0))
      : content;
    assert.deepEqual(await checkPicture(file(bytes)), { ok: false, code });
    assert.match(pictureProblem(code, "p.jpg"), /^p\.jpg (is|did) /);
  });
}

Deno.test("a picture with a page in its metadata is refused, in every format that is taken", async () => {
  for (const format of ["jpeg", "png", "webp", "avif"] as const) {
    const exif = { IFD0: { ImageDescription: "<script >alert(1)</script>" } };
    const bytes = await square().withExif(exif).toFormat(format).toBuffer();
    assert.deepEqual(await checkPicture(file(bytes)), { ok: false, code: "carries_a_page" });
  }
});

Deno.test("the reason names the file, shortened when its name is long", () => {
  assert.match(pictureProblem("broken", "basket.jpg"), /^basket\.jpg did not arrive whole/);
  assert.ok(pictureProblem("broken", "x".repeat(5000)).length < 120);
});
