import type { SupabaseClient } from "@supabase/supabase-js";
import { v5 as uuidOf } from "uuid";
import type { DemoPicture, DemoProduct } from "../catalog.ts";
import { drawProduct } from "../pictures/mod.ts";
import type { Rendition } from "../pictures/render.ts";
import { renderOnce } from "./kept_renditions.ts";

/** A picture that lies in Storage, as a row of product_images says it. */
export interface StoredPicture {
  productSlug: string;
  id: string;
  path: string;
  alt: string;
  width: number;
  height: number;
  /** Smallest first. */
  widths: number[];
  /** What each of them weighs. */
  webpBytes: number[];
  position: number;
}

export interface PictureJob {
  product: DemoProduct;
  picture: DemoPicture;
  position: number;
}

// Drawing, scaling and storing take turns on two cores; a fourth lane would only wait.
const LANES = 3;
const YEAR_S = "31536000";

/**
 * Draws and stores every picture of these products. Names follow from shop and drawing, so a run
 * after one that was cut short finds its files. Throws what Storage answers when it refuses.
 */
export async function storePictures(
  client: SupabaseClient,
  { storeId, products }: { storeId: string; products: readonly DemoProduct[] },
): Promise<StoredPicture[]> {
  const jobs: PictureJob[] = products.flatMap((product) =>
    product.pictures.map((picture, position) => ({ product, picture, position }))
  );
  const stored: StoredPicture[] = [];
  const lane = async () => {
    for (let job = jobs.shift(); job; job = jobs.shift()) {
      stored.push(await storePicture(client, { storeId, ...job }));
    }
  };
  await Promise.all(Array.from({ length: LANES }, lane));
  return stored;
}

async function storePicture(
  client: SupabaseClient,
  { storeId, product, picture, position }: PictureJob & { storeId: string },
): Promise<StoredPicture> {
  const svg = drawProduct(product, picture);
  const id = uuidOf(svg, storeId);
  const path = `${storeId}/${id}`;
  const renditions = await renderOnce(svg);
  const [largest] = renditions;
  if (!largest) throw new Error(`Nothing was drawn for "${product.slug}"`);
  await Promise.all([
    upload(client, { bucket: "originals", path, picture: largest }),
    ...renditions.map((rendition) =>
      upload(client, {
        bucket: "media",
        path: `${path}/${rendition.width}.webp`,
        picture: rendition,
      })
    ),
  ]);
  return {
    productSlug: product.slug,
    id,
    path,
    alt: picture.alt,
    width: largest.width,
    height: largest.height,
    widths: renditions.map(({ width }) => width).toReversed(),
    webpBytes: renditions.map(({ webp }) => webp.length).toReversed(),
    position,
  };
}

async function upload(
  client: SupabaseClient,
  { bucket, path, picture }: { bucket: string; path: string; picture: Rendition },
): Promise<void> {
  const { error } = await client.storage.from(bucket).upload(path, picture.webp, {
    contentType: "image/webp",
    cacheControl: YEAR_S,
  });
  if (error && !isThereAlready(error)) throw error;
}

function isThereAlready(error: Error): boolean {
  const { statusCode, status } = error as { statusCode?: string | number; status?: number };
  return String(statusCode) === "409" || status === 409;
}
