import { formatMoment } from "@/lib/clock.ts";
import { type Movement, movementWords, signed } from "@/lib/inventory/mod.ts";
import type { MyStore } from "@/lib/tenants/mod.ts";

/** Why the stock of a variant is what it is, line by line, newest first. */
export function Ledger({ movements, store }: { movements: Movement[]; store: MyStore }) {
  return (
    <ol class="log">
      {movements.map((movement) => (
        <li key={movement.id}>
          <div class="min-w-0 break-words">
            <Words movement={movement} store={store} />
            {movement.note && <span class="mut block text-sm">{movement.note}</span>}
          </div>
          <time class="when mut text-sm" dateTime={movement.at.toISOString()}>
            {formatMoment(movement.at, { timeZone: store.timeZone })}
          </time>
          <div class="who mut text-sm">
            {movement.location}: {changeWords(movement)}. <b>{movement.onHandAfter} on hand</b>{" "}
            after it
          </div>
        </li>
      ))}
    </ol>
  );
}

function Words({ movement, store }: { movement: Movement; store: MyStore }) {
  const words = movementWords(movement, store.orderPrefix);
  if (movement.orderNumber === null) return <b>{words}</b>;
  const href = `/dashboard/${store.slug}/orders/${movement.orderNumber}`;
  return <a class="inline-block font-bold py-1" href={href}>{words}</a>;
}

/** "−2 on hand, −2 held", "+1 held". */
function changeWords({ onHandDelta, reservedDelta }: Movement): string {
  const parts = [];
  if (onHandDelta !== 0) parts.push(`${signed(onHandDelta)} on hand`);
  if (reservedDelta !== 0) parts.push(`${signed(reservedDelta)} held`);
  return parts.join(", ");
}
