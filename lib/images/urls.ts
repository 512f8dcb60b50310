/** Widths that the picture job makes, never above the original's. */
export const IMAGE_WIDTHS = [160, 320, 640, 1080] as const;

export type PictureFormat = "webp" | "avif";

/** Address of one size of a picture; `base` is the public Supabase URL, `path` that of product_images. */
export function mediaUrl(
  base: string,
  path: string,
  width: number,
  format: PictureFormat = "webp",
): string {
  return `${base}/storage/v1/object/public/media/${path}/${width}.${format}`;
}

/** The `srcset` of a picture with these widths; empty when the job has made none yet. */
export function mediaSrcSet(
  base: string,
  path: string,
  widths: readonly number[],
  format?: PictureFormat,
): string {
  return widths.map((width) => `${mediaUrl(base, path, width, format)} ${width}w`).join(", ");
}
