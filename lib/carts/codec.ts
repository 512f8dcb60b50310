import { type Cart, EMPTY_CART, MAX_LINES, MAX_QUANTITY } from "./cart.ts";

/*
 * A cart as a cookie: base64url of a version byte, six bytes of time, then per line sixteen bytes of
 * variant id and two of quantity. Fifty lines are 1.2 kB, well inside what browsers keep.
 */
const VERSION = 1;
const HEADER = 7;
const LINE = 18;

export function encodeCart({ lines, changedAt }: Cart): string {
  const bytes = new Uint8Array(HEADER + lines.length * LINE);
  const view = new DataView(bytes.buffer);
  bytes[0] = VERSION;
  view.setUint16(1, Math.floor(changedAt / 2 ** 32));
  view.setUint32(3, changedAt % 2 ** 32);
  lines.forEach(({ variantId, quantity }, index) => {
    const start = HEADER + index * LINE;
    const hex = variantId.replaceAll("-", "");
    for (let i = 0; i < 16; i++) bytes[start + i] = parseInt(hex.slice(i * 2, i * 2 + 2), 16);
    view.setUint16(start + 16, quantity);
  });
  const text = btoa(String.fromCharCode(...bytes));
  return text.replaceAll("+", "-").replaceAll("/", "_").replaceAll("=", "");
}

/** The cart of a cookie; whatever is not one is an empty cart. */
export function decodeCart(text: string | null | undefined): Cart {
  const bytes = toBytes(text ?? "");
  const count = (bytes.length - HEADER) / LINE;
  if (bytes[0] !== VERSION || !Number.isInteger(count) || count < 0 || count > MAX_LINES) {
    return EMPTY_CART;
  }
  const view = new DataView(bytes.buffer);
  const quantities = new Map<string, number>();
  for (let i = 0; i < count; i++) {
    const start = HEADER + i * LINE;
    const quantity = view.getUint16(start + 16);
    if (quantity < 1 || quantity > MAX_QUANTITY) return EMPTY_CART;
    quantities.set(toUuid(bytes.subarray(start, start + 16)), quantity);
  }
  return {
    lines: Array.from(quantities, ([variantId, quantity]) => ({ variantId, quantity })),
    changedAt: view.getUint16(1) * 2 ** 32 + view.getUint32(3),
  };
}

function toBytes(text: string): Uint8Array<ArrayBuffer> {
  try {
    const binary = atob(text.replaceAll("-", "+").replaceAll("_", "/"));
    return Uint8Array.from(binary, (char) => char.charCodeAt(0));
  } catch {
    return new Uint8Array();
  }
}

function toUuid(bytes: Uint8Array): string {
  const hex = Array.from(bytes, (byte) => byte.toString(16).padStart(2, "0")).join("");
  return hex.replace(/^(.{8})(.{4})(.{4})(.{4})/, "$1-$2-$3-$4-");
}
