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
      update public.product_images as i 
      set alt = k.alt, position = k.position, focal_x = k.focal_x, focal_y = k.focal_y
      from jsonb_to_recordset(${sql.json(kept as never)})
        as k (id uuid, alt text, position int, focal_x int, focal_y int)
      where i.store_id = ${storeId} and i.product_id = ${productId} and i.id = k.id
        and (i.alt, i.position, i.focal_x, i.focal_y)
          is distinct from (k.alt, k.position, k.focal_x, k.focal_y)`,
    added.length > 0 && sql`
      insert into public.product_images (store_id, product_id, path, width, height, position)
      select ${storeId}, ${productId}, n.path, n.width, n.height, n.position
      from jsonb_to_recordset(${sql.json(added as never)})
        as n (path text, width int, height int, position int)
      on conflict (store_id, path) do nothing`,
  ]);
}

export interface ArrangedPicture {
  id: string;
  alt: string;
  position: number;
  focal_x: number;
  focal_y: number;
}

/** Pictures in the order of the places typed beside them. */
export function arrange(
  pictures: PictureDraft[],
): ArrangedPicture[] {
  return byPlace(pictures).map(({ id, alt, focus }, position) => {
    const [focal_x, focal_y] = readFocus(focus);
    return { id, alt: alt.trim(), focal_x, focal_y, position };
  });
}

/**
 * In the order of the places typed beside each, from 1. One that was moved to a place pushes aside
 * the one that has it.
 */
export function byPlace<Placed extends { position: string }>(rows: Placed[]): Placed[] {
  return rows
    .map((row, i) => {
      const stays = i + 1;
      const wanted = Number(row.position) || stays;
      return { place: wanted + Math.sign(wanted - stays) / 2, row };
    })
    .sort((a, b) => a.place - b.place)
    .map(({ row }) => row);
}

/** "15 85" as numbers; anything else is the middle. */
function readFocus(text: string): [number, number] {
  const [, x, y] = /^(\d{1,2}|100) (\d{1,2}|100)$/.exec(text) ?? [];
  return [Number(x ?? 50), Number(y ?? 50)];
}
