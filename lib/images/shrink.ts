/** Enough for the largest size we keep, twice over. */
const LONG_SIDE = 2160;
const WORTH_BYTES = 600_000;
const QUALITY = 0.86;

/**
 * A photo made smaller in the browser before it is sent: a phone's camera takes 4 MB where 400 KB do.
 * Other formats, small files, and what the browser cannot read come back as they are.
 */
export async function shrinkPhoto(file: File): Promise<File> {
  if (file.type !== "image/jpeg" || file.size < WORTH_BYTES) return file;
  try {
    const bitmap = await createImageBitmap(file);
    const scale = Math.min(1, LONG_SIDE / Math.max(bitmap.width, bitmap.height));
    const canvas = document.createElement("canvas");
    canvas.width = Math.round(bitmap.width * scale);
    canvas.height = Math.round(bitmap.height * scale);
    canvas.getContext("2d")!.drawImage(bitmap, 0, 0, canvas.width, canvas.height);
    bitmap.close();
    const small = await new Promise<Blob | null>((done) =>
      canvas.toBlob(done, "image/jpeg", QUALITY)
    );
    if (!small || small.size >= file.size) return file;
    return new File([small], file.name, { type: "image/jpeg" });
  } catch {
    return file;
  }
}
