import { type CountryCode, parsePhoneNumberFromString } from "libphonenumber-js/min";

/** Countries where a store can be, with the calling code shown beside the phone field. */
export const COUNTRIES = {
  KE: "+254",
  UG: "+256",
  TZ: "+255",
  RW: "+250",
  NG: "+234",
  GH: "+233",
  ZA: "+27",
  ET: "+251",
  SN: "+221",
  CI: "+225",
  EG: "+20",
  MA: "+212",
} as const;

export type Country = keyof typeof COUNTRIES;

export function isCountry(code: string): code is Country {
  return Object.hasOwn(COUNTRIES, code);
}

/** E.164 ("+254712345678") of what a person typed, or null when it cannot be a number of that country. */
export function parsePhone(text: string, country: Country): string | null {
  if (text.length > 40) return null;
  const phone = parsePhoneNumberFromString(text, country as CountryCode);
  return phone?.isValid() ? phone.number : null;
}

/** As people at home write it: "0712 345 678" for +254712345678. */
export function formatPhone(e164: string): string {
  const national = parsePhoneNumberFromString(e164)?.formatNational() ?? e164;
  // Six digits in a row are hard to read out; people say them three by three.
  return national.replace(/\b(\d{3})(\d{3})$/, "$1 $2");
}

/** As one types it into a field of this country: numbers of other countries keep their code. */
export function typedPhone(e164: string, country: Country): string {
  const number = parsePhoneNumberFromString(e164);
  return number?.country === country ? formatPhone(e164) : number?.formatInternational() ?? e164;
}

/** Hides the middle of a number for logs: "+254*****678". */
export function maskPhone(e164: string): string {
  return e164.length < 8 ? "***" : e164.slice(0, 4) + "*".repeat(5) + e164.slice(-3);
}
