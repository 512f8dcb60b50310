import { CodeField } from "@/components/shop/CodeField.tsx";
import { OrderLines } from "@/components/shop/OrderLines.tsx";
import { useWords } from "@/components/words.tsx";
import { type CheckoutTotalProps, OrderTotals } from "@/islands/Checkout.tsx";
import { buyableLines, type CheckoutPage, commonQuote, sayDiscounts } from "@/lib/checkout/mod.ts";
import type { Media } from "@/lib/stores/mod.ts";
import { priceForm } from "./checkout_code.ts";

export interface CheckoutItemsProps {
  page: CheckoutPage;
  /** Fields by name, as they were typed. */
  typed: Record<string, string>;
  /** What is wrong with the code. */
  error?: string;
  /** "2 items" */
  items: string;
  total: CheckoutTotalProps;
  media: Media;
}

/** What is about to be bought, what is taken off, and what it comes to. */
export function CheckoutItems({ page, typed, error, items, total, media }: CheckoutItemsProps) {
  const { discounts, store: { currency } } = page;
  const words = useWords();
  const { isOpen } = priceForm(page, typed);
  // Where to may be chosen on this page: only what holds everywhere is said line by line.
  const { applied, lines: off } = commonQuote(discounts);
  return (
    <section class="yours" id="items">
      <h2>{items}</h2>
      <OrderLines
        lines={buyableLines(page.lines).map(({ variantId, quantity, goods }) => ({
          ...goods,
          key: variantId,
          quantity,
          totalMinor: goods.priceMinor * quantity,
          offMinor: off[variantId],
        }))}
        currency={currency}
        media={media}
      />
      <input type="hidden" name="toldCode" value={typed.toldCode} />
      <input type="hidden" name="refused" value={typed.refused} />
      <input type="hidden" name="shownOffers" value={typed.shownOffers} />
      <CodeField
        value={typed.discount ?? ""}
        error={error}
        intent="total"
        told={sayDiscounts(discounts, { applied, isOpen, currency }, words)}
      />
      <OrderTotals {...total} />
      <noscript>
        <button type="submit" class="btn btn-line mt-3" name="intent" value="total">
          {words.say("checkout.updateTotal")}
        </button>
      </noscript>
    </section>
  );
}
