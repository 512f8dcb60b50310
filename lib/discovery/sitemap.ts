import { stream, xml } from "./xml.ts";

/** Namespaces of https://www.sitemaps.org/protocol.html and Google's extension for pictures. */
const SITEMAP = "http://www.sitemaps.org/schemas/sitemap/0.9";
const IMAGE = "http://www.google.com/schemas/sitemap-image/1.1";
const HEAD = '<?xml version="1.0" encoding="UTF-8"?>\n';

export interface SitemapEntry {
  url: string;
  changedAt?: Date | string;
  images?: string[];
}

/** The list of a shop's sitemaps. */
export function indexXml(sitemaps: SitemapEntry[]): string {
  const entries = sitemaps.map(({ url, changedAt }) =>
    `<sitemap><loc>${xml(url)}</loc>${lastmod(changedAt)}</sitemap>\n`
  );
  return `${HEAD}<sitemapindex xmlns="${SITEMAP}">\n${entries.join("")}</sitemapindex>\n`;
}

/** One sitemap, written as its addresses are read. */
export function sitemapXml(entries: AsyncIterable<SitemapEntry>): ReadableStream {
  async function* pieces() {
    yield `${HEAD}<urlset xmlns="${SITEMAP}" xmlns:image="${IMAGE}">\n`;
    for await (const { url, changedAt, images = [] } of entries) {
      const pictures = images.map((image) =>
        `<image:image><image:loc>${xml(image)}</image:loc></image:image>`
      );
      yield `<url><loc>${xml(url)}</loc>${lastmod(changedAt)}${pictures.join("")}</url>\n`;
    }
    yield "</urlset>\n";
  }
  return stream(pieces());
}

function lastmod(moment: Date | string | undefined): string {
  return moment ? `<lastmod>${new Date(moment).toISOString()}</lastmod>` : "";
}
