import type { Sharp } from "sharp";
import type { Config } from "@/lib/config.ts";
import type { Sql } from "@/lib/db/mod.ts";
import { IMAGE_WIDTHS, type PictureFormat } from "./urls.ts";

const WEBP = { quality: 76, effort: 4 };

/**
 * How AVIF of this width is made. It looks like WebP of the quality above; sizes that only sharp screens
 * take may lose more, which nobody sees there. More effort takes seconds a picture.
 */
export const avifOptions = (width: number) => ({ quality: width < 640 ? 52 : 42, effort: 3 });

/** A few pixels, blurred by being stretched. */
const PLACEHOLDER_SIDE = 8;
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
  const [image] = await sql<{ path: string; is_done: boolean }[]>`
    select i.path, i.has_avif and cardinality(i.webp_bytes) > 0 as is_done from public.product_images as i where i.id = ${image_id}`;
  // Removed, or done by an earlier try.
  if (!image || image.is_done) return;

  const storage = await openStorage(config);
  const { data, error } = await storage.from("originals").download(image.path);
  if (error) throw error;
  const original = new Uint8Array(await data.arrayBuffer());
  const { default: sharp } = await import("sharp");
  const { width, height } = (await sharp(original).metadata()).autoOrient;
  const widths = widthsOf(width);
  const bytes: Record<PictureFormat, number[]> = { webp: [], avif: [] };
  for (const size of widths) {
    const small = sharp(original).autoOrient().resize({ width: size, withoutEnlargement: true });
    await put(size, "webp", await small.clone().webp(WEBP).toBuffer());
    await put(size, "avif", await small.clone().avif(avifOptions(size)).toBuffer());
  }
  const placeholder = await placeholderOf(sharp(original).autoOrient());
  await sql`
    update public.product_images
    set widths = ${widths}, width = ${width}, height = ${height}, has_avif = true, placeholder = ${placeholder},
      webp_bytes = ${bytes.webp}, avif_bytes = ${bytes.avif}
    where id = ${image_id}`;

  async function put(size: number, format: PictureFormat, content: Uint8Array): Promise<void> {
    const { error } = await storage.from("media").upload(
      `${image!.path}/${size}.${format}`,
      new Uint8Array(content),
      { contentType: `image/${format}`, cacheControl: YEAR_S, upsert: true },
    );
    if (error) throw error;
    bytes[format].push(content.length);
  }
}

/** A picture of a few pixels as a data address, under 200 letters. */
async function placeholderOf(picture: Sharp): Promise<string> {
  const bytes = await picture.resize(PLACEHOLDER_SIDE, PLACEHOLDER_SIDE, { fit: "inside" })
    .webp({ quality: 20, effort: 6 }).toBuffer();
  const address = `data:image/webp;base64,${new Uint8Array(bytes).toBase64()}`;
  return address.length < 200 ? address : "";
}

/** Loaded with the first picture, so that a worker without any stays small. */
export async function openStorage({ supabaseUrl, secretKey }: ImageDeps["config"]) {
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
