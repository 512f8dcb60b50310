import { optionWord } from "@/lib/catalog/choice.ts";
import { mediaUrl } from "@/lib/images/urls.ts";
import { formatDecimal } from "@/lib/money.ts";
import { addedTaxMinor } from "@/lib/tax.ts";
import { plainText } from "@/lib/rich_text.ts";
import type { FeedItem, FeedVariant } from "./read_products.ts";
import { stream, xml } from "./xml.ts";

export interface FeedOptions {
  /** Where the shop is, without a trailing slash. */
  originOf(item: FeedItem): string;
  /** Base of the addresses of pictures. */
  media: string;
  title: string;
  link: string;
}

const LONGEST = 5_000;

/**
 * Products as shopping services read them: RSS 2.0 with the attributes of Google's product data
 * specification, https://support.google.com/merchants/answer/7052112. One item a variant.
 */
export function feedXml(items: AsyncIterable<FeedItem>, options: FeedOptions): ReadableStream {
  async function* pieces() {
    yield '<?xml version="1.0" encoding="UTF-8"?>\n' +
      '<rss version="2.0" xmlns:g="http://base.google.com/ns/1.0">\n<channel>\n' +
      `<title>${xml(options.title)}</title>\n<link>${xml(options.link)}</link>\n` +
      `<description>${xml(options.title)}</description>\n`;
    for await (const item of items) {
      for (const variant of item.variants) yield itemXml(item, variant, options);
    }
    yield "</channel>\n</rss>\n";
  }
  return stream(pieces());
}

function itemXml(item: FeedItem, variant: FeedVariant, { originOf, media }: FeedOptions): string {
  const [cover, ...more] = item.pictures.filter(({ widths }) => widths.length > 0)
    .map(({ path, widths }) => mediaUrl(media, path, widths.at(-1)!));
  const { priceMinor, compareAtMinor } = variant;
  const isReduced = compareAtMinor !== null && compareAtMinor > priceMinor;
  const query = new URLSearchParams(variant.options.map((value, i) => [`o${i}`, value]));
  const link = `${originOf(item)}/p/${item.product}${query.size > 0 ? `?${query}` : ""}`;
  const attributes: [string, string | null | undefined][] = [
    ["id", variant.id],
    ["item_group_id", item.variants.length > 1 ? item.id : null],
    [
      "title",
      [item.title, ...variant.options.map((one) => optionWord(item.words, one))].join(", ").slice(
        0,
        150,
      ),
    ],
    ["description", (plainText(item.description) || item.title).slice(0, LONGEST)],
    ["link", link],
    ["image_link", cover],
    ...more.slice(0, 10).map((one) => ["additional_image_link", one] as [string, string]),
    ["availability", variant.stock === 0 ? "out_of_stock" : "in_stock"],
    ["price", price(item, isReduced ? compareAtMinor : priceMinor)],
    ["sale_price", isReduced ? price(item, priceMinor) : null],
    ["condition", "new"],
    ["brand", item.vendor || item.shop],
    ["gtin", /^(\d{8}|\d{12,14})$/.test(variant.barcode ?? "") ? variant.barcode : null],
    ["mpn", variant.sku],
    ["product_type", item.category],
  ];
  const lines = attributes.filter(([, value]) => value)
    .map(([name, value]) => `<g:${name}>${xml(value!)}</g:${name}>`);
  return `<item>${lines.join("")}</item>\n`;
}

/** "2450.00 KES": what a shopper pays, with tax where the shop adds it. */
function price({ currency, taxRateBp, isTaxIncluded }: FeedItem, minor: number): string {
  const tax = isTaxIncluded ? 0 : addedTaxMinor(minor, taxRateBp, currency);
  return `${formatDecimal(minor + tax, currency)} ${currency}`;
}
