import { Price } from "@/components/Price.tsx";
import type { PriceStyle } from "@/components/price_style.ts";
import { type Fee, type Pricing, totalsOf } from "@/lib/checkout/totals.ts";
import type { Picked } from "@/lib/i18n/mod.ts";

export type CartSumsWords = Picked<
  | "cart.items"
  | "cart.total"
  | "cart.checkout"
  | "cart.withDelivery"
  | "cart.deliveryTo"
  | "cart.anyArea"
  | "cart.show"
  | "checkout.chooseArea"
  | "checkout.delivery"
  | "checkout.free"
  | "checkout.tax"
>;

export interface CartSumsProps extends Pricing {
  words: CartSumsWords;
  price: PriceStyle;
  itemsMinor: number;
  /** Where the shop delivers; empty where it does not. */
  zones: Fee[];
  /** For an idea of what delivery costs; "" when none is chosen. */
  area: string;
  /** Set once scripts run. */
  choose?: (area: string) => void;
}

/** What the cart comes to, with delivery to an area, and the way on. */
export function CartSums(props: CartSumsProps) {
  const { itemsMinor, currency, zones, area, words, price } = props;
  const place = { method: "delivery" as const, area };
  const { deliveryMinor, totalMinor, taxMinor, isTaxIncluded } = totalsOf(itemsMinor, {
    ...props,
    place,
  });
  const shownMinor = zones.length > 0 && totalMinor !== null ? totalMinor : itemsMinor;
  const label = shownMinor === itemsMinor ? words.items : words.withDelivery;
  const checkout = itemsMinor > 0 && (
    <button type="submit" class="btn btn-fill" name="intent" value="checkout">
      {words.checkout}
    </button>
  );
  return (
    <>
      <section class="card" aria-label={words.total}>
        {zones.length > 0 && <Estimate {...props} deliveryMinor={deliveryMinor} />}
        <dl class="sum">
          <div>
            <dt class="mut">{words.items}</dt>
            <dd>
              <Price minor={itemsMinor} currency={currency} style={price} />
            </dd>
          </div>
          {deliveryMinor !== null && zones.length > 0 && (
            <>
              <div>
                <dt class="mut">{words.delivery}</dt>
                <dd>
                  {deliveryMinor === 0
                    ? words.free
                    : <Price minor={deliveryMinor} currency={currency} style={price} />}
                </dd>
              </div>
              {taxMinor > 0 && !isTaxIncluded && (
                <div>
                  <dt class="mut">{words.tax}</dt>
                  <dd>
                    <Price minor={taxMinor} currency={currency} style={price} />
                  </dd>
                </div>
              )}
              <div class="tot">
                <dt>{words.total}</dt>
                <dd>
                  <Price minor={shownMinor} currency={currency} style={price} />
                </dd>
              </div>
            </>
          )}
        </dl>
        <div class="hidden lg:grid mt-3">{checkout}</div>
      </section>
      <div class="bar -mx-[16px] lg:hidden">
        <div>
          <small>{label}</small>
          <Price minor={shownMinor} currency={currency} style={price} />
        </div>
        {checkout}
      </div>
    </>
  );
}

function Estimate(
  { zones, area, choose, words, deliveryMinor }: CartSumsProps & { deliveryMinor: number | null },
) {
  return (
    <div class="mb-3">
      <label for="area">{words.deliveryTo}</label>
      <div class="flex gap-2">
        <select
          class="in pick"
          id="area"
          name="area"
          onChange={choose && ((event) => choose(event.currentTarget.value))}
        >
          <option value="">{deliveryMinor === null ? words.chooseArea : words.anyArea}</option>
          {zones.flatMap(({ areas }) => areas).map((one) => (
            <option key={one} value={one} selected={one === area}>{one}</option>
          ))}
        </select>
        {!choose && <button type="submit" class="btn btn-line">{words.show}</button>}
      </div>
    </div>
  );
}
