import sharp from "sharp";
import { IMAGE_WIDTHS } from "@/lib/images/urls.ts";

/** Bytes that a rendition may weigh; the small ones are seen most, on the slowest phones. */
const BUDGETS: Readonly<Record<number, number>> = { 160: 6_000, 320: 12_000, 640: 28_000 };
const QUALITIES = [72, 58, 44, 32] as const;

/** Changes with everything that decides what a rendition looks like, the drawing itself aside. */
export const RENDERING = JSON.stringify([IMAGE_WIDTHS, BUDGETS, QUALITIES, sharp.versions]);

export interface Rendition {
  width: number;
  height: number;
  webp: Uint8Array;
}

interface Pixels {
  data: Uint8Array;
  width: number;
  height: number;
}

/**
 * One SVG as WebP in every width. It is drawn once, at the largest width, and each smaller one is
 * made from the one before: drawing costs more than all the scaling.
 */
export async function renderSvg(
  svg: string,
  { drawn = 1200, widths = IMAGE_WIDTHS }: { drawn?: number; widths?: readonly number[] } = {},
): Promise<Rendition[]> {
  const largestFirst = widths.toSorted((a, b) => b - a);
  let pixels = await paint(svg, (largestFirst[0] ?? drawn) / drawn);
  const renditions: Rendition[] = [];
  for (const width of largestFirst) {
    if (width !== pixels.width) pixels = await shrink(pixels, width);
    renditions.push({ width, height: pixels.height, webp: await encode(pixels) });
  }
  return renditions;
}

/** At a density of 72 an SVG is as many pixels wide as it says. */
async function paint(svg: string, scale: number): Promise<Pixels> {
  const image = sharp(new TextEncoder().encode(svg), { density: 72 * scale }).flatten();
  const { data, info } = await image.raw().toBuffer({ resolveWithObject: true });
  return { data, width: info.width, height: info.height };
}

async function shrink(pixels: Pixels, width: number): Promise<Pixels> {
  const { data, info } = await open(pixels).resize(width).raw().toBuffer({
    resolveWithObject: true,
  });
  return { data, width: info.width, height: info.height };
}

/** The best quality that keeps the budget; fine weave at close range does not get there at once. */
async function encode(pixels: Pixels): Promise<Uint8Array> {
  const budget = BUDGETS[pixels.width] ?? Infinity;
  const effort = pixels.width > 320 ? 2 : 4;
  let webp = new Uint8Array();
  for (const quality of QUALITIES) {
    webp = new Uint8Array(await open(pixels).webp({ quality, effort }).toBuffer());
    if (webp.length <= budget) break;
  }
  return webp;
}

function open({ data, width, height }: Pixels) {
  return sharp(data, { raw: { width, height, channels: 3 } });
}
