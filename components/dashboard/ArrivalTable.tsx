import { Code } from "@/components/Layout.tsx";
import { Price } from "@/components/Price.tsx";
import { Pill } from "@/components/Status.tsx";
import { formatMoment } from "@/lib/clock.ts";
import type { Arrival } from "@/lib/orders/merchant.ts";
import { gatewayName } from "@/lib/payments/methods.ts";
import type { MyStore } from "@/lib/tenants/mod.ts";
import { payerWords } from "./arrival_words.ts";

/** Money without an order as a table, which becomes cards on a phone. */
export function ArrivalTable({ arrivals, store }: { arrivals: Arrival[]; store: MyStore }) {
  return (
    <div class="card p-0 overflow-hidden">
      <table role="table" class="tbl cards">
        <thead role="rowgroup">
          <tr role="row">
            <th role="columnheader">Receipt</th>
            <th role="columnheader">Payer</th>
            <th role="columnheader">Reference typed</th>
            <th role="columnheader" class="r">Amount</th>
            <th role="columnheader">State</th>
            <th role="columnheader" class="r">Came</th>
          </tr>
        </thead>
        <tbody role="rowgroup">
          {arrivals.map((arrival) => <Row key={arrival.id} arrival={arrival} store={store} />)}
        </tbody>
      </table>
    </div>
  );
}

function Row({ arrival, store }: { arrival: Arrival; store: MyStore }) {
  const { id, gateway, receipt, reference, amountMinor, currency, cameAt } = arrival;
  return (
    <tr role="row">
      <td role="cell" class="no">
        <a class="rl" href={`/dashboard/${store.slug}/arrivals/${id}`}>
          <Code>{receipt}</Code>
        </a>
      </td>
      <td role="cell" class="who">
        {payerWords(arrival)}
        <span class="mut text-sm ms-2 md:(block ms-0)">{gatewayName(gateway)}</span>
        {reference && <span class="mut text-sm block break-words md:hidden">{reference}</span>}
      </td>
      <td role="cell" class="wide mut break-words">{reference || "Nothing"}</td>
      <td role="cell" class="amt r">
        <Price minor={amountMinor} currency={currency} />
      </td>
      <td role="cell" class="st">
        <StatePill arrival={arrival} store={store} />
      </td>
      <td role="cell" class="when r mut">
        <time dateTime={cameAt.toISOString()}>
          {formatMoment(cameAt, { timeZone: store.timeZone })}
        </time>
      </td>
    </tr>
  );
}

/** What became of it, in one to three words. */
export function StatePill({ arrival, store }: { arrival: Arrival; store: MyStore }) {
  if (arrival.state === "open") return <Pill tone="warn" icon="alert">To place</Pill>;
  if (arrival.state === "returned") return <Pill>Dealt with</Pill>;
  if (arrival.orderNumber === null) return <Pill>Looking</Pill>;
  return <Pill tone="ok" icon="check">{`${store.orderPrefix}-${arrival.orderNumber}`}</Pill>;
}
