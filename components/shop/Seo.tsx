import { Head } from "$fresh/runtime.ts";
import { mediaUrl } from "@/lib/images/urls.ts";
import type { PageAddress } from "@/lib/stores/mod.ts";

/** A picture for previews in chats. */
export interface Preview {
  url: string;
  width: number;
  height: number;
  alt: string;
}

export interface SeoProps extends PageAddress {
  title: string;
  description: string;
  /** Name of the shop. */
  site?: string;
  type?: "website" | "product" | "article";
  image?: Preview | null;
  /** schema.org data, a block each. */
  data?: Record<string, unknown>[];
}

/** What search engines and chats show of a page. */
export function Seo(props: SeoProps) {
  const { title, description, url, alternates, site, type = "website", image, data } = props;
  return (
    <Head>
      <title>{title}</title>
      <meta name="description" content={description} />
      <link rel="canonical" href={url} />
      {alternates.map(({ language, url }) => (
        <link key={language} rel="alternate" hreflang={language} href={url} />
      ))}
      <meta property="og:type" content={type} />
      {site && <meta property="og:site_name" content={site} />}
      <meta property="og:title" content={title} />
      <meta property="og:description" content={description} />
      <meta property="og:url" content={url} />
      {image && (
        <>
          <meta property="og:image" content={image.url} />
          <meta property="og:image:width" content={String(image.width)} />
          <meta property="og:image:height" content={String(image.height)} />
          <meta property="og:image:alt" content={image.alt} />
        </>
      )}
      {/* Title, text and picture are taken from what stands above. */}
      <meta name="twitter:card" content={image ? "summary_large_image" : "summary"} />
      {data && (
        <script
          type="application/ld+json"
          // deno-lint-ignore react-no-danger
          dangerouslySetInnerHTML={{ __html: scriptSafeJson(data) }}
        />
      )}
    </Head>
  );
}

/** Above it WhatsApp shows no picture. */
export const PREVIEW_LIMIT_BYTES = 300 * 1024;

/** Wide enough for a large card; no rendition of that width comes near the limit. */
const PREVIEW_WIDTH = 640;

/** The size of a picture that chats show; null while there is none. */
export function previewOf(
  picture: { path: string; alt: string; width: number; height: number; widths: number[] } | null,
  { media, alt }: { media: string; alt: string },
): Preview | null {
  const width = picture?.widths.findLast((one) => one <= PREVIEW_WIDTH);
  if (!picture || !width) return null;
  return {
    url: mediaUrl(media, picture.path, width),
    width,
    height: Math.round((width * picture.height) / picture.width),
    alt: picture.alt || alt,
  };
}

/** JSON that cannot end the script element it stands in. */
export function scriptSafeJson(data: unknown): string {
  return JSON.stringify(data).replaceAll("<", "\\u003c");
}
