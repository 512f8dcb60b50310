import { mediaSrcSet, mediaUrl } from "@/lib/images/urls.ts";
import type { Media } from "@/lib/stores/mod.ts";
import { classes } from "@/components/classes.ts";
import { TapPicture } from "./TapPicture.tsx";

export interface ShownPicture {
  path: string;
  alt: string;
  width: number;
  height: number;
  widths: number[];
  hasAvif?: boolean;
  focus?: [number, number];
  /** What each width weighs at most, in bytes; empty where nobody has weighed it. */
  bytes?: number[];
}

export interface PictureProps {
  /** Null draws a sunken box of the same shape. */
  picture: ShownPicture | null;
  media: Media;
  /** How wide the slot is, as the `sizes` attribute says it. */
  sizes: string;
  /** Seen without scrolling: fetched at once. Others wait until they come near. */
  eager?: boolean;
  /** Beside a text that already says it. */
  decorative?: boolean;
  class?: string;
}

/** A picture in the size that its slot needs; the box keeps its place while it loads. */
export function Picture(
  { picture, media, sizes, eager, decorative, class: extra }: PictureProps,
) {
  const look = classes("pic", extra);
  const smallest = picture?.widths[0];
  if (!picture || smallest === undefined) return <div class={look} />;
  if (media.isLite) {
    return <TapPicture picture={picture} media={media} decorative={decorative} class={extra} />;
  }
  const { path, hasAvif, widths } = picture;
  const image = (
    <img
      class={classes(look, focusClass(picture))}
      src={mediaUrl(media.base, path, smallest)}
      srcset={widths.length > 1 ? mediaSrcSet(media.base, path, widths) : undefined}
      sizes={sizes}
      alt={decorative ? "" : picture.alt}
      width={picture.width}
      height={picture.height}
      loading={eager ? undefined : "lazy"}
      fetchpriority={eager ? "high" : undefined}
    />
  );
  if (!hasAvif) return image;
  return (
    <picture class="contents">
      <source
        type="image/avif"
        srcset={mediaSrcSet(media.base, path, widths, "avif")}
        sizes={sizes}
      />
      {image}
    </picture>
  );
}

/** Where a crop must not cut; the middle needs no word. */
function focusClass({ focus }: ShownPicture): string | undefined {
  if (!focus || (focus[0] === 50 && focus[1] === 50)) return undefined;
  return `object-[${focus[0]}%_${focus[1]}%]`;
}
