import {
  bestEncoding,
  type Bytes,
  compressDensely,
  compressQuickly,
  type Encoding,
} from "./encoding.ts";
import { etagOf, hasEtag } from "./etag.ts";
import { hashPolicy } from "./hashed_policy.ts";

/** A page that so many took was worth the time that its densest form takes; most are dropped before. */
const WORTH_DENSE = 20;
const POLICY = "content-security-policy";

/** A page that is the same for everyone who asks for it as this one did. */
export interface Page {
  plain: Bytes;
  headers: Headers;
  etag: string;
  /** Each made for the first who takes it. */
  encoded: Map<Encoding, Promise<Bytes>>;
  /** How often its brotli was sent. */
  taken: number;
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
    encoded: new Map(),
    taken: 0,
  };
}

/** Memory that a page takes, in bytes, with its compressed forms. */
export function sizeOfPage({ plain }: Page): number {
  return Math.ceil(plain.length * 1.6) + 2_000;
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
  const encoding = bestEncoding(request.get("accept-encoding"));
  if (!encoding) return new Response(page.plain, { headers });
  headers.set("content-encoding", encoding);
  return new Response(await encodedPage(page, encoding), { headers });
}

function encodedPage(page: Page, encoding: Encoding): Promise<Bytes> {
  const known = page.encoded.get(encoding);
  if (encoding === "br" && ++page.taken === WORTH_DENSE) {
    compressDensely(page.plain).then((dense) => page.encoded.set("br", Promise.resolve(dense)));
  }
  if (known) return known;
  const made = compressQuickly(page.plain, encoding);
  page.encoded.set(encoding, made);
  return made;
}
