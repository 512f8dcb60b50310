import type { StoredUpload } from "@/lib/downloads/mod.ts";
import type { FileDraft } from "./merchant_draft.ts";
import type { FileChange } from "./merchant_save.ts";
import { byPlace } from "./merchant_pictures.ts";

/** Files of a form that are in Storage by now. */
export interface StoredUploads {
  /** With the id that a new row gets. */
  added: (StoredUpload & { id: string })[];
  /** By the id of the file in whose place they go. */
  replacements: Map<string, StoredUpload>;
}

/** What a form says of a product's files: those kept in their places, new ones after them. */
export function fileChanges(
  files: FileDraft[],
  { added, replacements }: StoredUploads,
): FileChange[] {
  const kept = byPlace(files.filter(({ isRemoved }) => !isRemoved));
  const removed = files.filter(({ isRemoved }) => isRemoved);
  return [
    ...kept.map(({ id }, position) => ({
      id,
      position,
      is_removed: false,
      ...replacements.get(id),
    })),
    ...removed.map(({ id }, i) => ({ id, position: kept.length + i, is_removed: true })),
    ...added.map((upload, i) => ({ ...upload, position: kept.length + i })),
  ];
}
