import { EMPTY_CART } from "@/lib/carts/mod.ts";
import type { Sql } from "@/lib/db/mod.ts";
import { formatMoney } from "@/lib/money.ts";
import { type DeliveryZone, type Shell, shellColumns, zonesJson } from "@/lib/stores/mod.ts";
import { type Asked, translated } from "@/lib/translations/mod.ts";

export interface Guide extends Shell {
  zones: DeliveryZone[];
  newest: { slug: string; title: string }[];
}

const NEWEST = 50;

/** What a program that reads for people should know of a shop, or null when there is none. */
export async function readGuide(sql: Sql, slug: string, language: Asked): Promise<Guide | null> {
  const [guide] = await sql<Guide[]>`
    select ${shellColumns(sql, { cart: EMPTY_CART, language })}, ${
    zonesJson(sql, language)
  } as "zones", (
      select coalesce(json_agg(json_build_object('slug', p.slug, 'title', p.title)), '[]')
      from (
        select p.slug, ${
    translated(sql, language, sql`p`, "title")
  } as title from public.products as p
        where p.store_id = s.id and p.status = 'published'
        order by p.published_at desc, p.id desc limit ${NEWEST}
      ) as p
    ) as newest
    from public.stores as s where s.slug = ${slug}`;
  return guide ?? null;
}

/** The shop as https://llmstxt.org asks for it: Markdown, links with a word on each. */
export function guideText(guide: Guide, origin: string): string {
  const { store, zones, categories, collections, pages, newest } = guide;
  const link = (title: string, path: string) => `- [${plain(title)}](${origin}${path})`;
  const facts = [
    `Sells in ${store.currency}. One orders with a phone number, without an account.`,
    store.status === "closed" && "The shop is closed for now and takes no orders.",
    store.taxRateBp > 0 && !store.isTaxIncluded && "Prices are without VAT.",
    store.address && `Address: ${plain(store.address)}`,
    store.openingHours && `Opening hours: ${plain(store.openingHours)}`,
    store.contactPhone && `Phone: ${store.contactPhone}`,
    ...zones.map(({ name, feeMinor, promise }) =>
      `Delivery to ${plain(name)}: ${
        feeMinor === 0 ? "free" : formatMoney(feeMinor, store.currency)
      }${promise && `, ${plain(promise)}`}`
    ),
  ].filter((fact) => typeof fact === "string" && fact !== "").map((fact) => `- ${fact}`);
  const sections: [string, string[]][] = [
    ["Shelves", [
      link("Everything", "/p"),
      ...[...categories, ...collections].map(({ name, slug }) => link(name, `/c/${slug}`)),
    ]],
    ["Newest products", newest.map(({ title, slug }) => link(title, `/p/${slug}`))],
    ["Help", [
      link("Contact", "/contact"),
      ...pages.map(({ title, slug }) => link(title, `/pages/${slug}`)),
    ]],
    ["For programs", [
      link("All addresses", "/sitemap.xml"),
      link("All products with prices and stock", "/feeds/google.xml"),
    ]],
  ];
  return [
    `# ${plain(store.name)}`,
    ...(store.tagline ? [`> ${plain(store.tagline)}`] : []),
    facts.join("\n"),
    ...sections.filter(([, lines]) => lines.length > 0)
      .map(([title, lines]) => `## ${title}\n\n${lines.join("\n")}`),
  ].join("\n\n") + "\n";
}

/** What a merchant typed, as words that are no Markdown. */
function plain(text: string): string {
  return text.replace(/\s+/g, " ").replace(/[\\`*_[\]<>#]/g, "\\$&").trim();
}
