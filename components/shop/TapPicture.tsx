import { classes } from "@/components/classes.ts";
import { useWords } from "@/components/words.tsx";
import { mediaUrl } from "@/lib/images/urls.ts";
import { LITE_WIDTH } from "@/lib/stores/lite.ts";
import type { PictureProps, ShownPicture } from "./Picture.tsx";

export interface TapPictureProps extends Pick<PictureProps, "media" | "decorative" | "class"> {
  picture: ShownPicture;
}

/**
 * A picture that nothing fetches before it is opened, with or without scripts: only the rule for an
 * open one uses the address. A lazy `<img>` would be fetched at once where scripts are off (HTML,
 * "lazy loading attributes").
 */
export function TapPicture({ picture, media, decorative, class: extra }: TapPictureProps) {
  const { say } = useWords();
  const at = Math.max(0, picture.widths.findLastIndex((width) => width <= LITE_WIDTH));
  const bytes = picture.bytes?.[at];
  const { alt } = picture;
  return (
    <details class={classes("pic lite", extra)}>
      <summary>
        <span>
          {bytes ? say("frame.pictureKb", { kb: Math.ceil(bytes / 1024) }) : say("frame.picture")}
          {alt && <span class="vh">{`: ${alt}`}</span>}
        </span>
      </summary>
      <i
        style={addressesOf(picture, { base: media.base, width: picture.widths[at]! })}
        role={decorative ? undefined : "img"}
        aria-label={decorative ? undefined : alt}
      />
    </details>
  );
}

/** As custom properties: whichever of them the browser knows how to read is used. */
function addressesOf(
  { path, hasAvif, focus }: ShownPicture,
  { base, width }: { base: string; width: number },
): string {
  const webp = `url("${mediaUrl(base, path, width)}")`;
  const avif = `url("${mediaUrl(base, path, width, "avif")}")`;
  const both = hasAvif && `;--b:image-set(${avif} type("image/avif"),${webp} type("image/webp"))`;
  const place = focus && (focus[0] !== 50 || focus[1] !== 50) &&
    `;background-position:${focus[0]}% ${focus[1]}%`;
  return `--a:${webp}${both || ""}${place || ""}`;
}
