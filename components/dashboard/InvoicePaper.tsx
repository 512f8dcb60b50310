import { Price } from "@/components/Price.tsx";
import { SumRow } from "@/components/SumRow.tsx";
import { formatMoney } from "@/lib/money.ts";
import { leftMinor, type MerchantOrder } from "@/lib/orders/merchant.ts";
import { PaperHead, type PaperProps, PaperTo } from "./PaperHead.tsx";

/** What an order costs, line by line, and what of it is paid. */
export function InvoicePaper({ order, ...shop }: PaperProps) {
  return (
    <article class="paper card">
      <PaperHead {...shop} order={order} title="Invoice" />
      <PaperTo order={order} />
      <ul class="py-3 border-b border-line">
        {order.items.map((item) => (
          <li key={item.id} class="flex flex-wrap justify-between gap-x-3 py-1 break-words">
            <span class="flex-1 min-w-[8rem]">
              {[item.title, item.variantTitle].filter(Boolean).join(", ")}
              <span class="mut block text-sm">
                {`${item.quantity} × ${formatMoney(item.unitPriceMinor, order.currency)}`}
              </span>
            </span>
            <Price minor={item.totalMinor} currency={order.currency} />
          </li>
        ))}
      </ul>
      <Sums order={order} />
    </article>
  );
}

function Sums({ order }: { order: MerchantOrder }) {
  const { currency, deliveryMinor, taxMinor, isTaxIncluded } = order;
  const due = order.status === "pending" ? leftMinor(order) : 0;
  const rows: [label: string, minor: number, sign?: string][] = [
    ["Items", order.itemsMinor],
    ...order.discounts.map(({ name, amountMinor }): [string, number, string] => [
      name,
      amountMinor,
      "−",
    ]),
  ];
  if (order.deliveryMethod === "delivery") rows.push(["Delivery", deliveryMinor]);
  if (taxMinor > 0 && !isTaxIncluded) rows.push(["Tax", taxMinor]);
  return (
    <section class="pt-3">
      <dl class="sum">
        {rows.map(([label, minor, sign]) => (
          <SumRow key={label} label={label}>
            {sign}
            <Price minor={minor} currency={currency} />
          </SumRow>
        ))}
        <SumRow isTotal label="Total">
          <Price minor={order.totalMinor} currency={currency} />
        </SumRow>
        {order.paidMinor > 0 && (
          <SumRow label="Paid">
            <Price minor={order.paidMinor} currency={currency} />
          </SumRow>
        )}
        {order.refundedMinor > 0 && (
          <SumRow label="Given back">
            <Price minor={order.refundedMinor} currency={currency} />
          </SumRow>
        )}
        {due > 0 && (
          <SumRow label="Left to pay">
            <Price minor={due} currency={currency} />
          </SumRow>
        )}
      </dl>
      {taxMinor > 0 && isTaxIncluded && (
        <p class="mut mt-2">The total includes {formatMoney(taxMinor, currency)} tax.</p>
      )}
    </section>
  );
}
