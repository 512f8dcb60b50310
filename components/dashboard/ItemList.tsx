import type { ComponentChildren } from "preact";
import type { CollectionItem } from "@/lib/collections/mod.ts";
import { mediaUrl } from "@/lib/images/urls.ts";
import { StatusPill } from "./ProductTable.tsx";

export interface ItemListProps<Item extends CollectionItem> {
  items: Item[];
  media: string;
  /** "/dashboard/{slug}/products" */
  products: string;
  /** What one does with each, at the end of its row. */
  action?: (item: Item) => ComponentChildren;
}

/** Products with their picture, one a row. */
export function ItemList<Item extends CollectionItem>(
  { items, media, products, action }: ItemListProps<Item>,
) {
  return (
    <div class="card p-0 overflow-hidden">
      <ul>
        {items.map((item) => (
          <li key={item.id} class="it flex-wrap">
            <Cover item={item} media={media} />
            <div class="flex-1 min-w-[150px]">
              <a class="font-medium break-words" href={`${products}/${item.id}`}>{item.title}</a>
              {item.status !== "published" && (
                <span class="block">
                  <StatusPill status={item.status} />
                </span>
              )}
            </div>
            {action?.(item)}
          </li>
        ))}
      </ul>
    </div>
  );
}

function Cover({ item: { cover }, media }: { item: CollectionItem; media: string }) {
  const [smallest] = cover?.widths ?? [];
  if (!cover || !smallest) return <span class="thumb" />;
  const src = mediaUrl(media, cover.path, smallest);
  return <img class="thumb" src={src} alt="" width="52" height="52" loading="lazy" />;
}
