import assert from "node:assert/strict";
import { renderOnce } from "@/lib/demo/seed/kept_renditions.ts";

const SVG =
  `<svg xmlns="http://www.w3.org/2000/svg" width="1200" height="1200"><rect width="1200" height="600" fill="#fff"/></svg>`;

let folder: string;
Deno.test.beforeEach(async () => {
  folder = await Deno.makeTempDir({ prefix: "afrify-" });
});
Deno.test.afterEach(async () => {
  await Deno.remove(folder, { recursive: true });
});

Deno.test("a picture that was rendered before is found again, the same to the byte", async () => {
  const first = await renderOnce(SVG, { folder });
  const files = [...Deno.readDirSync(folder)];
  const second = await renderOnce(SVG, { folder });

  assert.equal(files.length, 1);
  assert.deepEqual(second, first);
});

Deno.test("a kept file that is not whole is rendered anew", async () => {
  const first = await renderOnce(SVG, { folder });
  const [file] = [...Deno.readDirSync(folder)];
  await Deno.writeFile(`${folder}/${file!.name}`, new Uint8Array([255, 15, 1]));

  assert.deepEqual(await renderOnce(SVG, { folder }), first);
});

Deno.test("another drawing has another picture", async () => {
  const first = await renderOnce(SVG, { folder });
  const other = await renderOnce(SVG.replace("600", "300"), { folder });

  assert.notDeepEqual(other, first);
});
