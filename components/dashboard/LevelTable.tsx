import { Pill } from "@/components/Status.tsx";
import type { Place, StockLine } from "@/lib/inventory/mod.ts";
import { levelAt } from "./StockTable.tsx";

/** On hand, held for orders and free to sell, for each place. */
export function LevelTable({ line, places }: { line: StockLine; places: Place[] }) {
  return (
    <table class="tbl">
      <thead>
        <tr>
          <th>Where</th>
          <th class="r">On hand</th>
          <th class="r">Held</th>
          <th class="r">Free</th>
        </tr>
      </thead>
      <tbody>
        {places.map((place) => {
          const { onHand, reserved } = levelAt(line.levels, place.id);
          return (
            <tr key={place.id}>
              <td class="break-words">
                {place.name} {place.isDefault && places.length > 1 && <Pill>Sells from here</Pill>}
              </td>
              <td class="r">{onHand}</td>
              <td class="r">{reserved}</td>
              <td class="r">
                <b>{onHand - reserved}</b>
              </td>
            </tr>
          );
        })}
      </tbody>
    </table>
  );
}
