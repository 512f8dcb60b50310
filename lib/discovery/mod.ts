export { feedXml } from "./feed.ts";
export { guideText, readGuide } from "./guide.ts";
export { readSitemapIndex, readSitemapPages, type ShopAddress } from "./read.ts";
export { indexXml, type SitemapEntry, sitemapXml } from "./sitemap.ts";
export { readFeedItems, readSitemapProducts } from "./read_products.ts";
