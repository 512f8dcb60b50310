import { cartCookie } from "@/lib/carts/mod.ts";
import type { Sql } from "@/lib/db/mod.ts";
import { compressQuickly } from "@/lib/http/encoding.ts";
import { type FetchedPicture, picturesOf } from "./pictures.ts";

/** Answers a request as the server does, without a network. */
export type Ask = (request: Request) => Promise<Response>;

export type PageName = "home" | "list" | "product" | "checkout";

/** What a first visit to a page costs, in bytes that come over the network. */
export interface PageCost {
  name: PageName;
  page: number;
  scripts: number;
  /** All of the page, the heaviest first. */
  pictures: WeighedPicture[];
  /** The page and its scripts where data is saved: pictures then wait for a tap. */
  saving: number;
}

export interface WeighedPicture {
  productId: string;
  title: string;
  bytes: number;
}

export interface Shop {
  id: string;
  slug: string;
  /** Where its shoppers find it. */
  origin: string;
  /** What addresses of its pictures begin with. */
  media: string;
}

/**
 * Measures the shop's pages as they are at this moment, for a phone that has nothing of them yet.
 * Pages that the shop does not show are left out. Counts no visits.
 */
export async function measureVisits(ask: Ask, sql: Sql, shop: Shop): Promise<PageCost[]> {
  const pages = await pagesOf(sql, shop.id);
  const costs = await Promise.all(pages.map((page) => measurePage(ask, shop, page)));
  const found = costs.filter((cost) => cost !== null);
  const weights = await weightsOf(sql, shop.id, found.flatMap(({ pictures }) => pictures));
  return found.map((cost) => ({
    ...cost,
    pictures: cost.pictures.map((picture) => weights.get(keyOf(picture)))
      .filter((picture) => picture !== undefined)
      .sort((a, b) => b.bytes - a.bytes),
  }));
}

export function totalOf({ page, scripts, pictures }: PageCost): number {
  return pictures.reduce((sum, { bytes }) => sum + bytes, page + scripts);
}

interface AskedPage {
  name: PageName;
  path: string;
  cookie?: string;
}

/** With the newest product that can be bought as an example. */
async function pagesOf(sql: Sql, storeId: string): Promise<AskedPage[]> {
  const [product] = await sql<{ slug: string; variant_id: string }[]>`
    select p.slug, v.id as variant_id
    from public.products as p
    join public.variants as v on v.store_id = p.store_id and v.product_id = p.id
    where p.store_id = ${storeId} and p.status = 'published' and v.archived_at is null
      and v.stock_hint is distinct from 0
    order by p.published_at desc, p.id desc, v.position
    limit 1`;
  const pages: AskedPage[] = [{ name: "home", path: "" }, { name: "list", path: "/p" }];
  if (!product) return pages;
  const lines = [{ variantId: product.variant_id, quantity: 1 }];
  const cookie = cartCookie({ lines, changedAt: Date.now() }, "").split(";")[0];
  return [
    ...pages,
    { name: "product", path: `/p/${product.slug}` },
    { name: "checkout", path: "/checkout", cookie },
  ];
}

async function measurePage(ask: Ask, shop: Shop, { name, path, cookie }: AskedPage) {
  const get = async (isSaving: boolean) => {
    // Without the name of a browser nobody counts it.
    const headers = new Headers(cookie ? { cookie } : {});
    if (isSaving) headers.set("save-data", "on");
    return await ask(new Request(`${shop.origin}/s/${shop.slug}${path}`, { headers }));
  };
  const [usual, saving] = await Promise.all([get(false), get(true)]);
  if (usual.status !== 200 || saving.status !== 200) return null;
  const [html, savingHtml] = await Promise.all([usual.text(), saving.text()]);
  const scripts = await scriptBytes(ask, shop, html);
  return {
    name,
    scripts,
    page: await sizeOf(html, usual.headers),
    pictures: picturesOf(html, shop.media),
    saving: scripts + await sizeOf(savingHtml, saving.headers),
  };
}

/** In brotli, with its headers. */
async function sizeOf(text: string, headers: Headers): Promise<number> {
  const body = await compressQuickly(new TextEncoder().encode(text), "br");
  return body.length + headerBytes(headers);
}

function headerBytes(headers: Headers): number {
  return [...headers].reduce((sum, [name, value]) => sum + name.length + value.length + 4, 0);
}

async function scriptBytes(ask: Ask, shop: Shop, html: string): Promise<number> {
  const paths = new Set(html.match(/\/_frsh\/js\/[\w./-]+\.js/g));
  const sizes = await Promise.all(Array.from(paths, async (path) => {
    const headers = { "accept-encoding": "br" };
    const response = await ask(new Request(shop.origin + path, { headers }));
    return (await response.bytes()).length + headerBytes(response.headers);
  }));
  return sizes.reduce((sum, size) => sum + size, 0);
}

function keyOf({ path, width, format }: FetchedPicture): string {
  return `${path}/${width}.${format}`;
}

/** By address; pictures that the job has not weighed are absent. */
async function weightsOf(
  sql: Sql,
  storeId: string,
  pictures: FetchedPicture[],
): Promise<Map<string, WeighedPicture>> {
  const rows = await sql<(FetchedPicture & WeighedPicture)[]>`
    select i.path, f.format, w.width, w.bytes, p.id as "productId", p.title
    from public.product_images as i
    join public.products as p on p.store_id = i.store_id and p.id = i.product_id
    cross join lateral (values ('webp', i.webp_bytes), ('avif', i.avif_bytes)) as f (format, bytes)
    cross join lateral unnest(i.widths, f.bytes) as w (width, bytes)
    where i.store_id = ${storeId} and i.path = any (${pictures.map(({ path }) => path)}::text[])
      and w.bytes is not null`;
  return new Map(rows.map(({ productId, title, bytes, ...file }) => [
    keyOf(file),
    { productId, title, bytes },
  ]));
}
