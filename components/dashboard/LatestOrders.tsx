import { Code } from "@/components/Layout.tsx";
import { Price } from "@/components/Price.tsx";
import { type OrderLine, paymentLabel } from "@/lib/orders/merchant.ts";
import type { MyStore } from "@/lib/tenants/mod.ts";
import { Label } from "./Label.tsx";

/** The newest orders, and the way to all. */
export function LatestOrders({ orders, store }: { orders: OrderLine[]; store: MyStore }) {
  const base = `/dashboard/${store.slug}/orders`;
  return (
    <section class="card p-0 overflow-hidden" aria-labelledby="latest">
      <div class="ch px-4 pt-4 md:px-5 mb-0">
        <h2 id="latest">Latest orders</h2>
        <a class="inline-flex items-center min-h-tap" href={base}>All orders</a>
      </div>
      <table role="table" class="tbl cards">
        <thead role="rowgroup">
          <tr role="row">
            <th role="columnheader">Order</th>
            <th role="columnheader">Customer</th>
            <th role="columnheader">Payment</th>
            <th role="columnheader" class="r">Total</th>
          </tr>
        </thead>
        <tbody role="rowgroup">
          {orders.map((order) => (
            <tr role="row" key={order.number}>
              <td role="cell" class="no">
                <a class="rl" href={`${base}/${order.number}`}>
                  <Code>{store.orderPrefix}-{order.number}</Code>
                </a>
              </td>
              <td role="cell" class="who">{order.contactName}</td>
              <td role="cell" class="st">
                <Label state={paymentLabel(order)} />
              </td>
              <td role="cell" class="amt r">
                <Price minor={order.totalMinor} currency={order.currency} />
              </td>
            </tr>
          ))}
        </tbody>
      </table>
    </section>
  );
}
