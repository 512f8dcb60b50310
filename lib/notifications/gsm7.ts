/**
 * The alphabet of text messages (3GPP TS 23.038). One message carries 160 of its characters; a single
 * character outside it turns the whole message into UTF-16, of which only 70 units fit.
 */
const BASIC = new Set(
  "@£$¥èéùìòÇ\nØø\rÅåΔ_ΦΓΛΩΠΨΣΘΞÆæßÉ !\"#¤%&'()*+,-./0123456789:;<=>?" +
    "¡ABCDEFGHIJKLMNOPQRSTUVWXYZÄÖÑÜ§¿abcdefghijklmnopqrstuvwxyzäöñüà",
);
/** Sent as an escape and a second character. */
const EXTENDED = new Set("^{}\\[~]|€");

const LOOKALIKES: Record<string, string> = {
  "‘": "'",
  "’": "'",
  "“": '"',
  "”": '"',
  "–": "-",
  "—": "-",
  "…": "...",
  "×": "x",
  "·": "-",
  "\u00a0": " ",
  "`": "'",
};

/** The text with what the alphabet lacks written plainly ("ê" as "e"); other scripts stay as they are. */
export function toGsm7(text: string): string {
  return Array.from(text.normalize("NFC"), plain).join("");
}

function plain(character: string): string {
  if (isGsm7(character)) return character;
  const known = LOOKALIKES[character];
  if (known !== undefined) return known;
  const bare = character.normalize("NFKD").replace(/\p{M}/gu, "");
  return bare !== "" && Array.from(bare).every(isGsm7) ? bare : character;
}

function isGsm7(character: string): boolean {
  return BASIC.has(character) || EXTENDED.has(character);
}

/** True when the text goes out as one message and is billed as one. */
export function fitsOneSms(text: string): boolean {
  const characters = Array.from(text);
  if (!characters.every(isGsm7)) return text.length <= 70;
  const septets = characters.reduce((sum, each) => sum + (EXTENDED.has(each) ? 2 : 1), 0);
  return septets <= 160;
}

/** The first of these wordings, longest first, that fits one message; the last one when none does. */
export function pickSms(wordings: readonly string[]): string {
  const plainly = wordings.map(toGsm7);
  const fitting = plainly.find(fitsOneSms) ?? plainly.at(-1);
  if (fitting === undefined) throw new Error("A text message needs at least one wording");
  return fitting;
}
