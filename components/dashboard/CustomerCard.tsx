import { ButtonLink } from "@/components/Button.tsx";
import { Code } from "@/components/Layout.tsx";
import { MapLinks } from "@/components/MapLinks.tsx";
import { whatsApp } from "@/components/whats_app.ts";
import { formatMoney } from "@/lib/money.ts";
import { isMovable, type MerchantOrder, riderText } from "@/lib/orders/merchant.ts";
import { formatPhone } from "@/lib/phone.ts";

/** Who ordered, how to reach them, and where it goes. */
export function CustomerCard(
  { order, label, chat, canManage }: {
    order: MerchantOrder;
    canManage: boolean;
    label: string;
    /** What a chat on WhatsApp starts with. */
    chat: string;
  },
) {
  const { contactName, contactPhone, contactEmail, secondPhone, customer, currency } = order;
  const chatLink = whatsApp(contactPhone, chat);
  return (
    <section class="card" aria-labelledby="customer">
      <h2 id="customer" class="text-base">{contactName}</h2>
      <p class="mut text-sm">
        {ordinal(customer.orders)} order. {formatMoney(customer.paidMinor, currency)} so far.
      </p>
      <a
        class="inline-flex items-center min-h-tap text-sm"
        href={`../customers?q=${encodeURIComponent(contactPhone)}`}
      >
        See the customer
      </a>
      <p class="mt-3 text-lg font-medium tabular-nums">
        <Code>{formatPhone(contactPhone)}</Code>
      </p>
      <div class="grid grid-cols-2 gap-2 mt-2">
        <ButtonLink kind="line" small icon="call" href={`tel:${contactPhone}`}>Call</ButtonLink>
        <ButtonLink kind="line" small icon="chat" href={chatLink}>WhatsApp</ButtonLink>
      </div>
      {contactEmail && (
        <p class="mt-3 text-sm">
          <a class="inline-flex items-center min-h-tap break-all" href={`mailto:${contactEmail}`}>
            {contactEmail}
          </a>
        </p>
      )}
      <div class="border-t border-line my-4" />
      {order.deliveryMethod === "download" && <h3>Downloads it</h3>}
      {order.deliveryMethod === "pickup" && (
        <>
          <h3>Comes to pick it up</h3>
          {order.pickupPlace && <p class="text-sm">{order.pickupPlace}</p>}
        </>
      )}
      {order.deliveryMethod === "delivery" && (
        <Address order={order} label={label} canManage={canManage} />
      )}
      {secondPhone && (
        <p class="mt-2 text-sm">
          Or call{" "}
          <a class="inline-flex items-center min-h-tap" href={`tel:${secondPhone}`}>
            <Code>{formatPhone(secondPhone)}</Code>
          </a>
        </p>
      )}
      {order.note && <p class="mt-3 text-sm">Note: “{order.note}”</p>}
    </section>
  );
}

function Address(
  { order, label, canManage }: { order: MerchantOrder; label: string; canManage: boolean },
) {
  const { landmark, area, directions, pin, deliveryPromise } = order;
  const toRider = `https://wa.me/?text=${encodeURIComponent(riderText(order, label))}`;
  return (
    <>
      <h3>{landmark}</h3>
      <p class="text-sm">{area}</p>
      {directions && <p class="mut text-sm mt-1">“{directions}”</p>}
      {pin && <MapLinks pin={pin} />}
      {deliveryPromise && <p class="text-sm mt-2">{deliveryPromise}</p>}
      <p class="flex flex-wrap gap-2 mt-3">
        <ButtonLink kind="line" small icon="truck" href={toRider}>Send to the rider</ButtonLink>
        {canManage && isMovable(order) && (
          <ButtonLink kind="text" small href={`${order.number}/address`}>
            Change<span class="vh">the address</span>
          </ButtonLink>
        )}
      </p>
    </>
  );
}

function ordinal(count: number): string {
  const suffix = { one: "st", two: "nd", few: "rd", other: "th", zero: "th", many: "th" };
  const rule = new Intl.PluralRules("en", { type: "ordinal" }).select(count);
  return `${count}${suffix[rule]}`;
}
