import { Parser } from "htmlparser2";

/** One file of a picture that a browser would fetch. */
export interface FetchedPicture {
  /** As product_images has it. */
  path: string;
  width: number;
  format: "webp" | "avif";
}

/** A phone, as most of those who buy have it. */
export const PHONE = { width: 360, density: 2 };

/**
 * The pictures of a page that a phone fetches when it is looked at to its end: of each the size that
 * its slot asks for, in the first format offered (browsers know AVIF). `media` is the address that
 * they lie under.
 */
export function picturesOf(html: string, media: string): FetchedPicture[] {
  const found: FetchedPicture[] = [];
  let source: Record<string, string> | null = null;
  const parser = new Parser({
    onopentag(name, attributes) {
      if (name === "source") source ??= attributes;
      if (name !== "img") return;
      const address = chooseAddress(source ?? attributes);
      const picture = address.startsWith(media) ? toPicture(address.slice(media.length)) : null;
      if (picture) found.push(picture);
      source = null;
    },
  });
  parser.end(html);
  const seen = new Map(found.map((picture) => [JSON.stringify(picture), picture]));
  return [...seen.values()];
}

/** The smallest that is as wide as the slot has pixels, else the widest. */
function chooseAddress({ src = "", srcset, sizes = "100vw" }: Record<string, string>): string {
  if (!srcset) return src;
  const wanted = slotWidth(sizes) * PHONE.density;
  const offers = srcset.split(", ").map((offer) => {
    const [address = "", width = "0w"] = offer.split(" ");
    return { address, width: parseInt(width) };
  }).sort((a, b) => a.width - b.width);
  return (offers.find(({ width }) => width >= wanted) ?? offers.at(-1)!).address;
}

/** CSS pixels of a slot as `Picture` describes it: conditions of wide screens first, the phone's last. */
function slotWidth(sizes: string): number {
  const last = sizes.split(/,\s*/).at(-1)!;
  const lengths = last.matchAll(/([+-]?)\s*([\d.]+)(vw|px)/g);
  return Array.from(lengths, ([, sign, amount, unit]) => {
    const pixels = Number(amount) * (unit === "vw" ? PHONE.width / 100 : 1);
    return sign === "-" ? -pixels : pixels;
  }).reduce((sum, pixels) => sum + pixels, 0);
}

function toPicture(rest: string): FetchedPicture | null {
  const [, path, width, format] = /^(.+)\/(\d+)\.(webp|avif)$/.exec(rest) ?? [];
  if (!path) return null;
  return { path, width: Number(width), format: format as FetchedPicture["format"] };
}
