/** What a mark is drawn for: both shapes of a home screen, and a desktop's task bar. */
export const MARK_FILES = {
  "192": { size: 192, ground: "rounded", share: 0.5 },
  "512": { size: 512, ground: "rounded", share: 0.5 },
  // Launchers cut these to any shape within the inner four fifths (W3C, App Manifest, icon masks).
  "maskable": { size: 512, ground: "full", share: 0.4 },
  // iOS fills what is transparent with black.
  "180": { size: 180, ground: "full", share: 0.5 },
} as const;

type MarkKind = keyof typeof MARK_FILES;

export interface MarkColours {
  ground: string;
  thread: string;
}

const COLUMNS = 5;
const ROWS = 7;

/** Seven rows of five threads each, a digit of base 32 a row. */
const WOVEN: Record<string, string> = {
  A: "ehhvhhh",
  B: "uhhuhhu",
  C: "ehggghe",
  D: "uhhhhhu",
  E: "vgguggv",
  F: "vgguggg",
  G: "ehgnhhe",
  H: "hhhvhhh",
  I: "e44444e",
  J: "72222ic",
  K: "hikokih",
  L: "ggggggv",
  M: "hrllhhh",
  N: "hhpljhh",
  O: "ehhhhhe",
  P: "uhhuggg",
  Q: "ehhhlid",
  R: "uhhukih",
  S: "fgge11u",
  T: "v444444",
  U: "hhhhhhe",
  V: "hhhhha4",
  W: "hhhllla",
  X: "hha4ahh",
  Y: "hhha444",
  Z: "v1248gv",
  0: "ehjlphe",
  1: "4c4444e",
  2: "eh1248v",
  3: "v2421he",
  4: "26aiv22",
  5: "vgu11he",
  6: "68guhhe",
  7: "v124888",
  8: "ehhehhe",
  9: "ehhf12c",
};

/** For names in other letters: a diamond, as it is woven everywhere. */
const DIAMOND = "diamond";
const DIAMOND_ROWS = "4erlre4";

/** The first letter or digit of a name, without its accents; `diamond` where that is no Latin one. */
export function initialOf(name: string): string {
  const [first = ""] = name.normalize("NFD").toUpperCase().match(/[\p{L}\p{N}]/u) ?? [];
  return first in WOVEN ? first : DIAMOND;
}

/** The name of a picture under `/icons/`; it says all that the picture depends on. */
export function markFile(name: string, kind: MarkKind): string {
  return `${initialOf(name)}-${kind}.png`;
}

const drawn = new Map<string, Promise<Uint8Array<ArrayBuffer>>>();

/** The picture of this name as PNG, drawn once; null when there is none. */
export async function drawMark(
  file: string,
  colours: MarkColours,
): Promise<Uint8Array<ArrayBuffer> | null> {
  const [, initial = "", kind = ""] = /^(\w+)-(\w+)\.png$/.exec(file) ?? [];
  const isKnown = Object.hasOwn(MARK_FILES, kind) &&
    (initial === DIAMOND || Object.hasOwn(WOVEN, initial));
  if (!isKnown) return null;
  const key = JSON.stringify([file, colours]);
  const picture = drawn.get(key) ?? toPng(markSvg(initial, kind as MarkKind, colours));
  drawn.set(key, picture);
  return await picture;
}

async function toPng(svg: string): Promise<Uint8Array<ArrayBuffer>> {
  const { default: sharp } = await import("sharp");
  return new Uint8Array(
    await sharp(new TextEncoder().encode(svg)).png({ palette: true }).toBuffer(),
  );
}

/** Squares alone: a server may have no fonts. */
function markSvg(initial: string, kind: MarkKind, { ground, thread }: MarkColours): string {
  const { size, ground: shape, share } = MARK_FILES[kind];
  const cell = Math.round((size * share) / ROWS);
  const left = Math.round((size - cell * COLUMNS) / 2);
  const top = Math.round((size - cell * ROWS) / 2);
  const rows = [...WOVEN[initial] ?? DIAMOND_ROWS];
  const squares = rows.flatMap((digit, row) =>
    [...parseInt(digit, 32).toString(2).padStart(COLUMNS, "0")].map((bit, column) =>
      bit === "1" ? `M${left + column * cell} ${top + row * cell}h${cell}v${cell}h-${cell}z` : ""
    )
  );
  const radius = shape === "rounded" ? Math.round(size * 0.2) : 0;
  return `<svg xmlns="http://www.w3.org/2000/svg" width="${size}" height="${size}">` +
    `<rect width="${size}" height="${size}" rx="${radius}" fill="${ground}"/>` +
    `<path fill="${thread}" d="${squares.join("")}"/></svg>`;
}
