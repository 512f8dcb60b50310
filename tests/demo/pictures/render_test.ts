import assert from "node:assert/strict";
import sharp from "sharp";
import { products } from "@/lib/demo/catalog.ts";

import { drawHero, drawProduct } from "@/lib/demo/pictures/mod.ts";
import { renderSvg } from "@/lib/demo/pictures/render.ts";

const views = products.flatMap((product) => product.pictures.map((view) => ({ product, view })));

Deno.test("every thumbnail of 160 pixels weighs at most 6 KB", async () => {
  const heavy: string[] = [];
  for (const { product, view } of views) {
    const [thumbnail] = await renderSvg(drawProduct(product, view), { widths: [160] });
    if (!thumbnail || thumbnail.webp.length > 6_000) heavy.push(product.slug);
  }

  assert.deepEqual(heavy, []);
});

Deno.test("every cover of 640 pixels weighs at most 28 KB", async () => {
  const heavy: string[] = [];
  for (const product of products) {
    const svg = drawProduct(product, product.pictures[0]!);
    const [cover] = await renderSvg(svg, { widths: [640] });
    if (!cover || cover.webp.length > 28_000) heavy.push(`${product.slug} ${cover?.webp.length}`);
  }

  assert.deepEqual(heavy, []);
});

Deno.test("a picture comes in the widths asked for, square, as WebP", async () => {
  const product = products[0]!;
  const renditions = await renderSvg(drawProduct(product, product.pictures[0]!), {
    widths: [160, 1080, 320],
  });

  assert.deepEqual(renditions.map(({ width, height }) => [width, height]), [
    [1080, 1080],
    [320, 320],
    [160, 160],
  ]);
  for (const { width, webp } of renditions) {
    const found = await sharp(webp).metadata();
    assert.deepEqual([found.format, found.width, found.height], ["webp", width, width]);
  }
});

Deno.test("the home picture keeps its shape of 16 to 10", async () => {
  const [large, small] = await renderSvg(drawHero(), { drawn: 1600, widths: [1280, 640] });

  assert.deepEqual([large?.width, large?.height], [1280, 800]);
  assert.deepEqual([small?.width, small?.height], [640, 400]);
});
