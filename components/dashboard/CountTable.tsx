import { Pill } from "@/components/Status.tsx";
import { formatMoment } from "@/lib/clock.ts";
import type { StockCount } from "@/lib/inventory/mod.ts";

/** Stock takes as a table, which becomes cards on a phone. */
export function CountTable(
  { counts, base, timeZone }: { counts: StockCount[]; base: string; timeZone: string },
) {
  return (
    <div class="card p-0 overflow-hidden">
      <table role="table" class="tbl cards">
        <thead role="rowgroup">
          <tr role="row">
            <th role="columnheader">Where</th>
            <th role="columnheader">Started</th>
            <th role="columnheader" class="wide">By</th>
            <th role="columnheader">Counted</th>
            <th role="columnheader">State</th>
          </tr>
        </thead>
        <tbody role="rowgroup">
          {counts.map((count) => (
            <tr role="row" key={count.id}>
              <td role="cell" class="who">
                <a
                  class="rl"
                  href={`${base}/${count.id}${count.state === "open" ? "" : "/review"}`}
                >
                  {count.location}
                </a>
              </td>
              <td role="cell" class="no">{formatMoment(count.openedAt, { timeZone })}</td>
              <td role="cell" class="wide break-all">{count.openedBy}</td>
              <td role="cell" class="when mut">{countedWords(count)}</td>
              <td role="cell" class="amt">
                <CountState state={count.state} />
              </td>
            </tr>
          ))}
        </tbody>
      </table>
    </div>
  );
}

/** "12 counted, 3 differ" */
export function countedWords(
  { counted, differing }: Pick<StockCount, "counted" | "differing">,
): string {
  const differ = `${differing} ${differing === 1 ? "differs" : "differ"}`;
  return differing > 0 ? `${counted} counted, ${differ}` : `${counted} counted`;
}

export function CountState({ state }: Pick<StockCount, "state">) {
  if (state === "open") return <Pill tone="warn" icon="edit">Counting</Pill>;
  if (state === "applied") return <Pill tone="ok" icon="check">Applied</Pill>;
  return <Pill icon="close">Cancelled</Pill>;
}
