import assert from "node:assert/strict";
import sharp from "sharp";
import { checkPicture, pictureProblem } from "@/lib/images/mod.ts";

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

Deno.test("the reason names the file, shortened when its name is long", () => {
  assert.match(pictureProblem("broken", "basket.jpg"), /^basket\.jpg did not arrive whole/);
  assert.ok(pictureProblem("broken", "x".repeat(5000)).length < 120);
});
