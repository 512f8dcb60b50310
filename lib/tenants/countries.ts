import type { Language } from "@/lib/i18n/mod.ts";
import type { Currency } from "@/lib/money.ts";
import type { Country } from "@/lib/phone.ts";

/** What a country settles about a shop there. */
export interface Homeland {
  name: string;
  currency: Currency;
  /** IANA name. */
  timeZone: string;
  /** What most people there read who buy online: what a new shop speaks until its owner chooses. */
  language: Language;
}

/** Countries where a shop can open, by name. */
export const HOMELANDS: Record<Country, Homeland> = {
  CI: { name: "Côte d’Ivoire", currency: "XOF", timeZone: "Africa/Abidjan", language: "fr" },
  EG: { name: "Egypt", currency: "EGP", timeZone: "Africa/Cairo", language: "ar" },
  ET: { name: "Ethiopia", currency: "ETB", timeZone: "Africa/Addis_Ababa", language: "am" },
  GH: { name: "Ghana", currency: "GHS", timeZone: "Africa/Accra", language: "en" },
  KE: { name: "Kenya", currency: "KES", timeZone: "Africa/Nairobi", language: "en" },
  MA: { name: "Morocco", currency: "MAD", timeZone: "Africa/Casablanca", language: "ar" },
  NG: { name: "Nigeria", currency: "NGN", timeZone: "Africa/Lagos", language: "en" },
  RW: { name: "Rwanda", currency: "RWF", timeZone: "Africa/Kigali", language: "en" },
  SN: { name: "Senegal", currency: "XOF", timeZone: "Africa/Dakar", language: "fr" },
  ZA: { name: "South Africa", currency: "ZAR", timeZone: "Africa/Johannesburg", language: "en" },
  TZ: { name: "Tanzania", currency: "TZS", timeZone: "Africa/Dar_es_Salaam", language: "sw" },
  UG: { name: "Uganda", currency: "UGX", timeZone: "Africa/Kampala", language: "en" },
};
