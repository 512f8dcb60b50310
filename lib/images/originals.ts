import { createClient } from "@supabase/supabase-js";
import { v5 as uuidOf } from "uuid";
import type { CheckedPicture } from "./check_picture.ts";

/** A picture whose original is stored; `path` is that of its row in product_images. */
export interface StoredOriginal {
  path: string;
  width: number;
  height: number;
}

export interface StorageOptions {
  supabaseUrl: string;
  publishableKey: string;
  /** Of the merchant: Storage's own policies decide. */
  accessToken: string;
}

/**
 * Stores the original under `{storeId}/{uuid}`. The path follows from product and content, so the
 * same picture sent twice is one picture. Throws when Storage refuses or cannot be reached.
 */
export async function storeOriginal(
  { bytes, type, width, height }: CheckedPicture,
  { storeId, productId, storage }: { storeId: string; productId: string; storage: StorageOptions },
): Promise<StoredOriginal> {
  const hash = new Uint8Array(await crypto.subtle.digest("SHA-256", bytes));
  const path = `${storeId}/${uuidOf(hash, productId)}`;
  const upload = () => originals(storage).upload(path, bytes, { contentType: type });
  let { error } = await upload();
  // A form sent twice brings the same picture twice at the same moment, which Storage may trip over.
  if (error && !isThereAlready(error)) ({ error } = await upload());
  if (error && !isThereAlready(error)) throw error;
  return { path, width, height };
}

/** Removes originals of pictures that are gone. Sizes made of them stay: past orders show them. */
export async function removeOriginals(paths: string[], storage: StorageOptions): Promise<void> {
  if (paths.length === 0) return;
  const { error } = await originals(storage).remove(paths);
  if (error) throw error;
}

function originals({ supabaseUrl, publishableKey, accessToken }: StorageOptions) {
  const client = createClient(supabaseUrl, publishableKey, {
    accessToken: () => Promise.resolve(accessToken),
  });
  return client.storage.from("originals");
}

function isThereAlready(error: Error): boolean {
  const { statusCode, status } = error as { statusCode?: string | number; status?: number };
  return String(statusCode) === "409" || status === 409;
}
