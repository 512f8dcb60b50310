import { Pill } from "@/components/Status.tsx";
import { type CollectionLine, COUNTED } from "@/lib/collections/mod.ts";

/** Collections as rows: what they are called, how they fill, and whether buyers see them. */
export function CollectionTable(
  { collections, base }: { collections: CollectionLine[]; base: string },
) {
  return (
    <div class="card p-0 overflow-hidden">
      <ul>
        {collections.map(({ id, title, kind, isPublished, products }) => (
          <li key={id} class="it">
            <div class="flex-1 min-w-0">
              <a class="font-medium break-words" href={`${base}/${id}`}>{title}</a>
              <span class="mut text-sm block">
                {kind === "rule" ? "By a rule" : "Chosen by hand"}, {countWords(products)}
              </span>
            </div>
            {isPublished
              ? <Pill tone="ok" icon="check">In the shop</Pill>
              : <Pill icon="edit">Hidden</Pill>}
          </li>
        ))}
      </ul>
    </div>
  );
}

function countWords(products: number): string {
  if (products >= COUNTED) return `${COUNTED} or more on sale`;
  return products === 0 ? "nothing on sale" : `${products} on sale`;
}
