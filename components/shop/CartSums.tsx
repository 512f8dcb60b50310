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
  | "checkout.before"
  | "discount.saved"
>;

export interface CartSumsProps extends Pricing {
  words: CartSumsWords;
  price: PriceStyle;
  itemsMinor: number;
  /** What discounts take off where nothing is delivered. */
  savedMinor: number;
  /** Where the shop delivers; empty where it does not. */
  zones: Fee[];
  /** For an idea of what delivery costs; "" when none is chosen. */
  area: string;
  /** Set once scripts run. */
  choose?: (area: string) => void;
}

/** What the cart comes to, with delivery to an area, and the way on. */
export function CartSums(props: CartSumsProps) {
  const { currency, zones, area, words, price } = props;
  const place = { method: "delivery" as const, area };
  const { itemsMinor, savedMinor, deliveryMinor, totalMinor, taxMinor, isTaxIncluded } = totalsOf(
    props.itemsMinor,
    { ...props, place },
  );
  const goodsMinor = itemsMinor - savedMinor;
  const isDelivered = zones.length > 0 && totalMinor !== null;
  const shownMinor = isDelivered ? totalMinor : goodsMinor;
  const label = shownMinor === goodsMinor ? words.items : words.withDelivery;
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
          {isDelivered && (
            <div>
              <dt class="mut">{words.delivery}</dt>
              <dd>
                {deliveryMinor
                  ? <Price minor={deliveryMinor} currency={currency} style={price} />
                  : words.free}
              </dd>
            </div>
          )}
          {savedMinor > 0 && (
            <div>
              <dt class="mut">{words.saved}</dt>
              <dd>
                −<Price minor={savedMinor} currency={currency} style={price} />
              </dd>
            </div>
          )}
          {isDelivered && taxMinor > 0 && !isTaxIncluded && (
            <div>
              <dt class="mut">{words.tax}</dt>
              <dd>
                <Price minor={taxMinor} currency={currency} style={price} />
              </dd>
            </div>
          )}
          {(isDelivered || savedMinor > 0) && (
            <div class="tot">
              <dt>{isDelivered || zones.length === 0 ? words.total : words.before}</dt>
              <dd>
                <Price minor={shownMinor} currency={currency} style={price} />
              </dd>
            </div>
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
          onChange={(event) =>
            choose ? choose(event.currentTarget.value) : event.currentTarget.form!.requestSubmit()}
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
