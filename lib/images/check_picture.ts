import { ok, refuse, type Result } from "@/lib/result.ts";

/** An uploaded file that is a picture we take, by what is in it rather than by what it is called. */
export interface CheckedPicture {
  bytes: Uint8Array<ArrayBuffer>;
  type: string;
  /** As it is looked at: a photo taken sideways is turned. */
  width: number;
  height: number;
}

export type PictureRefusal =
  | "empty"
  | "too_heavy"
  | "not_a_picture"
  | "wrong_format"
  | "too_large"
  | "broken"
  | "carries_a_page";

export const MAX_PICTURE_BYTES = 15 * 1024 * 1024;
const MAX_SIDE = 20_000;
const MAX_PIXELS = 50_000_000;

/** How files of each kind begin. Only these ever reach the decoder. */
const TAKEN: [RegExp, string][] = [
  [/^\xff\xd8\xff/, "image/jpeg"],
  [/^\x89PNG\r\n/, "image/png"],
  [/^RIFF[^]{4}WEBP/, "image/webp"],
  [/^[^]{4}ftyp(?:avif|avis|mif1)/, "image/avif"],
];
/** GIF, BMP, TIFF, SVG, and the photos that iPhones keep. */
const NOT_TAKEN = /^(?:GIF8|BM|II\*\0|MM\0\*|\s*<(?:\?xml|svg)|[^]{4}ftyp(?:hei|hev|msf))/;

/** Markup inside a picture's bytes: a file that is also a page, which some server might serve as one. */
const PAGE = /<(?:script|html|svg|!doctype|\?php)[\s>]/i;

/** Looks at a file's content; a small decode proves that all of it arrived. */
export async function checkPicture(file: Blob): Promise<Result<CheckedPicture, PictureRefusal>> {
  if (file.size === 0) return refuse("empty");
  if (file.size > MAX_PICTURE_BYTES) return refuse("too_heavy");
  const bytes = new Uint8Array(await file.arrayBuffer());
  const start = String.fromCharCode(...bytes.subarray(0, 64));
  const type = TAKEN.find(([signature]) => signature.test(start))?.[1];
  if (!type) return refuse(NOT_TAKEN.test(start) ? "wrong_format" : "not_a_picture");
  // Loaded when the first picture comes: most requests never need its 20 MB.
  const { default: sharp } = await import("sharp");

  const image = sharp(bytes, { failOn: "truncated", limitInputPixels: false });
  const found = await image.metadata().catch(() => null);
  if (!found) return refuse("broken");
  if (found.format === "heif" && found.compression !== "av1") return refuse("wrong_format");
  const { width, height } = found.autoOrient;
  if (width > MAX_SIDE || height > MAX_SIDE || width * height > MAX_PIXELS) {
    return refuse("too_large");
  }
  if (PAGE.test(new TextDecoder("latin1").decode(bytes))) return refuse("carries_a_page");
  const decoded = await image.resize(16, 16).raw().toBuffer().catch(() => null);
  if (!decoded) return refuse("broken");

  return ok({ bytes, type, width, height });
}

/** Why a file was not taken, for whoever sent it. */
export function pictureProblem(code: PictureRefusal, name: string): string {
  const file = name.length > 60 ? `${name.slice(0, 57)}…` : name || "The file";
  switch (code) {
    case "empty":
      return `${file} is empty. Choose it again.`;
    case "too_heavy":
      return `${file} is over 15 MB. Send a smaller one.`;
    case "not_a_picture":
      return `${file} is not a picture. Choose a JPEG, PNG, WebP or AVIF.`;
    case "wrong_format":
      return `${file} is a kind of picture we do not take. Save it as JPEG or PNG.`;
    case "too_large":
      return `${file} has too many pixels. 50 million is the most.`;
    case "broken":
      return `${file} did not arrive whole. Send it again.`;
    case "carries_a_page":
      return `${file} carries code inside. Save it anew as JPEG or PNG.`;
  }
}
