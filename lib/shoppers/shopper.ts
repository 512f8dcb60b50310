import { camelKeys, type Sql } from "@/lib/db/mod.ts";
import type { Pin } from "@/lib/pin.ts";

/** A place where a rider finds a shopper. */
export interface Address {
  id: string;
  area: string;
  landmark: string;
  directions: string;
  /** E.164. */
  secondPhone: string | null;
  pin: Pin | null;
  isDefault: boolean;
  /** Whether its shopper said that it is theirs; others stand in orders to their phone. */
  isKept: boolean;
}

/** Whoever has shown to hold this phone, as one shop knows them. */
export interface Shopper {
  /** E.164. */
  phone: string;
  /** Null until they bought something or left a name. */
  name: string | null;
  email: string | null;
  wantsNews: boolean;
  /** The one to fill in first. */
  addresses: Address[];
}

/** A session at a shop. */
export interface ShopperKey {
  slug: string;
  /** As the device sent it; null when it sent none. */
  token: string | null;
}

/** JSON for `toShopper`, in a statement as a visitor. */
export function shopperJson(sql: Sql, { slug, token }: ShopperKey) {
  return token === null ? sql`null::jsonb` : sql`public.get_shopper(${slug}, ${token})`;
}

type Stored = Omit<Address, "pin" | "isKept"> & {
  pinLat: number | null;
  pinLng: number | null;
  keptAt: string | null;
};

/** What `shopperJson` selected; null without a session that holds. */
export function toShopper(json: unknown): Shopper | null {
  const stored = camelKeys(json) as (Omit<Shopper, "addresses"> & { addresses: Stored[] }) | null;
  return stored && { ...stored, addresses: stored.addresses.map(toAddress) };
}

function toAddress({ pinLat, pinLng, keptAt, ...address }: Stored): Address {
  const pin = pinLat !== null && pinLng !== null ? { lat: pinLat, lng: pinLng } : null;
  return { ...address, pin, isKept: keptAt !== null };
}

/** The address that a form may fill in by itself: the default, else the last that they made theirs. */
export function firstAddress({ addresses }: Shopper): Address | undefined {
  return addresses.find(({ isDefault }) => isDefault) ?? addresses.find(({ isKept }) => isKept);
}
