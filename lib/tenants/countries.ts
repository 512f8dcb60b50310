import type { Currency } from "@/lib/money.ts";
import type { Country } from "@/lib/phone.ts";

/** What a country settles about a shop there. */
export interface Homeland {
  name: string;
  currency: Currency;
  /** IANA name. */
  timeZone: string;
}

/** Countries where a shop can open, by name. */
export const HOMELANDS: Record<Country, Homeland> = {
  CI: { name: "Côte d’Ivoire", currency: "XOF", timeZone: "Africa/Abidjan" },
  EG: { name: "Egypt", currency: "EGP", timeZone: "Africa/Cairo" },
  ET: { name: "Ethiopia", currency: "ETB", timeZone: "Africa/Addis_Ababa" },
  GH: { name: "Ghana", currency: "GHS", timeZone: "Africa/Accra" },
  KE: { name: "Kenya", currency: "KES", timeZone: "Africa/Nairobi" },
  MA: { name: "Morocco", currency: "MAD", timeZone: "Africa/Casablanca" },
  NG: { name: "Nigeria", currency: "NGN", timeZone: "Africa/Lagos" },
  RW: { name: "Rwanda", currency: "RWF", timeZone: "Africa/Kigali" },
  SN: { name: "Senegal", currency: "XOF", timeZone: "Africa/Dakar" },
  ZA: { name: "South Africa", currency: "ZAR", timeZone: "Africa/Johannesburg" },
  TZ: { name: "Tanzania", currency: "TZS", timeZone: "Africa/Dar_es_Salaam" },
  UG: { name: "Uganda", currency: "UGX", timeZone: "Africa/Kampala" },
};
