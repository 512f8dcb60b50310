import assert from "node:assert/strict";
import fc from "fast-check";
import { picturesOf } from "@/lib/visit_cost/pictures.ts";
import { costOf, readPrice } from "@/lib/visit_cost/mod.ts";

const MEDIA = "https://media.test/media/";
const offers = (format: string, widths = [160, 320, 640, 1080]) =>
  widths.map((width) => `${MEDIA}shop/a/${width}.${format} ${width}w`).join(", ");

function widthFor(sizes: string): number | undefined {
  const html = `<img src="${MEDIA}shop/a/160.webp" srcset="${offers("webp")}" sizes="${sizes}">`;
  return picturesOf(html, MEDIA)[0]?.width;
}

Deno.test("a sharp phone takes the smallest picture that fills its slot", () => {
  assert.equal(
    widthFor("(min-width:1024px) 280px, (min-width:768px) 31vw, calc(50vw - 24px)"),
    320,
  );
  assert.equal(widthFor("(min-width:768px) 58vw, 88vw"), 640);
  assert.equal(widthFor("100vw"), 1080);
  assert.equal(widthFor("56px"), 160);
  assert.equal(widthFor("200vw"), 1080);
});

Deno.test("AVIF is taken where it is offered, a picture counts once, and others' do not", () => {
  const html = `<picture><source type="image/avif" srcset="${offers("avif")}" sizes="50px">
    <img src="${MEDIA}shop/a/160.webp" srcset="${offers("webp")}" sizes="50px"></picture>
    <img src="${MEDIA}shop/b/160.webp"><img src="${MEDIA}shop/b/160.webp">
    <img src="data:image/webp;base64,AA"><img src="https://elsewhere.test/x/160.webp"><img>`;
  assert.deepEqual(picturesOf(html, MEDIA), [
    { path: "shop/a", width: 160, format: "avif" },
    { path: "shop/b", width: 160, format: "webp" },
  ]);
});

Deno.test("whatever a page holds, its pictures are read without a fault", () => {
  fc.assert(fc.property(fc.string(), fc.string(), (srcset, sizes) => {
    const attribute = (text: string) => text.replaceAll('"', "&quot;");
    picturesOf(`<img srcset="${attribute(srcset)}" sizes="${attribute(sizes)}">${srcset}`, MEDIA);
  }));
});

Deno.test("a price is what somebody can have meant by one", () => {
  assert.deepEqual(["77", " 0.5 ", "0,5", "1900"].map(readPrice), [77, 0.5, 0.5, 1900]);
  const none = [null, "", " ", "0", "-1", "seven", "1e9", "NaN", "Infinity"];
  assert.deepEqual(none.map(readPrice), none.map(() => null));
  assert.equal(costOf(1_000_000_000, 77), 77);
  assert.equal(costOf(100_000, 77), 0.0077);
});
