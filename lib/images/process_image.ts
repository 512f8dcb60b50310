import type { Config } from "@/lib/config.ts";
import type { Sql } from "@/lib/db/mod.ts";
import { IMAGE_WIDTHS } from "./urls.ts";

const WEBP = { quality: 76, effort: 4 };
/** Addresses never change their content. */
const YEAR_S = "31536000";

export interface ImageDeps {
  config: Pick<Config, "supabaseUrl" | "secretKey">;
  /** As service_role. */
  sql: Sql;
}

/**
 * Makes the small sizes of a picture and only then says that they exist. Sizes carry no metadata: a
 * phone's photo knows where it was taken. Repeating it writes the same files.
 */
export async function processImage(
  { sql, config }: ImageDeps,
  { image_id }: { image_id: string },
): Promise<void> {
  const [image] = await sql<{ path: string; widths: number[] }[]>`
    select i.path, i.widths from public.product_images as i where i.id = ${image_id}`;
  // Removed, or done by an earlier try.
  if (!image || image.widths.length > 0) return;

  const storage = await openStorage(config);
  const { data, error } = await storage.from("originals").download(image.path);
  if (error) throw error;
  const original = new Uint8Array(await data.arrayBuffer());
  const { default: sharp } = await import("sharp");
  const { width, height } = (await sharp(original).metadata()).autoOrient;
  const widths = widthsOf(width);
  for (const size of widths) {
    const small = await sharp(original).autoOrient().resize({
      width: size,
      withoutEnlargement: true,
    }).webp(WEBP).toBuffer();
    const { error } = await storage.from("media").upload(
      `${image.path}/${size}.webp`,
      new Uint8Array(small),
      { contentType: "image/webp", cacheControl: YEAR_S, upsert: true },
    );
    if (error) throw error;
  }
  await sql`update public.product_images set widths = ${widths}, width = ${width}, height = ${height}
    where id = ${image_id}`;
}

/** Loaded with the first picture, so that a worker without any stays small. */
async function openStorage({ supabaseUrl, secretKey }: ImageDeps["config"]) {
  const { createClient } = await import("@supabase/supabase-js");
  return createClient(supabaseUrl, secretKey, { auth: { persistSession: false } }).storage;
}

/**
 * Standard widths up to the original's. A smaller original is also kept as wide as it is, and every
 * picture has the smallest width: lines of an order show that one without asking.
 */
export function widthsOf(width: number): number[] {
  const [smallest] = IMAGE_WIDTHS;
  const widest = Math.max(...IMAGE_WIDTHS);
  const widths: number[] = IMAGE_WIDTHS.filter((standard) => standard <= width);
  if (width > smallest && width < widest && !widths.includes(width)) widths.push(width);
  return widths.length > 0 ? widths : [smallest];
}
