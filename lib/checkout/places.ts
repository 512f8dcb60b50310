/** A place as the fields of a form have it. */
export interface TypedPlace {
  area: string;
  landmark: string;
  directions: string;
  secondPhone: string;
  pin: string;
}

export const PLACE_FIELDS = ["area", "landmark", "directions", "secondPhone", "pin"] as const;

/** The choice among known addresses that means: the one that is typed. */
export const ELSEWHERE = "new";

/** The hidden field that brings a known address along, so that choosing it asks the server nothing. */
export function placeField(id: string): string {
  return `place.${id}`;
}

/** What that field holds. */
export function encodePlace(place: TypedPlace): string {
  return JSON.stringify(PLACE_FIELDS.map((name) => place[name]));
}

/**
 * Where a checkout form says it goes: the known address that is chosen, or else what is typed. Nothing
 * here is believed: a shopper may type any address.
 */
export function placeIn(read: (name: string) => string): TypedPlace {
  const chosen = read("address");
  const known = chosen && chosen !== ELSEWHERE ? decode(read(placeField(chosen))) : null;
  const values = known ?? PLACE_FIELDS.map(read);
  return Object.fromEntries(
    PLACE_FIELDS.map((name, i) => [name, values[i]!]),
  ) as unknown as TypedPlace;
}

function decode(text: string): string[] | null {
  try {
    const values: unknown = JSON.parse(text);
    const isPlace = Array.isArray(values) && values.length === PLACE_FIELDS.length &&
      values.every((value) => typeof value === "string");
    return isPlace ? values : null;
  } catch {
    return null;
  }
}
