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
  // Left over where no letter with both marks exists, as in Yoruba; those of other scripts stay.
  if (/^[\u0300-\u036f]$/.test(character)) return "";
  const known = LOOKALIKES[character];
  if (known !== undefined) return known;
  const bare = character.normalize("NFKD").replace(/\p{M}/gu, "");
  return bare !== "" && Array.from(bare).every(isGsm7) ? bare : character;
}

function isGsm7(character: string): boolean {
  return BASIC.has(character) || EXTENDED.has(character);
}

/** How many messages the text is billed as; those of a longer one each lose room to say their place. */
export function countSms(text: string): number {
  const characters = Array.from(text);
  const isPlain = characters.every(isGsm7);
  const [alone, joined] = isPlain ? [160, 153] : [70, 67];
  const units = isPlain
    ? characters.reduce((sum, each) => sum + (EXTENDED.has(each) ? 2 : 1), 0)
    : text.length;
  return units <= alone ? 1 : Math.ceil(units / joined);
}

/** True when the text goes out as one message and is billed as one. */
export function fitsOneSms(text: string): boolean {
  return countSms(text) === 1;
}

/** The first of these wordings, longest first, that fits so many messages; the last one when none does. */
export function pickSms(wordings: readonly string[], most = 1): string {
  const plainly = wordings.map(toGsm7);
  const fitting = plainly.find((text) => countSms(text) <= most) ?? plainly.at(-1);
  if (fitting === undefined) throw new Error("A text message needs at least one wording");
  return fitting;
}
