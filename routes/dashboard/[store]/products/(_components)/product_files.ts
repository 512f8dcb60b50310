import { FILE_MISSING, type ProductDraft, type StoredProduct } from "@/lib/catalog/merchant.ts";
import type { StoredUploads } from "@/lib/catalog/merchant.ts";
import { fileProblem, MAX_FILES, storeFile, type UploadPlace } from "@/lib/downloads/mod.ts";

/** Files that came with a product's form. */
export interface SentFiles {
  added: File[];
  /** By the id of the file in whose place they go. */
  replacements: Map<string, File>;
}

/** Looks at the files of a digital product, and says at which field what is wrong. */
export function checkFiles(
  sent: Map<string, File[]>,
  draft: ProductDraft,
  product: StoredProduct | null,
): { files: SentFiles; errors: Record<string, string> } {
  const added = sent.get("newDownloads") ?? [];
  const replacements = new Map<string, File>();
  const errors: Record<string, string> = {};
  const note = (field: string, file: File) => {
    const problem = fileProblem(file);
    if (problem) errors[field] ??= problem;
  };
  for (const file of added) note("newDownloads", file);
  draft.files.forEach(({ id }, i) => {
    const [file] = sent.get(`downloads.${i}.replacement`) ?? [];
    if (!file) return;
    note(`downloads.${i}.replacement`, file);
    replacements.set(id, file);
  });

  const known = new Set(product?.files.map(({ id }) => id));
  const kept = draft.files.filter(({ id, isRemoved }) => known.has(id) && !isRemoved);
  const count = kept.length + added.length;
  if (count > MAX_FILES) errors.newDownloads ??= `${MAX_FILES} files are the most.`;
  const isShown = draft.status === "published" || draft.status === "scheduled";
  if (draft.isDigital && isShown && count === 0) errors.newDownloads ??= FILE_MISSING;
  return { files: { added, replacements }, errors };
}

/** Puts them into Storage, one after the other: each is held in memory meanwhile. */
export async function storeFiles(
  { added, replacements }: SentFiles,
  place: UploadPlace,
): Promise<StoredUploads> {
  const stored: StoredUploads = { added: [], replacements: new Map() };
  for (const file of added) stored.added.push(await storeFile(file, place));
  for (const [id, file] of replacements) {
    const { name, size_bytes, path } = await storeFile(file, place);
    stored.replacements.set(id, { name, size_bytes, path });
  }
  return stored;
}
