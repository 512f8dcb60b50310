import { Card } from "@/components/Layout.tsx";
import { formatMoment } from "@/lib/clock.ts";
import { gatewayName, type Reading } from "@/lib/payments/mod.ts";
import type { MyStore } from "@/lib/tenants/mod.ts";

/** When gateways' own lists were read last, and what that found. */
export function ReadLists({ readings, store }: { readings: Reading[]; store: MyStore }) {
  if (readings.length === 0) return null;
  return (
    <Card class="mt-6 max-w-2xl">
      <div class="ch">
        <h2>Checked against your accounts</h2>
        <span class="mut text-sm">Every 15 minutes</span>
      </div>
      <dl>
        {readings.map((reading) => (
          <div key={reading.gateway} class="py-1.5">
            <dt class="font-bold">{gatewayName(reading.gateway)}</dt>
            <dd class="mut text-sm">{readingWords(reading, store)}</dd>
          </div>
        ))}
      </dl>
    </Card>
  );
}

function readingWords(reading: Reading, { timeZone }: MyStore): string {
  const at = (date: Date) => formatMoment(date, { timeZone });
  const last = reading.isAnswered
    ? `Last read ${at(reading.ranAt)}.`
    : `${gatewayName(reading.gateway)} did not answer ${at(reading.ranAt)}. It is asked again.`;
  const { found } = reading;
  if (!found) return `${last} Nothing was missing so far.`;
  const orders = `${found.booked} for orders that nobody had told of`;
  return `${last} Found ${
    at(found.at)
  }: ${orders}, ${found.arrived} without an order of this shop.`;
}
