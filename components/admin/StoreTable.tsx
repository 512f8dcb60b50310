import { Pill } from "@/components/Status.tsx";
import { formatMoment } from "@/lib/clock.ts";
import type { StoreLine, StoreStatus } from "@/lib/admin/mod.ts";

/** Shops as a table, which becomes cards on a phone. */
export function StoreTable({ stores }: { stores: StoreLine[] }) {
  return (
    <div class="card p-0 overflow-hidden">
      <table role="table" class="tbl cards">
        <thead role="rowgroup">
          <tr role="row">
            <th role="columnheader">Shop</th>
            <th role="columnheader">Business</th>
            <th role="columnheader">Country</th>
            <th role="columnheader">State</th>
            <th role="columnheader" class="r">Members</th>
            <th role="columnheader" class="r">Orders</th>
            <th role="columnheader" class="r">Opened</th>
          </tr>
        </thead>
        <tbody role="rowgroup">
          {stores.map((store) => <Row key={store.id} store={store} />)}
        </tbody>
      </table>
    </div>
  );
}

function Row({ store }: { store: StoreLine }) {
  const { slug, name, tenant, country, status, members, orders, createdAt } = store;
  return (
    <tr role="row">
      <td role="cell" class="who">
        <a class="rl" href={`/admin/stores/${slug}`}>{name}</a>
        <span class="mut block text-sm">{slug}</span>
      </td>
      <td role="cell" class="wide">{tenant}</td>
      <td role="cell" class="wide">{country}</td>
      <td role="cell" class="st">
        <StoreState status={status} />
      </td>
      <td role="cell" class="wide r">{members}</td>
      <td role="cell" class="amt r">
        {orders.toLocaleString("en")}
        <span class="md:hidden">{orders === 1 ? " order" : " orders"}</span>
      </td>
      <td role="cell" class="st r mut text-sm">
        <time dateTime={createdAt.toISOString()}>
          {formatMoment(createdAt, { timeZone: "UTC" })}
        </time>
      </td>
    </tr>
  );
}

/** Whether a shop sells, in a word. */
export function StoreState({ status }: { status: StoreStatus }) {
  if (status === "suspended") return <Pill tone="danger" icon="lock">Suspended</Pill>;
  if (status === "closed") return <Pill icon="clock">Closed</Pill>;
  return <Pill tone="ok" icon="check">Open</Pill>;
}
