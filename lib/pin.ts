/** A point on the map, in degrees (WGS 84). */
export interface Pin {
  lat: number;
  lng: number;
}

const NUMBER = String.raw`([+-]?\d{1,3}(?:\.\d{1,15})?)`;
const PAIR = new RegExp(String.raw`^\(?\s*${NUMBER}\s*[,;\s]\s*${NUMBER}\s*\)?$`);
/** "geo:-1.29,36.82" (RFC 5870), and links of map apps: "/@-1.29,36.82", "?q=-1.29,36.82", "#map=17/-1.29/36.82". */
const IN_LINK = new RegExp(
  String.raw`(?:^geo:|/@|[?&](?:q|ll|query|destination)=(?:loc:)?|#map=\d+(?:\.\d+)?/|!3d)` +
    String.raw`${NUMBER}(?:,|%2C|/|!4d)\s*${NUMBER}`,
  "i",
);

/** The pin that a person typed or pasted: two numbers, or a link from a map; null when it is neither. */
export function parsePin(text: string): Pin | null {
  const trimmed = text.trim();
  if (trimmed.length > 500) return null;
  const found = PAIR.exec(trimmed) ?? IN_LINK.exec(trimmed);
  if (!found) return null;
  const [lat, lng] = [Number(found[1]), Number(found[2])];
  return Math.abs(lat) <= 90 && Math.abs(lng) <= 180 ? { lat: round(lat), lng: round(lng) } : null;
}

/** Six digits are a hand's breadth on the ground. */
function round(degrees: number): number {
  return Math.round(degrees * 1e6) / 1e6 || 0;
}

/** "-1.292066, 36.821946", as `parsePin` reads it. */
export function formatPin({ lat, lng }: Pin): string {
  return `${lat}, ${lng}`;
}

/** Addresses that open a pin: in whichever map a phone has, and in two on the web. */
export function mapLinks({ lat, lng }: Pin) {
  return {
    geo: `geo:${lat},${lng}?q=${lat},${lng}`,
    google: `https://www.google.com/maps/search/?api=1&query=${lat}%2C${lng}`,
    openStreetMap: `https://www.openstreetmap.org/?mlat=${lat}&mlon=${lng}#map=17/${lat}/${lng}`,
  };
}
