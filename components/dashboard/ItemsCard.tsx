import { Code } from "@/components/Layout.tsx";
import { Price, PriceBefore } from "@/components/Price.tsx";
import { SumRow } from "@/components/SumRow.tsx";
import { mediaUrl } from "@/lib/images/urls.ts";
import { formatMoney } from "@/lib/money.ts";
import type { MerchantOrder, OrderItem } from "@/lib/orders/merchant.ts";

/** What was bought, what delivery costs, and the total with its tax. */
export function ItemsCard({ order, media }: { order: MerchantOrder; media: string }) {
  const { currency, items, itemsMinor, deliveryMinor, taxMinor, totalMinor, isTaxIncluded } = order;
  const units = items.reduce((sum, { quantity }) => sum + quantity, 0);
  const isToPack = order.status === "paid" && order.fulfilmentStatus === "unfulfilled";
  const count = units === 1 ? "1 item" : `${units} items`;
  return (
    <section class="card p-0 overflow-hidden" aria-labelledby="items">
      <div class="ch px-4 pt-4 md:(px-5 pt-5)">
        <h2 id="items">{isToPack ? `To pack, ${count}` : count}</h2>
      </div>
      <ul>
        {items.map((item, i) => <Line key={i} item={item} order={order} media={media} />)}
      </ul>
      <dl class="sum border-t border-line px-4 py-3 md:px-5">
        <SumRow label="Items">
          <Price minor={itemsMinor} currency={currency} />
        </SumRow>
        {order.deliveryMethod !== "download" && (
          <SumRow label={order.deliveryMethod === "pickup" ? "Pick up" : `Delivery, ${order.area}`}>
            <Price minor={deliveryMinor} currency={currency} />
          </SumRow>
        )}
        {order.discounts.map(({ name, code, amountMinor }) => (
          <SumRow
            key={name}
            label={
              <>
                {name}
                {code && (
                  <>
                    {" "}
                    <Code>{code}</Code>
                  </>
                )}
              </>
            }
          >
            −<Price minor={amountMinor} currency={currency} />
          </SumRow>
        ))}
        {taxMinor > 0 && !isTaxIncluded && (
          <SumRow label="Tax">
            <Price minor={taxMinor} currency={currency} />
          </SumRow>
        )}
        <SumRow
          isTotal
          label={
            <>
              Total {taxMinor > 0 && isTaxIncluded && (
                <span class="mut text-sm font-normal">
                  with {formatMoney(taxMinor, currency)} tax
                </span>
              )}
            </>
          }
        >
          <Price minor={totalMinor} currency={currency} />
        </SumRow>
      </dl>
    </section>
  );
}

function Line({ item, order, media }: { item: OrderItem; order: MerchantOrder; media: string }) {
  const detail = [item.variantTitle, item.sku].filter(Boolean).join(" · ");
  return (
    <li class="it">
      {item.imagePath
        ? (
          <img
            class="thumb"
            src={mediaUrl(media, item.imagePath, 160)}
            alt=""
            width="52"
            height="52"
            loading="lazy"
          />
        )
        : <span class="thumb" />}
      <div class="flex-1 min-w-0">
        <span class="block font-medium">{item.title}</span>
        {detail && <span class="mut text-sm">{detail}</span>}
      </div>
      <div class="text-end">
        <Price minor={item.totalMinor - item.discountMinor} currency={order.currency} />
        {item.discountMinor > 0 && (
          <span class="block">
            <PriceBefore minor={item.totalMinor} currency={order.currency} />
          </span>
        )}
        <span class="mut block">
          <span class="vh">Quantity</span>
          {` × ${item.quantity}`}
        </span>
      </div>
    </li>
  );
}
