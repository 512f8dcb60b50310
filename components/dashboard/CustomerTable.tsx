import { Code } from "@/components/Layout.tsx";
import { Price } from "@/components/Price.tsx";
import { formatMoment } from "@/lib/clock.ts";
import type { CustomerLine } from "@/lib/customers/mod.ts";
import { formatPhone } from "@/lib/phone.ts";
import type { MyStore } from "@/lib/tenants/mod.ts";

/** Customers as a table, which becomes cards on a phone; with boxes to tick where `canTag`. */
export function CustomerTable(
  { customers, store, canTag }: { customers: CustomerLine[]; store: MyStore; canTag: boolean },
) {
  return (
    <div class="card p-0 overflow-hidden">
      <table role="table" class="tbl cards">
        <thead role="rowgroup">
          <tr role="row">
            <th role="columnheader">Customer</th>
            <th role="columnheader">Phone</th>
            <th role="columnheader">Tags</th>
            <th role="columnheader" class="r">Spent</th>
            <th role="columnheader" class="r">Orders</th>
            <th role="columnheader" class="r">Last order</th>
          </tr>
        </thead>
        <tbody role="rowgroup">
          {customers.map((customer) => (
            <Row key={customer.id} customer={customer} store={store} canTag={canTag} />
          ))}
        </tbody>
      </table>
    </div>
  );
}

function Row(
  { customer, store, canTag }: { customer: CustomerLine; store: MyStore; canTag: boolean },
) {
  const { id, name, phone, area, tags, spentMinor, orders, lastOrderAt } = customer;
  return (
    <tr role="row">
      <td role="cell" class="who">
        <span class="flex items-center gap-2 min-w-0">
          {canTag && (
            <label class="ck relative z-10 items-center pe-1">
              <input type="checkbox" name="customers" value={id} form="tagging" />
              <span class="vh">Tick {name}</span>
            </label>
          )}
          <span class="min-w-0 break-words">
            <a class="rl" href={`/dashboard/${store.slug}/customers/${id}`}>{name}</a>
            {area && <span class="mut text-sm block">{area.split(",")[0]}</span>}
          </span>
        </span>
      </td>
      <td role="cell" class="no">
        <Code>{formatPhone(phone)}</Code>
      </td>
      <td role="cell" class="wide mut text-sm">{tags.join(", ")}</td>
      <td role="cell" class="amt r">
        <Price minor={spentMinor} currency={store.currency} />
      </td>
      <td role="cell" class="when r mut text-sm">
        {orders}
        <span class="md:hidden">&nbsp;{orders === 1 ? "order" : "orders"}</span>
      </td>
      <td role="cell" class="wide r mut text-sm">
        {lastOrderAt
          ? (
            <time dateTime={lastOrderAt}>
              {formatMoment(lastOrderAt, { timeZone: store.timeZone })}
            </time>
          )
          : "Never"}
      </td>
    </tr>
  );
}
