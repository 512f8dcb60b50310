import { Card } from "@/components/Layout.tsx";
import { Pill } from "@/components/Status.tsx";
import type { Location } from "@/lib/inventory/mod.ts";

/** Places where stock lies, each a link to its page. */
export function LocationList({ locations, base }: { locations: Location[]; base: string }) {
  return (
    <Card flush>
      <ul>
        {locations.map((location) => (
          <li key={location.id} class="it relative justify-between">
            <div class="min-w-0 break-words">
              <a class="rl" href={`${base}/${location.id}`}>{location.name}</a>
              <p class="mut text-sm">{filledWords(location)}</p>
            </div>
            {location.isDefault && <Pill tone="ok" icon="store">Sells from here</Pill>}
            {location.isClosed && <Pill icon="lock">Closed</Pill>}
          </li>
        ))}
      </ul>
    </Card>
  );
}

function filledWords({ filled, isClosed }: Location): string {
  if (isClosed) return "Nothing moves here";
  if (filled === 0) return "Empty";
  return filled === 1 ? "One product in stock" : `${filled} products in stock`;
}
