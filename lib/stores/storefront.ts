import type { Cart } from "@/lib/carts/mod.ts";
import type { Sql } from "@/lib/db/mod.ts";
import type { Currency } from "@/lib/money.ts";
import type { Language } from "@/lib/i18n/mod.ts";
import type { Country } from "@/lib/phone.ts";
import { type Asked, translated } from "@/lib/translations/mod.ts";
import { hasGoods } from "./category_tree.ts";

/** A shop as its shoppers may know it. */
export interface Store {
  id: string;
  slug: string;
  /** Its own, once verified. */
  domain: string | null;
  name: string;
  tagline: string;
  /** A closed shop can be looked at, not bought from. */
  status: "active" | "closed";
  country: Country;
  currency: Currency;
  timeZone: string;
  /** What it speaks; the first has no prefix in addresses. */
  languages: Language[];
  contactPhone: string | null;
  /** Where shoppers write; null means `contactPhone`. */
  whatsappPhone: string | null;
  contactEmail: string | null;
  address: string;
  openingHours: string;
  pickupNote: string;
  isPickupOffered: boolean;
  /** In basis points; 0 means no tax is shown. */
  taxRateBp: number;
  /** Whether it is in the prices, or comes on top of goods and delivery. */
  isTaxIncluded: boolean;
  /** What a closed shop tells its visitors; may be empty. */
  closedNote: string;
  holdMinutes: number;
}

export interface Category {
  slug: string;
  name: string;
}

/** What every page of a shop shows around its own content. */
export interface Shell {
  store: Store;
  /** The first level of categories that have something in or under them, in the merchant's order. */
  categories: Category[];
  /** The first collections that have something in them. */
  collections: Category[];
  /** What the shop has to say besides its goods, policies first. */
  pages: { slug: string; title: string }[];
  /** What the goods in the cart cost now; goods that are gone do not count. */
  cartMinor: number;
}

/** Where a shop delivers and what it promises there. */
export interface DeliveryZone {
  name: string;
  areas: string[];
  feeMinor: number;
  promise: string;
}

/** Where one picks up what one bought. */
export interface PickupPoint {
  id: string;
  name: string;
  address: string;
  openingHours: string;
  phone: string | null;
}

const COLLECTIONS = 6;

/** Which shop is asked for, by whom and in which language, where it is not the shop's first. */
export interface ShopRequest {
  slug: string;
  cart: Cart;
  language?: Asked;
}

/** Columns of `Shell`, for a statement over `public.stores as s`. */
export function shellColumns(sql: Sql, { cart, language }: Omit<ShopRequest, "slug">) {
  const { lines } = cart;
  const own = (column: string) => translated(sql, language, sql`s`, column);
  return sql`
    json_build_object(
      'id', s.id, 'slug', s.slug, 'domain', (
        select d.host from public.store_domains as d
        where d.store_id = s.id and d.verified_at is not null
      ), 'name', s.name, 'tagline', ${own("tagline")}, 'status', s.status,
      'country', s.country, 'currency', s.currency, 'timeZone', s.time_zone,
      'languages', s.languages, 'contactPhone', s.contact_phone, 'whatsappPhone', s.whatsapp_phone,
      'contactEmail', s.contact_email, 'address', ${own("address")},
      'openingHours', ${own("opening_hours")}, 'pickupNote', ${own("pickup_note")},
      'isPickupOffered', s.is_pickup_offered, 'taxRateBp', s.tax_rate_bp,
      'isTaxIncluded', s.is_tax_included, 'closedNote', ${own("closed_note")},
      'holdMinutes', s.hold_minutes
    ) as "store",
    (
      select coalesce(json_agg(
        json_build_object('slug', c.slug, 'name', ${
    translated(sql, language, sql`c`, "name")
  }) order by c.position, c.name
      ), '[]')
      from public.categories as c
      where c.store_id = s.id and c.parent_id is null and ${hasGoods(sql, sql`c.id`)}
    ) as "categories",
    (
      select coalesce(json_agg(json_build_object('slug', k.slug, 'name', ${
    translated(sql, language, sql`k`, "title")
  }) order by k.id), '[]')
      from (
        select k.id, k.slug, k.title, k.translations from public.collections as k
        where k.store_id = s.id and k.is_published and k.deleted_at is null and exists (
          select from public.collection_products as m
          where m.store_id = s.id and m.collection_id = k.id and m.product_status = 'published'
        )
        order by k.id limit ${COLLECTIONS}
      ) as k
    ) as "collections",
    (
      select coalesce(json_agg(json_build_object('slug', p.slug, 'title', ${
    translated(sql, language, sql`p`, "title")
  })
        order by p.kind = 'page', p.kind, p.id), '[]')
      from public.store_pages as p where p.store_id = s.id and p.is_published
    ) as "pages",
    (
      select coalesce(sum(v.price_minor * l.quantity), 0)::bigint
      from unnest(
        ${lines.map((line) => line.variantId)}::uuid[], ${lines.map((line) => line.quantity)}::int[]
      ) as l (variant_id, quantity)
      join public.variants as v
        on v.store_id = s.id and v.id = l.variant_id and v.archived_at is null
    ) as "cartMinor"`;
}

/** Delivery zones of `public.stores as s`, in the merchant's order, as JSON. */
export function zonesJson(sql: Sql, language?: Asked) {
  return sql`(
    select coalesce(json_agg(json_build_object(
      'name', ${translated(sql, language, sql`z`, "name")}, 'areas', z.areas,
      'feeMinor', z.fee_minor, 'promise', ${translated(sql, language, sql`z`, "promise")}
    ) order by z.position, z.name), '[]')
    from public.delivery_zones as z
    where z.store_id = s.id
  )`;
}

/** Pickup points of `public.stores as s`, in the merchant's order, as JSON. */
export function pickupPointsJson(sql: Sql, language?: Asked) {
  const own = (column: string) => translated(sql, language, sql`p`, column);
  return sql`(
    select coalesce(json_agg(json_build_object(
      'id', p.id, 'name', ${own("name")}, 'address', ${own("address")},
      'openingHours', ${own("opening_hours")},
      'phone', p.phone
    ) order by p.position, p.name), '[]')
    from public.pickup_points as p
    where p.store_id = s.id
  )`;
}

/** The frame of a shop's pages, or null when there is no such shop. */
export async function readShell(
  sql: Sql,
  { slug, ...asked }: ShopRequest,
): Promise<Shell | null> {
  const [shell] = await sql<Shell[]>`
    select ${shellColumns(sql, asked)} from public.stores as s where s.slug = ${slug}`;
  return shell ?? null;
}
