/**
 * Money is an integer of minor units with an ISO 4217 code; floats never enter.
 * The exponents are ISO 4217's.
 */
const EXPONENTS = {
  KES: 2,
  NGN: 2,
  GHS: 2,
  ZAR: 2,
  UGX: 0,
  TZS: 2,
  RWF: 0,
  ETB: 2,
  XOF: 0,
  EGP: 2,
  MAD: 2,
  USD: 2,
} as const;

export type Currency = keyof typeof EXPONENTS;

/**
 * The smallest amount that shops and gateways of a currency deal in, where that is more than a minor
 * unit: M-Pesa takes whole shillings, nobody has Tanzanian cents. Apart, as browsers need it not.
 */
const PAYABLE: Partial<Record<Currency, number>> = { KES: 100, TZS: 100 };

export const CURRENCY_CODES = /* @__PURE__ */ Object.keys(EXPONENTS) as Currency[];

/** The largest amount that is accepted anywhere: well inside 2^53, so sums stay exact. */
export const MAX_MINOR = 1_000_000_000_000;

export function isCurrency(code: string): code is Currency {
  return Object.hasOwn(EXPONENTS, code);
}

/** Decimal digits after the point: 2 for KES, 0 for UGX. */
export function exponentOf(currency: Currency): number {
  return EXPONENTS[currency];
}

/** Minor units that an amount must be a multiple of to be payable: 100 for KES (whole shillings). */
export function payableUnit(currency: Currency): number {
  return PAYABLE[currency] ?? 1;
}

/** Rounds half away from zero. The one place where money is rounded. */
export function roundMinor(amount: number): number {
  const rounded = Math.sign(amount) * Math.round(Math.abs(amount));
  return rounded === 0 ? 0 : rounded;
}

/** How a language writes amounts. */
export interface NumberStyle {
  /** Between thousands. */
  group: string;
  decimal: string;
  /** "2 450 KES" rather than "KES 2,450". */
  isCodeLast: boolean;
}

export const ENGLISH_NUMBERS: NumberStyle = { group: ",", decimal: ".", isCodeLast: false };

/** "2,450" or "1,500.50": grouped, without the code, decimals only where there are any. */
export function formatMinor(
  minor: number,
  currency: Currency,
  { group, decimal }: NumberStyle = ENGLISH_NUMBERS,
): string {
  const exponent = exponentOf(currency);
  const scale = 10 ** exponent;
  const whole = Math.trunc(Math.abs(minor) / scale);
  const rest = Math.abs(minor) % scale;
  const sign = minor < 0 ? "-" : "";
  const grouped = String(whole).replace(/\B(?=(\d{3})+$)/g, group);
  return sign + grouped + (rest === 0 ? "" : decimal + String(rest).padStart(exponent, "0"));
}

/** "2450.00": for programs and spreadsheets, always with the currency's decimals. */
export function formatDecimal(minor: number, currency: Currency): string {
  return (minor / 10 ** exponentOf(currency)).toFixed(exponentOf(currency));
}

/** "KES 2,450", or "2 450 KES" where the language puts the code last; never on two lines then. */
export function formatMoney(
  minor: number,
  currency: Currency,
  numbers: NumberStyle = ENGLISH_NUMBERS,
): string {
  const amount = formatMinor(minor, currency, numbers);
  return numbers.isCodeLast ? `${amount}\u00a0${currency}` : `${currency} ${amount}`;
}

/**
 * Reads what a person typed ("2450", "2,450.50") as minor units; null when it is not an amount of
 * that currency, is negative, or has more decimals than the currency.
 */
export function parseMinor(text: string, currency: Currency): number | null {
  const match = /^(\d{1,3}(?:,\d{3})+|\d{1,12})(?:\.(\d+))?$/.exec(text.trim());
  if (!match) return null;
  const exponent = exponentOf(currency);
  const decimals = (match[2] ?? "").replace(/0+$/, "");
  if (decimals.length > exponent) return null;
  const minor = Number(match[1]!.replaceAll(",", "")) * 10 ** exponent +
    Number(decimals.padEnd(exponent, "0") || "0");
  return minor <= MAX_MINOR ? minor : null;
}
