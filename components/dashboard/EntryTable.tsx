import { Code } from "@/components/Layout.tsx";
import { Price } from "@/components/Price.tsx";
import { formatMoment } from "@/lib/clock.ts";
import type { LedgerEntry } from "@/lib/ledger/entries.ts";
import { wayName } from "@/lib/ledger/ways.ts";
import { moveWords, signOf } from "@/lib/ledger/words.ts";
import type { MyStore } from "@/lib/tenants/mod.ts";

/** Entries of the ledger as a table, which becomes cards on a phone. */
export function EntryTable({ entries, store }: { entries: LedgerEntry[]; store: MyStore }) {
  return (
    <div class="card p-0 overflow-hidden">
      <table role="table" class="tbl cards">
        <thead role="rowgroup">
          <tr role="row">
            <th role="columnheader">Order</th>
            <th role="columnheader">What</th>
            <th role="columnheader">Way</th>
            <th role="columnheader" class="r">Amount</th>
            <th role="columnheader" class="r">When</th>
          </tr>
        </thead>
        <tbody role="rowgroup">
          {entries.map((entry) => <Row key={entry.id} entry={entry} store={store} />)}
        </tbody>
      </table>
    </div>
  );
}

function Row({ entry, store }: { entry: LedgerEntry; store: MyStore }) {
  const { orderNumber, buyer, way, amountMinor, currency, transactionRef, bookedAt } = entry;
  const sign = signOf(entry);
  return (
    <tr role="row">
      <td role="cell" class="no">
        <a class="rl" href={`/dashboard/${store.slug}/orders/${orderNumber}#money`}>
          <Code>{`${store.orderPrefix}-${orderNumber}`}</Code>
        </a>
      </td>
      <td role="cell" class="who">
        {moveWords(entry)}
        <span class="mut text-sm block">
          {transactionRef
            ? (
              <>
                {buyer}, <Code>{transactionRef}</Code>
              </>
            )
            : buyer}
        </span>
        <span class="mut text-sm block md:hidden">{wayName(way)}</span>
      </td>
      <td role="cell" class="wide mut">{wayName(way)}</td>
      <td role="cell" class={sign === "" ? "amt r mut" : "amt r"}>
        <Price minor={sign === "-" ? -amountMinor : amountMinor} currency={currency} />
      </td>
      <td role="cell" class="when r mut">
        <time dateTime={bookedAt.toISOString()}>
          {formatMoment(bookedAt, { timeZone: store.timeZone })}
        </time>
      </td>
    </tr>
  );
}
