import { Code } from "@/components/Layout.tsx";
import { Price } from "@/components/Price.tsx";
import { formatMoment } from "@/lib/clock.ts";
import { fulfilmentLabel, type OrderLine, paymentLabel } from "@/lib/orders/merchant.ts";
import type { MyStore } from "@/lib/tenants/mod.ts";
import { Label } from "./Label.tsx";

/**
 * Orders as a table, which becomes cards on a phone. The roles survive that change of display. Each can
 * be chosen for the form around.
 */
export function OrderTable({ orders, store }: { orders: OrderLine[]; store: MyStore }) {
  return (
    <div class="card p-0 overflow-hidden">
      <table role="table" class="tbl picks">
        <thead role="rowgroup">
          <tr role="row">
            <th role="columnheader">
              <span class="vh">Chosen</span>
            </th>
            <th role="columnheader">Order</th>
            <th role="columnheader">Customer</th>
            <th role="columnheader">Items</th>
            <th role="columnheader" class="r">Total</th>
            <th role="columnheader">Payment</th>
            <th role="columnheader">Delivery</th>
            <th role="columnheader" class="r">Placed</th>
          </tr>
        </thead>
        <tbody role="rowgroup">
          {orders.map((order) => <Row key={order.number} order={order} store={store} />)}
        </tbody>
      </table>
    </div>
  );
}

function Row({ order, store }: { order: OrderLine; store: MyStore }) {
  const { number, contactName, area, firstItem, units, totalMinor, currency, placedAt } = order;
  // "Kilimani, Nairobi" is at home in Kilimani.
  const shortArea = area?.split(",")[0];
  return (
    <tr role="row" data-order={number}>
      <td role="cell" class="sel">
        <label>
          <input
            type="checkbox"
            name="number"
            value={number}
            aria-label={`Choose ${store.orderPrefix}-${number}`}
          />
        </label>
      </td>
      <td role="cell" class="no">
        <a class="rl" href={`/dashboard/${store.slug}/orders/${number}`}>
          <Code>{store.orderPrefix}-{number}</Code>
        </a>
      </td>
      <td role="cell" class="who">
        {contactName}
        <span class="mut text-sm ms-2 md:(block ms-0)">
          {{ pickup: "Pick up", download: "Download", delivery: shortArea }[order.deliveryMethod]}
        </span>
      </td>
      <td role="cell" class="wide mut">
        {firstItem}
        {units > 1 && `, ${units} items in all`}
      </td>
      <td role="cell" class="amt r">
        <Price minor={totalMinor} currency={currency} />
      </td>
      <td role="cell" class="st">
        <Label state={paymentLabel(order)} />
      </td>
      <td role="cell" class="st r md:text-start">
        <Label state={fulfilmentLabel(order)} />
      </td>
      <td role="cell" class="when r mut text-sm">
        <time dateTime={placedAt.toISOString()}>
          {formatMoment(placedAt, { timeZone: store.timeZone })}
        </time>
      </td>
    </tr>
  );
}
