import { DiscountRows } from "@/components/shop/DiscountRows.tsx";
import { Price } from "@/components/shop/Price.tsx";
import { SumRow } from "@/components/SumRow.tsx";
import { useWords } from "@/components/words.tsx";
import type { ShopperOrder } from "@/lib/orders/shopper.ts";

/** What the total of an order is made of, as rows of a list. */
export function OrderSums({ order }: { order: ShopperOrder }) {
  const { currency, deliveryMethod, deliveryMinor, discounts, itemsMinor } = order;
  const { isTaxIncluded, taxMinor } = order;
  const { say } = useWords();
  return (
    <>
      <SumRow label={say("cart.items")}>
        <Price minor={itemsMinor} currency={currency} />
      </SumRow>
      {deliveryMethod !== "download" && (
        <SumRow label={say("checkout.delivery")}>
          {deliveryMinor === 0
            ? say("checkout.free")
            : <Price minor={deliveryMinor} currency={currency} />}
        </SumRow>
      )}
      {discounts.length > 0 && <DiscountRows discounts={discounts} currency={currency} />}
      {taxMinor > 0 && !isTaxIncluded && (
        <SumRow label={say("checkout.tax")}>
          <Price minor={taxMinor} currency={currency} />
        </SumRow>
      )}
    </>
  );
}
