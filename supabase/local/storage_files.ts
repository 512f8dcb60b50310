import { createHash, randomUUID } from "node:crypto";
import { dirname, join } from "node:path";
import type { App } from "@supabase/lite";

type StorageAdapter = NonNullable<App["_storageAdapter"]>;
type Metadata = Awaited<ReturnType<StorageAdapter["headObject"]>>;
type Body = Parameters<StorageAdapter["uploadObject"]>[3];

/** What stands before an object's bytes in its file. */
interface Header {
  mimetype: string;
  cacheControl: string;
}

const HEADER_BYTES = 1024;

/**
 * Uploaded objects as files. A file is named by the hash of its bucket and key, so no key can leave
 * the folder or meet another one, and is complete from the moment it has that name.
 */
export class StorageFiles implements StorageAdapter {
  driver = null;

  constructor(private readonly folder: string) {}

  async getObject(bucket: string, key: string) {
    const file = await Deno.open(this.#path(bucket, key)).catch(nullIfMissing);
    if (!file) return { httpStatusCode: 404, metadata: NOTHING };
    try {
      const metadata = await readMetadata(file);
      await file.seek(HEADER_BYTES, Deno.SeekMode.Start);
      return { httpStatusCode: 200, metadata, body: file.readable };
    } catch (error) {
      file.close();
      throw error;
    }
  }

  async headObject(bucket: string, key: string): Promise<Metadata> {
    using file = await Deno.open(this.#path(bucket, key));
    return await readMetadata(file);
  }

  async uploadObject(
    bucket: string,
    key: string,
    _version: string | undefined,
    body: Body,
    mimetype: string,
    cacheControl: string,
  ): Promise<Metadata> {
    const path = this.#path(bucket, key);
    await this.#replace(path, async (draft) => {
      await draft.write(encodeHeader({ mimetype, cacheControl }));
      for await (const chunk of chunksOf(body)) await writeAll(draft, chunk);
    });
    return await this.headObject(bucket, key);
  }

  async copyObject(
    fromBucket: string,
    from: string,
    _version: string | undefined,
    toBucket: string,
    to: string,
  ): Promise<Metadata> {
    const source = this.#path(fromBucket, from);
    await this.#replace(this.#path(toBucket, to), async (draft) => {
      using file = await Deno.open(source);
      await file.readable.pipeTo(draft.writable, { preventClose: true });
    });
    return await this.headObject(toBucket, to);
  }

  async deleteObject(bucket: string, key: string): Promise<void> {
    await Deno.remove(this.#path(bucket, key)).catch(nullIfMissing);
  }

  async deleteObjects(bucket: string, keys: string[]): Promise<void> {
    await Promise.all(keys.map((key) => this.deleteObject(bucket, key)));
  }

  privateAssetUrl(): Promise<string> {
    throw new Error("Local objects have no address of their own");
  }

  #path(bucket: string, key: string): string {
    const name = createHash("sha256").update(`${bucket}/${key}`).digest("hex");
    return join(this.folder, name.slice(0, 2), name.slice(2));
  }

  /** Writes beside the file and renames, so that readers see the old bytes or the new ones. */
  async #replace(path: string, write: (draft: Deno.FsFile) => Promise<void>): Promise<void> {
    await Deno.mkdir(dirname(path), { recursive: true, mode: 0o700 });
    const draft = `${path}.${randomUUID()}.draft`;
    try {
      using file = await Deno.open(draft, { createNew: true, write: true, mode: 0o600 });
      await write(file);
      await file.sync();
      await Deno.rename(draft, path);
    } catch (error) {
      await Deno.remove(draft).catch(nullIfMissing);
      throw error;
    }
  }
}

const NOTHING: Metadata = {
  mimetype: "",
  cacheControl: "",
  contentLength: 0,
  size: 0,
  eTag: "",
};

async function readMetadata(file: Deno.FsFile): Promise<Metadata> {
  const { size, mtime } = await file.stat();
  const header = new Uint8Array(HEADER_BYTES);
  await file.read(header);
  const { mimetype, cacheControl } = JSON.parse(new TextDecoder().decode(header)) as Header;
  const contentLength = size - HEADER_BYTES;
  return {
    mimetype,
    cacheControl,
    contentLength,
    size: contentLength,
    lastModified: mtime ?? new Date(0),
    eTag: `"${size.toString(36)}-${(mtime?.getTime() ?? 0).toString(36)}"`,
    httpStatusCode: 200,
  };
}

/** Padded with blanks, which JSON ignores. Throws for header values too long to be honest. */
function encodeHeader(header: Header): Uint8Array<ArrayBuffer> {
  const text = new TextEncoder().encode(JSON.stringify(header));
  if (text.length > HEADER_BYTES) throw new Error("Content type or cache control is too long");
  const padded = new Uint8Array(HEADER_BYTES).fill(32);
  padded.set(text);
  return padded;
}

async function* chunksOf(body: Body): AsyncGenerator<Uint8Array> {
  if (body instanceof Uint8Array) yield body;
  else yield* body as AsyncIterable<Uint8Array>;
}

async function writeAll(file: Deno.FsFile, chunk: Uint8Array): Promise<void> {
  for (let written = 0; written < chunk.length;) {
    written += await file.write(chunk.subarray(written));
  }
}

function nullIfMissing(error: unknown): null {
  if (error instanceof Deno.errors.NotFound) return null;
  throw error;
}
