import type { Sql } from "@/lib/db/mod.ts";
import type { PictureDraft } from "./merchant_draft.ts";

/** A picture whose original is in Storage already, at a path that follows from its content. */
export interface NewPicture {
  path: string;
  width: number;
  height: number;
}

interface PicturesSave {
  storeId: string;
  productId: string;
  pictures: PictureDraft[];
  newPictures: NewPicture[];
}

/** Removes, describes, orders and adds pictures of a product, in one go. */
export async function savePictures(
  sql: Sql,
  { storeId, productId, pictures, newPictures }: PicturesSave,
): Promise<void> {
  const removed = pictures.filter(({ isRemoved }) => isRemoved).map(({ id }) => id);
  const kept = arrange(pictures.filter(({ isRemoved }) => !isRemoved));
  const added = newPictures.map((picture, i) => ({ ...picture, position: kept.length + i }));
  await Promise.all([
    removed.length > 0 && sql`
      delete from public.product_images as i
      where i.store_id = ${storeId} and i.product_id = ${productId} and i.id = any (${removed})`,
    kept.length > 0 && sql`
      update public.product_images as i set alt = k.alt, position = k.position
      from jsonb_to_recordset(${sql.json(kept)}) as k (id uuid, alt text, position int)
      where i.store_id = ${storeId} and i.product_id = ${productId} and i.id = k.id
        and (i.alt, i.position) is distinct from (k.alt, k.position)`,
    added.length > 0 && sql`
      insert into public.product_images (store_id, product_id, path, width, height, position)
      select ${storeId}, ${productId}, n.path, n.width, n.height, n.position
      from jsonb_to_recordset(${sql.json(added as never)})
        as n (path text, width int, height int, position int)
      on conflict (store_id, path) do nothing`,
  ]);
}

/**
 * Pictures in the order of the places typed beside them. One that was moved to a place pushes aside
 * the one that has it.
 */
export function arrange(
  pictures: PictureDraft[],
): { id: string; alt: string; position: number }[] {
  return pictures
    .map(({ id, alt, position }, i) => {
      const stays = i + 1;
      const wanted = Number(position) || stays;
      return { id, alt: alt.trim(), place: wanted + Math.sign(wanted - stays) / 2 };
    })
    .sort((a, b) => a.place - b.place)
    .map(({ id, alt }, position) => ({ id, alt, position }));
}
