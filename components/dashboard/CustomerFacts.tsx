import { ButtonLink } from "@/components/Button.tsx";
import { Card, Code } from "@/components/Layout.tsx";
import { SumRow } from "@/components/SumRow.tsx";
import { Price } from "@/components/Price.tsx";
import { Pill } from "@/components/Status.tsx";
import { formatMoment } from "@/lib/clock.ts";
import type { Customer } from "@/lib/customers/mod.ts";
import { averageMinor, CHANNEL_NAMES, sourceWords } from "@/lib/customers/words.ts";
import { CONSENT_CHANNELS } from "@/lib/enums.ts";
import { formatMoney } from "@/lib/money.ts";
import { fulfilmentLabel, paymentLabel } from "@/lib/orders/merchant.ts";
import { formatPhone } from "@/lib/phone.ts";
import type { MyStore } from "@/lib/tenants/mod.ts";
import { Label } from "./Label.tsx";

export interface CustomerPartProps {
  customer: Customer;
  store: MyStore;
}

/** What they brought the shop, and how that was counted. */
export function WorthCard({ customer: { totals }, store }: CustomerPartProps) {
  if (!totals) return null;
  const average = averageMinor(totals);
  const { currency } = store;
  return (
    <section class="card" aria-labelledby="worth">
      <h2 id="worth" class="text-base">Spent in all</h2>
      <p class="text-[1.75rem] leading-tight my-1">
        <Price minor={totals.spentMinor} currency={currency} />
      </p>
      <p class="mut text-sm">
        {formatMoney(totals.paidMinor, currency)} came
        {totals.refundedMinor > 0 && `, ${formatMoney(totals.refundedMinor, currency)} went back`}
        , of all orders as the ledger has it. Orders that ended unpaid are not counted below.
      </p>
      <dl class="sum mt-3">
        <SumRow label="Orders">{totals.orders}</SumRow>
        {average !== null && (
          <SumRow label="An order on average">
            <Price minor={average} currency={currency} />
          </SumRow>
        )}
      </dl>
    </section>
  );
}

/** Their last orders. */
export function OrdersCard({ customer: { orders, totals }, store }: CustomerPartProps) {
  if (orders.length === 0) return null;
  return (
    <section class="card p-0 overflow-hidden" aria-labelledby="orders">
      <h2 id="orders" class="text-base px-4 pt-4 pb-2">
        {totals && totals.orders > orders.length ? `Last ${orders.length} orders` : "Orders"}
      </h2>
      <ul>
        {orders.map((order) => {
          const state = { ...order, attemptState: null, attemptGateway: null };
          return (
            <li key={order.number} class="it flex-wrap">
              <a class="flex-1 min-w-0" href={`/dashboard/${store.slug}/orders/${order.number}`}>
                <Code>{store.orderPrefix}-{order.number}</Code>
              </a>
              <Price minor={order.totalMinor} currency={order.currency} />
              <span class="w-full flex flex-wrap items-center gap-2">
                <Label state={paymentLabel(state)} />
                <Label state={fulfilmentLabel(state)} />
                <time class="mut text-sm" dateTime={order.placedAt}>
                  {formatMoment(order.placedAt, { timeZone: store.timeZone })}
                </time>
              </span>
            </li>
          );
        })}
      </ul>
    </section>
  );
}

/** How to reach them. */
export function ReachCard({ customer, store }: CustomerPartProps) {
  const { phones, email, name, firstSeenAt, lastSeenAt } = customer;
  const at = (iso: string) => formatMoment(iso, { timeZone: store.timeZone });
  return (
    <section class="card" aria-labelledby="reach">
      <h2 id="reach" class="text-base">How to reach them</h2>
      {phones.map((phone) => (
        <div key={phone} class="mt-3">
          <p class="text-lg font-medium tabular-nums">
            <Code>{formatPhone(phone)}</Code>
          </p>
          <div class="grid grid-cols-2 gap-2 mt-2">
            <ButtonLink kind="line" small icon="call" href={`tel:${phone}`}>Call</ButtonLink>
            <ButtonLink
              kind="line"
              small
              icon="chat"
              href={`https://wa.me/${phone.slice(1)}?text=${
                encodeURIComponent(`Habari ${name}, `)
              }`}
            >
              WhatsApp
            </ButtonLink>
          </div>
        </div>
      ))}
      {email && (
        <p class="mt-3 text-sm">
          <a class="inline-flex items-center min-h-tap break-all" href={`mailto:${email}`}>
            {email}
          </a>
        </p>
      )}
      <p class="mut text-sm mt-3">First seen {at(firstSeenAt)}, last seen {at(lastSeenAt)}.</p>
    </section>
  );
}

/** What they agreed to be sent, when and where. */
export function ConsentCard({ customer: { consents, consentLog }, store }: CustomerPartProps) {
  return (
    <Card>
      <h2 class="text-base mb-2">News</h2>
      <ul>
        {CONSENT_CHANNELS.map((channel) => {
          const note = consentLog[channel];
          const isGiven = consents.includes(channel);
          return (
            <li key={channel} class="py-2">
              <span class="flex items-center justify-between gap-3">
                <b>{CHANNEL_NAMES[channel]}</b>
                <Pill tone={isGiven ? "ok" : "plain"} icon={isGiven ? "check" : "close"}>
                  {isGiven ? "Said yes" : note ? "Said no" : "Not asked"}
                </Pill>
              </span>
              {note && (
                <span class="mut text-sm block break-words">
                  {formatMoment(note.at, { timeZone: store.timeZone })}, {sourceWords(note)}
                </span>
              )}
            </li>
          );
        })}
      </ul>
    </Card>
  );
}
