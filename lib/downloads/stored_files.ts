import { createClient } from "@supabase/supabase-js";
import { v5 as uuidOf } from "uuid";
import type { Config } from "@/lib/config.ts";
import { cleanName } from "./file_rules.ts";

const BUCKET = "files";
/** Whatever it is, nothing opens it as a page or runs it. */
const BYTES = "application/octet-stream";
/** Long enough to begin and to take a lost connection up again; then the address is worth nothing. */
const SIGNED_FOR_S = 10 * 60;

/** An uploaded file, in the words of `private.save_product_files`. */
export interface StoredUpload {
  name: string;
  size_bytes: number;
  path: string;
}

export interface UploadPlace {
  supabaseUrl: string;
  publishableKey: string;
  /** Of the merchant: Storage's own policies decide. */
  accessToken: string;
  storeId: string;
  /** What the form was for and when it was shown: the same form sent twice stores a file once. */
  form: string;
}

/** Stores a file and answers where, with the id that a new row of it gets. Throws when Storage refuses. */
export async function storeFile(
  file: File,
  { supabaseUrl, publishableKey, accessToken, storeId, form }: UploadPlace,
): Promise<StoredUpload & { id: string }> {
  const bytes = await file.bytes();
  const name = cleanName(file.name);
  const scope = uuidOf(form, uuidOf.URL);
  const id = uuidOf(new Uint8Array(await crypto.subtle.digest("SHA-256", bytes)), scope);
  const path = `${storeId}/${id}`;
  const bucket = createClient(supabaseUrl, publishableKey, {
    accessToken: () => Promise.resolve(accessToken),
  }).storage.from(BUCKET);
  const { error } = await bucket.upload(path, bytes, { contentType: BYTES });
  if (error && !isThereAlready(error)) throw error;
  return { id: uuidOf(name, id), name, size_bytes: bytes.length, path };
}

function isThereAlready(error: Error): boolean {
  const { statusCode, status } = error as { statusCode?: string | number; status?: number };
  return String(statusCode) === "409" || status === 409;
}

type Keys = Pick<Config, "supabaseUrl" | "secretKey">;

/** An address that gives this file under its name, as something to save, for a few minutes. */
export async function signAddress(
  keys: Keys,
  { path, name }: { path: string; name: string },
): Promise<string> {
  const { data, error } = await asService(keys).createSignedUrl(path, SIGNED_FOR_S);
  if (error) throw error;
  // Not by the client, which encodes a name twice.
  return `${data.signedUrl}&download=${encodeURIComponent(name)}`;
}

/** Removes an object; one that is gone already is no error. */
export async function removeFile(keys: Keys, path: string): Promise<void> {
  const { error } = await asService(keys).remove([path]);
  if (error) throw error;
}

/** Past Storage's policies: nobody has one that reads this bucket. */
function asService({ supabaseUrl, secretKey }: Keys) {
  return createClient(supabaseUrl, secretKey, { auth: { persistSession: false } })
    .storage.from(BUCKET);
}
