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
              <p class="mut text-sm">
                {location.isClosed
                  ? "Nothing moves here"
                  : location.isEmpty
                  ? "Empty"
                  : "Has stock"}
              </p>
            </div>
            {location.isDefault && <Pill tone="ok" icon="store">Sells from here</Pill>}
            {location.isClosed && <Pill icon="lock">Closed</Pill>}
          </li>
        ))}
      </ul>
    </Card>
  );
}
