/** The shop's pigments: what its makers dye, glaze and carve with. */
export const pigment = {
  sisal: "#D9B77E",
  straw: "#E3C78F",
  bleached: "#EADCBB",
  rust: "#7C2F1B",
  brick: "#A8452A",
  coral: "#D2654A",
  forest: "#21463A",
  moss: "#5C7350",
  sage: "#8FA08A",
  indigo: "#2A3B6E",
  lake: "#1D4E7E",
  sky: "#8FB3C4",
  teal: "#1F6B72",
  marigold: "#E2A43B",
  ochre: "#C98A2E",
  cream: "#F2EBDC",
  milk: "#F8F4EA",
  blush: "#D8B9A8",
  plum: "#5B2A45",
  char: "#33302D",
  soot: "#22201E",
  cocoa: "#6A3E22",
  bark: "#4A2B18",
  leather: "#8A5330",
  olivewood: "#B98450",
  walnut: "#7A4E2D",
  clay: "#B5562F",
  honey: "#D98F1F",
} as const;

/** Mixes two `#RRGGBB` colours; 0 gives the first, 1 the second. */
export function mix(from: string, to: string, amount: number): string {
  const [a, b] = [channels(from), channels(to)];
  const hex = a.map((value, i) => {
    const mixed = Math.round(value + ((b[i] ?? 0) - value) * amount);
    return Math.max(0, Math.min(255, mixed)).toString(16).padStart(2, "0");
  });
  return `#${hex.join("")}`;
}

/** A shade that keeps its warmth: shadows in lamp and window light are never plain black. */
export function darken(colour: string, amount: number): string {
  return mix(colour, "#1A0C06", amount);
}

export function lighten(colour: string, amount: number): string {
  return mix(colour, "#FFF8EA", amount);
}

function channels(hex: string): number[] {
  return [1, 3, 5].map((at) => parseInt(hex.slice(at, at + 2), 16));
}
