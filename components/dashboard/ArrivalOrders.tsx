import { Button } from "@/components/Button.tsx";
import { Field } from "@/components/Field.tsx";
import { Form } from "@/components/Form.tsx";
import { Card, Code } from "@/components/Layout.tsx";
import { formatMoment } from "@/lib/clock.ts";
import { formatMoney } from "@/lib/money.ts";
import { formatPhone } from "@/lib/phone.ts";
import type { Candidate } from "@/lib/orders/merchant.ts";
import type { MyStore } from "@/lib/tenants/mod.ts";

/** Finds the order that money is for, and puts it there. */
export function ArrivalOrders(
  { csrf, store, search, candidates }: {
    csrf: string;
    store: MyStore;
    search: string;
    candidates: Candidate[];
  },
) {
  return (
    <Card>
      <div class="ch">
        <h2>Which order is it for?</h2>
      </div>
      <form role="search" class="flex items-end gap-2 mb-4">
        <Field
          name="q"
          label="Order number or phone"
          value={search}
          class="flex-1 mb-0"
          autocomplete="off"
          maxlength={40}
        />
        <Button kind="line">Find</Button>
      </form>
      <p class="mut text-sm" role="status">{foundWords(search, candidates.length)}</p>
      <ul class="divide-y divide-line">
        {candidates.map((order) => (
          <li
            key={order.number}
            class="flex flex-wrap items-center justify-between gap-3 py-3"
          >
            <span class="min-w-0">
              <a href={`/dashboard/${store.slug}/orders/${order.number}`}>
                <Code>{store.orderPrefix}-{order.number}</Code>
              </a>{" "}
              {order.contactName}
              <span class="mut text-sm block">{orderWords(order, store)}</span>
            </span>
            <Form csrf={csrf} action="">
              <input type="hidden" name="act" value="place" />
              <input type="hidden" name="number" value={order.number} />
              <Button small>
                Place on {store.orderPrefix}-{order.number}
              </Button>
            </Form>
          </li>
        ))}
      </ul>
    </Card>
  );
}

function foundWords(search: string, count: number): string {
  if (search) return count === 0 ? "No order has this number or phone." : "";
  return count === 0
    ? "No unpaid order has just this amount left. Look for one by its number or phone."
    : "Unpaid orders with just this amount left:";
}

function orderWords(order: Candidate, { timeZone }: MyStore): string {
  const left = order.leftMinor > 0
    ? `${formatMoney(order.leftMinor, order.currency)} left to pay`
    : `${formatMoney(order.totalMinor, order.currency)}, paid`;
  return `${formatPhone(order.contactPhone)}, ${left}, ${
    formatMoment(order.placedAt, { timeZone })
  }`;
}
