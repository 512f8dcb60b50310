import { promisify } from "node:util";
import { brotliCompress, constants } from "node:zlib";
import { etagOf, hasEtag } from "./etag.ts";
import { hashPolicy } from "./hashed_policy.ts";

/** On a page of 30 kB within a millisecond or two of what the server's own compression reaches. */
const BROTLI_QUALITY = 5;
const POLICY = "content-security-policy";

/** A page that is the same for everyone who asks for it as this one did. */
export interface Page {
  plain: Uint8Array<ArrayBuffer>;
  headers: Headers;
  etag: string;
  /** Made for the first who takes it. */
  brotli?: Promise<Uint8Array<ArrayBuffer>>;
}

/** The page in an answer; null when it holds none, or one that nobody may keep. */
export async function readPage(response: Response): Promise<Page | null> {
  const { status, headers } = response;
  const isPage = headers.get("content-type")?.startsWith("text/html") ?? false;
  const isPersonal = headers.has("set-cookie") ||
    (headers.get("cache-control")?.includes("no-store") ?? false);
  if (status !== 200 || !isPage || isPersonal) return null;
  const page = { html: await response.text(), policy: headers.get(POLICY) ?? "" };
  const { html, policy } = hashPolicy(page);
  const kept = new Headers(headers);
  if (policy) kept.set(POLICY, policy);
  return {
    plain: new TextEncoder().encode(html),
    headers: kept,
    etag: etagOf(policy + html),
  };
}

/** Memory that a page takes, in bytes, with its compressed form. */
export function sizeOfPage({ plain }: Page): number {
  return Math.ceil(plain.length * 1.25) + 2_000;
}

/**
 * Answers with a page, or with 304 to whoever has it already. One that is `kept` is compressed once;
 * what is sent a single time the server compresses on the way.
 */
export async function sendPage(
  request: Headers,
  page: Page,
  { isKept }: { isKept: boolean },
): Promise<Response> {
  if (hasEtag(request.get("if-none-match"), page.etag)) {
    return new Response(null, { status: 304, headers: { etag: page.etag } });
  }
  const headers = new Headers(page.headers);
  headers.set("etag", page.etag);
  if (!isKept) return new Response(page.plain, { headers });
  headers.append("vary", "accept-encoding");
  if (!admitsBrotli(request.get("accept-encoding"))) return new Response(page.plain, { headers });
  page.brotli ??= compress(page.plain);
  headers.set("content-encoding", "br");
  return new Response(await page.brotli, { headers });
}

function admitsBrotli(accepted: string | null): boolean {
  return /(^|[\s,])br\s*(,|$|;\s*q=(1|0\.0*[1-9]))/i.test(accepted ?? "");
}

async function compress(plain: Uint8Array): Promise<Uint8Array<ArrayBuffer>> {
  const params = {
    [constants.BROTLI_PARAM_QUALITY]: BROTLI_QUALITY,
    [constants.BROTLI_PARAM_SIZE_HINT]: plain.length,
  };
  return await promisify(brotliCompress)(plain, { params }) as Uint8Array<ArrayBuffer>;
}
