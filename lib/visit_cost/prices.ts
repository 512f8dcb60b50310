import type { Country } from "@/lib/phone.ts";

/**
 * What a gigabyte costs on average, in whole units of the country's currency: a guess to start from,
 * which the reader replaces. Averages over all plans, by cable.co.uk, "Worldwide mobile data pricing":
 * of 2023 for EG, GH, KE, MA, NG, RW and ZA, of 2022 for CI, SN and TZ, of 2021 for ET and UG; from
 * dollars at round rates. Who buys a few megabytes at a time pays several times as much.
 */
export const PRICE_PER_GB: Record<Country, number> = {
  CI: 1_900,
  EG: 32,
  ET: 70,
  GH: 6,
  KE: 77,
  MA: 6,
  NG: 600,
  RW: 760,
  SN: 940,
  ZA: 35,
  TZ: 1_850,
  UG: 5_700,
};

/** A billion, as networks sell them. */
const GB = 1_000_000_000;

/** What so many bytes cost, in units of the currency that the price is in. */
export function costOf(bytes: number, pricePerGb: number): number {
  return bytes / GB * pricePerGb;
}

/** A price that somebody typed; null for what is none. */
export function readPrice(text: string | null): number | null {
  const price = Number(text?.trim().replace(",", ".") || NaN);
  return price > 0 && price <= 1_000_000 ? price : null;
}
