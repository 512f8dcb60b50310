import { Card, Code } from "@/components/Layout.tsx";
import { formatMoment } from "@/lib/clock.ts";
import type { Arrival } from "@/lib/orders/merchant.ts";
import { gatewayName } from "@/lib/payments/methods.ts";
import type { MyStore } from "@/lib/tenants/mod.ts";
import { payerWords } from "./arrival_words.ts";
import { StatePill } from "./ArrivalTable.tsx";

/** All that the gateway says of money, and what became of it. */
export function ArrivalFacts({ arrival, store }: { arrival: Arrival; store: MyStore }) {
  const { cameAt, orderNumber } = arrival;
  const facts: [string, string][] = [
    ["Payer", payerWords(arrival)],
    ["Reference typed", arrival.reference || "Nothing"],
    ["Came", formatMoment(cameAt, { timeZone: store.timeZone })],
    ...(arrival.handRef ? [["What you did", arrival.handRef] as [string, string]] : []),
  ];
  return (
    <Card>
      <div class="ch">
        <h2>{gatewayName(arrival.gateway)}</h2>
        <StatePill arrival={arrival} store={store} />
      </div>
      <dl>
        <div class="flex flex-wrap justify-between gap-x-4 py-1.5">
          <dt class="mut">Receipt</dt>
          <dd>
            <Code>{arrival.receipt}</Code>
          </dd>
        </div>
        {facts.map(([name, value]) => (
          <div key={name} class="flex flex-wrap justify-between gap-x-4 py-1.5">
            <dt class="mut">{name}</dt>
            <dd class="break-words min-w-0">{value}</dd>
          </div>
        ))}
      </dl>
      {orderNumber !== null && (
        <p class="mt-3">
          <a href={`/dashboard/${store.slug}/orders/${orderNumber}`}>Open its order</a>
        </p>
      )}
    </Card>
  );
}
