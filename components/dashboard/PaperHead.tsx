import { Code } from "@/components/Layout.tsx";
import type { MerchantOrder, Sender } from "@/lib/orders/merchant.ts";
import { formatPhone } from "@/lib/phone.ts";
import type { MyStore } from "@/lib/tenants/mod.ts";

export interface PaperProps {
  store: MyStore;
  sender: Sender;
  order: MerchantOrder;
}

/** Who sends it, which order it is of, and of when. */
export function PaperHead({ store, sender, order, title }: PaperProps & { title: string }) {
  return (
    <header class="flex flex-wrap justify-between gap-4 pb-3 border-b border-line break-words">
      <div>
        <p class="mark py-0">{store.name}</p>
        {sender.address && <p class="text-sm">{sender.address}</p>}
        <p class="text-sm">
          {[sender.phone && formatPhone(sender.phone), sender.email].filter(Boolean).join(" · ")}
        </p>
      </div>
      <div>
        <h2 class="text-lg">
          {title} <Code>{`${store.orderPrefix}-${order.number}`}</Code>
        </h2>
        <p class="text-sm">{dayOf(order.placedAt, store.timeZone)}</p>
      </div>
    </header>
  );
}

/** With its year: paper is kept. */
function dayOf(iso: string, timeZone: string): string {
  return new Intl.DateTimeFormat("en-GB", { timeZone, dateStyle: "long" }).format(new Date(iso));
}

/** Whom it goes to, and where. */
export function PaperTo({ order }: Pick<PaperProps, "order">) {
  const { contactName, contactPhone, secondPhone, landmark, area, directions } = order;
  const phones = [contactPhone, secondPhone].filter((phone) => phone !== null);
  return (
    <section class="py-3 border-b border-line break-words">
      <h3 class="text-sm mut">{order.deliveryMethod === "pickup" ? "Picked up by" : "To"}</h3>
      <p class="font-medium">{contactName}</p>
      <p>{phones.map(formatPhone).join(", or ")}</p>
      {order.deliveryMethod === "pickup" && order.pickupPlace && <p>{order.pickupPlace}</p>}
      {order.deliveryMethod === "delivery" && (
        <>
          <p>{[landmark, area].filter(Boolean).join(", ")}</p>
          {directions && <p>{directions}</p>}
          {order.deliveryPromise && <p class="mut">{order.deliveryPromise}</p>}
        </>
      )}
    </section>
  );
}
