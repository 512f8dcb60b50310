import { promisify } from "node:util";
import { brotliCompress, constants, gzip } from "node:zlib";
import { startPlatform } from "@/tests/fixtures/platform.ts";

const RUNS = 20;

type Compress = (content: Uint8Array) => Promise<Uint8Array>;

const brotli = (quality: number): Compress => (content) =>
  promisify(brotliCompress)(content, {
    params: {
      [constants.BROTLI_PARAM_QUALITY]: quality,
      [constants.BROTLI_PARAM_SIZE_HINT]: content.length,
    },
  });

const WAYS: [name: string, compress: Compress][] = [
  ...[1, 4, 5, 6, 7, 9, 10, 11].map((level) =>
    [`brotli ${level}`, brotli(level)] satisfies [string, Compress]
  ),
  ...[1, 6, 9].map((level) =>
    [`gzip ${level}`, (content) => promisify(gzip)(content, { level })] satisfies [string, Compress]
  ),
];

/** Pages of the demo shop, in each encoding and at each level: bytes, and milliseconds for one. */
async function main(): Promise<void> {
  const platform = await startPlatform();
  try {
    for (const path of ["", "/p", "/p/market-basket-indigo"]) {
      const page = await (await fetch(`${platform.url}/s/demo${path}`)).bytes();
      console.log(`${path || "/"}: ${page.length} bytes`);
      for (const [name, compress] of WAYS) {
        const { length } = await compress(page);
        const started = performance.now();
        for (let i = 0; i < RUNS; i++) await compress(page);
        const ms = (performance.now() - started) / RUNS;
        console.log(`  ${name.padEnd(10)} ${length} bytes, ${ms.toFixed(1)} ms`);
      }
    }
  } finally {
    await platform.stop();
  }
}

if (import.meta.main) await main();
