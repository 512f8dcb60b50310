import { Icon } from "@/components/Icon.tsx";
import { Pill } from "@/components/Status.tsx";
import type { Level, Place, StockLine } from "@/lib/inventory/mod.ts";
import { AdjustForm } from "./AdjustForm.tsx";

export interface StockTableProps {
  lines: StockLine[];
  places: Place[];
  /** "/dashboard/{slug}/inventory" */
  base: string;
  /** For the forms; without it nobody may change stock here. */
  csrf?: string;
  /** The list as it is narrowed, to come back to. */
  query: string;
}

/** Variants with their stock in each place; each line opens into a form that changes it. */
export function StockTable({ lines, places, base, csrf, query }: StockTableProps) {
  return (
    <ul class="card p-0 overflow-hidden stk">
      {lines.map((line) => (
        <li key={line.id}>
          <div class="min-w-0">
            <a class="inline-flex items-center min-h-tap font-medium" href={`${base}/${line.id}`}>
              {nameOf(line)}
            </a>
            <div class="flex flex-wrap items-center gap-2">
              {line.sku && <span class="mut text-sm">{line.sku}</span>}
              <StockState line={line} places={places} />
            </div>
          </div>
          <Levels line={line} places={places} />
          {csrf && line.isTracked && (
            <details>
              <summary class="ib">
                <Icon name="edit" />
                <span class="vh">Change the stock of {nameOf(line)}</span>
              </summary>
              <AdjustForm
                csrf={csrf}
                action={`${base}/${line.id}/adjust`}
                places={places}
                scope={line.id}
                back={query}
              />
            </details>
          )}
        </li>
      ))}
    </ul>
  );
}

/** "Sisal basket, Large" */
export function nameOf({ title, variant }: Pick<StockLine, "title" | "variant">): string {
  return variant ? `${title}, ${variant}` : title;
}

/** Nothing for what there is enough of. */
export function StockState({ line, places }: { line: StockLine; places: Place[] }) {
  if (!line.isTracked) return <Pill>Not counted</Pill>;
  if (!line.isLow) return null;
  const main = places.find(({ isDefault }) => isDefault);
  const level = line.levels.find(({ locationId }) => locationId === main?.id);
  if (!level || level.onHand - level.reserved <= 0) {
    return <Pill tone="danger" icon="alert">Sold out</Pill>;
  }
  return <Pill tone="warn" icon="clock">Running low</Pill>;
}

function Levels({ line: { isTracked, levels }, places }: { line: StockLine; places: Place[] }) {
  if (!isTracked) return null;
  return (
    <dl class="lvl">
      {places.map((place) => <PlaceLevel key={place.id} place={place} levels={levels} />)}
    </dl>
  );
}

function PlaceLevel({ place, levels }: { place: Place; levels: Level[] }) {
  const { onHand, reserved } = levelAt(levels, place.id);
  return (
    <div>
      <dt>{place.name}</dt>
      <dd>
        <b>{onHand}</b>
        {reserved > 0 && <span class="mut">, {reserved} held for orders</span>}
      </dd>
    </div>
  );
}

/** What is there, also where nothing ever was. */
export function levelAt(levels: Level[], locationId: string): Level {
  return levels.find((level) => level.locationId === locationId) ??
    { locationId, onHand: 0, reserved: 0 };
}
