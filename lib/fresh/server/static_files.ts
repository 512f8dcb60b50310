import { join } from "../paths.ts";
import { CACHE_BUST } from "../runtime/asset.ts";
import { CompressedContent, isCompressible } from "./compressed.ts";
import { mediaType } from "./media_types.ts";

interface StaticFile {
  path: string;
  hash: string;
  size: number;
  type: string;
  modified: number;
  /** Kept in memory only when compressing pays. */
  content?: CompressedContent;
}

const YEAR = "public, max-age=31536000, immutable";
/** Below this size headers outweigh what compression saves. */
const WORTH_COMPRESSING = 512;

/**
 * The files of one folder by URL path. Only names found by listing the folder are ever opened, so
 * no request can reach outside of it. Names that start with a dot are left out.
 */
export class StaticFiles {
  #files = new Map<string, StaticFile>();

  constructor(readonly folder: string) {}

  /** Lists and hashes the folder; an absent one counts as empty. */
  async load(): Promise<void> {
    const files = new Map<string, StaticFile>();
    for await (const path of listFiles(this.folder)) {
      const key = "/" + path.split("/").map(encodeName).join("/");
      files.set(key, await readStaticFile(join(this.folder, path)));
    }
    this.#files = files;
  }

  has(pathname: string): boolean {
    return this.#files.has(pathname);
  }

  /** The content hash of a file, for `asset()`. */
  hashOf(pathname: string): string | undefined {
    return this.#files.get(pathname)?.hash;
  }

  /** For development, where files come and go: lists again when this one is not as it was. */
  async refresh(pathname: string): Promise<void> {
    if (!/\.[^/]+$/.test(pathname)) return;
    const known = this.#files.get(pathname);
    const modified = known && await modifiedAt(known.path);
    if (known?.modified !== modified || !known) await this.load();
  }

  /** Answers GET and HEAD for a pathname that `has` knows. */
  async serve(req: Request, url: URL): Promise<Response> {
    const file = this.#files.get(url.pathname)!;
    const headers = new Headers({
      "content-type": file.type,
      "cache-control": url.searchParams.get(CACHE_BUST) === file.hash ? YEAR : "no-cache",
      etag: `W/"${file.hash}"`,
      "x-content-type-options": "nosniff",
    });
    if (file.content) headers.set("vary", "accept-encoding");
    if (matchesTag(req.headers.get("if-none-match"), file.hash)) {
      return new Response(null, { status: 304, headers });
    }
    if (file.content) {
      const { body, encoding } = await file.content.encode(req.headers.get("accept-encoding"));
      if (encoding) headers.set("content-encoding", encoding);
      headers.set("content-length", String(body.length));
      return new Response(req.method === "HEAD" ? null : body as BodyInit, { headers });
    }
    headers.set("content-length", String(file.size));
    if (req.method === "HEAD") return new Response(null, { headers });
    return new Response((await Deno.open(file.path)).readable, { headers });
  }
}

/** Compares weakly, as `if-none-match` asks for. */
export function matchesTag(header: string | null, hash: string): boolean {
  if (!header) return false;
  if (header.trim() === "*") return true;
  return header.split(",").some((tag) => tag.trim().replace(/^W\//, "") === `"${hash}"`);
}

async function* listFiles(folder: string, prefix = ""): AsyncGenerator<string> {
  let entries: Deno.DirEntry[];
  try {
    entries = await Array.fromAsync(Deno.readDir(join(folder, prefix)));
  } catch (error) {
    if (error instanceof Deno.errors.NotFound && prefix === "") return;
    throw error;
  }
  for (const entry of entries) {
    if (entry.name.startsWith(".")) continue;
    if (entry.isDirectory) yield* listFiles(folder, `${prefix}${entry.name}/`);
    // A link may point anywhere and is neither file nor directory here.
    else if (entry.isFile) yield prefix + entry.name;
  }
}

async function readStaticFile(path: string): Promise<StaticFile> {
  const bytes = await Deno.readFile(path);
  const digest = new Uint8Array(await crypto.subtle.digest("SHA-256", bytes));
  const type = mediaType(path);
  const compress = bytes.length >= WORTH_COMPRESSING && isCompressible(type);
  return {
    path,
    hash: digest.toHex().slice(0, 20),
    size: bytes.length,
    type,
    modified: await modifiedAt(path) ?? 0,
    content: compress ? new CompressedContent(bytes) : undefined,
  };
}

async function modifiedAt(path: string): Promise<number | undefined> {
  const info = await Deno.stat(path).catch(() => undefined);
  return info?.mtime?.getTime();
}

/** As the URL parser leaves it in a pathname. */
function encodeName(name: string): string {
  return encodeURI(name).replace(/[?#]/g, encodeURIComponent);
}
