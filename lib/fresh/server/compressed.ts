import { promisify } from "node:util";
import { brotliCompress, constants, gzip } from "node:zlib";

type Encoding = "br" | "gzip";

const compressors: Record<Encoding, (content: Uint8Array) => Promise<Uint8Array>> = {
  br: (content) =>
    promisify(brotliCompress)(content, {
      params: { [constants.BROTLI_PARAM_QUALITY]: constants.BROTLI_MAX_QUALITY },
    }),
  gzip: (content) => promisify(gzip)(content, { level: constants.Z_BEST_COMPRESSION }),
};

/** Bytes that are compressed once, the first time someone asks, and then kept. */
export class CompressedContent {
  readonly #encoded = new Map<Encoding, Promise<Uint8Array>>();

  constructor(readonly plain: Uint8Array) {}

  /** The bytes in the best encoding that an `accept-encoding` header admits. */
  async encode(accepted: string | null): Promise<{ body: Uint8Array; encoding?: Encoding }> {
    const encoding = chooseEncoding(accepted);
    if (!encoding) return { body: this.plain };
    let pending = this.#encoded.get(encoding);
    if (!pending) {
      pending = compressors[encoding](this.plain);
      this.#encoded.set(encoding, pending);
    }
    const body = await pending;
    return body.length < this.plain.length ? { body, encoding } : { body: this.plain };
  }
}

function chooseEncoding(accepted: string | null): Encoding | undefined {
  const offers = (accepted ?? "").split(",").map((offer) => offer.trim().split(/\s*;\s*q=/));
  const admits = (name: string) =>
    offers.some(([encoding, weight]) => encoding === name && Number(weight ?? 1) > 0);
  return admits("br") ? "br" : admits("gzip") ? "gzip" : undefined;
}

/** Whether files of this media type shrink. */
export function isCompressible(type: string): boolean {
  return /^text\/|[/+](json|xml|javascript)\b|^image\/(svg|x-icon)|wasm/.test(type);
}
