/** A secret at rest: AES-256-GCM, with the id of the key that opens it. All but `key` in base64. */
export interface Sealed {
  key: string;
  iv: string;
  data: string;
}

export interface SealKey {
  id: string;
  /** 32 bytes. */
  bytes: Uint8Array<ArrayBuffer>;
}

/**
 * Seals values under the first of its keys and opens those of any. `purpose` is bound to what is
 * sealed: sealed for one place, it does not open in another.
 */
export interface Sealer {
  seal(value: unknown, purpose: string): Promise<Sealed>;
  /** Throws when no key opens it, or when it was changed or moved. */
  open(sealed: Sealed, purpose: string): Promise<unknown>;
  /** Sealed under the first key. */
  isCurrent(value: unknown): boolean;
}

/** Reads "2026b:<44 characters of base64>,2026a:<...>", the key for sealing first; null when wrong. */
export function parseSealKeys(text: string): SealKey[] | null {
  const keys: SealKey[] = [];
  for (const entry of text.split(",").map((one) => one.trim()).filter(Boolean)) {
    const [, id, secret] = /^([A-Za-z0-9_-]{1,32}):([A-Za-z0-9+/]{43}=)$/.exec(entry) ?? [];
    if (!id || !secret || keys.some((key) => key.id === id)) return null;
    keys.push({ id, bytes: Uint8Array.fromBase64(secret) });
  }
  return keys.length > 0 ? keys : null;
}

export function isSealed(value: unknown): value is Sealed {
  if (typeof value !== "object" || value === null) return false;
  const { key, iv, data } = value as Record<string, unknown>;
  return [key, iv, data].every((part) => typeof part === "string");
}

export function createSealer(keys: readonly SealKey[]): Sealer {
  const [first] = keys;
  if (!first) throw new Error("There is no key to seal with");
  const imported = new Map<string, Promise<CryptoKey>>();

  function keyOf({ id, bytes }: SealKey): Promise<CryptoKey> {
    const known = imported.get(id) ??
      crypto.subtle.importKey("raw", bytes, "AES-GCM", false, ["encrypt", "decrypt"]);
    imported.set(id, known);
    return known;
  }

  return {
    async seal(value, purpose) {
      const iv = crypto.getRandomValues(new Uint8Array(12));
      const plain = new TextEncoder().encode(JSON.stringify(value));
      const data = await crypto.subtle.encrypt(parameters(iv, purpose), await keyOf(first), plain);
      return { key: first.id, iv: iv.toBase64(), data: new Uint8Array(data).toBase64() };
    },
    async open({ key: id, iv, data }, purpose) {
      const key = keys.find((one) => one.id === id);
      if (!key) throw new Error(`There is no key "${id}" to open it with`);
      const plain = await crypto.subtle.decrypt(
        parameters(Uint8Array.fromBase64(iv), purpose),
        await keyOf(key),
        Uint8Array.fromBase64(data),
      );
      return JSON.parse(new TextDecoder().decode(plain));
    },
    isCurrent: (value) => isSealed(value) && value.key === first.id,
  };
}

function parameters(iv: Uint8Array<ArrayBuffer>, purpose: string): AesGcmParams {
  return { name: "AES-GCM", iv, additionalData: new TextEncoder().encode(purpose) };
}
