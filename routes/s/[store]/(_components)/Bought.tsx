import { OrderLines } from "@/components/shop/OrderLines.tsx";
import { Price } from "@/components/shop/Price.tsx";
import { SumRow } from "@/components/SumRow.tsx";
import { useWords } from "@/components/words.tsx";
import type { ShopperItem, ShopperOrder } from "@/lib/orders/shopper.ts";
import type { Media } from "@/lib/stores/mod.ts";
import { OrderSums } from "./OrderSums.tsx";

/** What an order has in it, and what that came to. */
export function Bought({ order, media }: { order: ShopperOrder; media: Media }) {
  const { currency, totalMinor, taxMinor, isTaxIncluded } = order;
  const { say, money } = useWords();
  return (
    <article class="receipt">
      <section>
        <h2>{order.paidAt ? say("order.bought") : say("order.ordered")}</h2>
        <OrderLines
          lines={order.items.map((item) => toLine(item, offMinor(order, item)))}
          currency={currency}
          media={media}
        />
        <dl class="sum mt-2">
          <OrderSums order={order} />
          <SumRow label={order.paidAt ? say("order.paid") : say("cart.total")} isTotal>
            <Price minor={totalMinor} currency={currency} />
          </SumRow>
        </dl>
        {taxMinor > 0 && isTaxIncluded && (
          <p class="mut text-sm">
            {say("checkout.includesTax", { amount: money(taxMinor, currency) })}
          </p>
        )}
      </section>
    </article>
  );
}

/** What discounts took off a line. */
function offMinor({ discounts }: ShopperOrder, { variantId }: ShopperItem): number {
  const shares = discounts.flatMap(({ lines }) =>
    lines.filter((line) => line.variantId === variantId)
  );
  return shares.reduce((sum, { amountMinor }) => sum + amountMinor, 0);
}

function toLine(item: ShopperItem, offMinor: number) {
  const { variantId, productTitle, variantTitle, quantity, totalMinor } = item;
  return {
    key: variantId,
    title: productTitle,
    variantTitle,
    quantity,
    totalMinor,
    offMinor,
    picture: item.imagePath === null ? null : {
      path: item.imagePath,
      alt: "",
      width: 160,
      height: 160,
      widths: (item.imageWidths ?? []).slice(0, 1),
    },
  };
}
