import { Price } from "@/components/Price.tsx";
import { type Fee, type Pricing, totalsOf } from "@/lib/checkout/totals.ts";

export interface CartSumsProps extends Pricing {
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
  const { itemsMinor, currency, zones, area } = props;
  const place = { method: "delivery" as const, area };
  const { deliveryMinor, totalMinor, taxMinor, isTaxIncluded } = totalsOf(itemsMinor, {
    ...props,
    place,
  });
  const shownMinor = zones.length > 0 && totalMinor !== null ? totalMinor : itemsMinor;
  const label = shownMinor === itemsMinor ? "Items" : "With delivery";
  const checkout = itemsMinor > 0 && (
    <button type="submit" class="btn btn-fill" name="intent" value="checkout">Checkout</button>
  );
  return (
    <>
      <section class="card" aria-label="Total">
        {zones.length > 0 && <Estimate {...props} deliveryMinor={deliveryMinor} />}
        <dl class="sum">
          <div>
            <dt class="mut">Items</dt>
            <dd>
              <Price minor={itemsMinor} currency={currency} />
            </dd>
          </div>
          {deliveryMinor !== null && zones.length > 0 && (
            <>
              <div>
                <dt class="mut">Delivery</dt>
                <dd>
                  {deliveryMinor === 0
                    ? "Free"
                    : <Price minor={deliveryMinor} currency={currency} />}
                </dd>
              </div>
              {taxMinor > 0 && !isTaxIncluded && (
                <div>
                  <dt class="mut">VAT</dt>
                  <dd>
                    <Price minor={taxMinor} currency={currency} />
                  </dd>
                </div>
              )}
              <div class="tot">
                <dt>Total</dt>
                <dd>
                  <Price minor={shownMinor} currency={currency} />
                </dd>
              </div>
            </>
          )}
        </dl>
        <div class="hidden lg:grid mt-3">{checkout}</div>
      </section>
      <div class="bar -mx-4 lg:hidden">
        <div>
          <small>{label}</small>
          <Price minor={shownMinor} currency={currency} />
        </div>
        {checkout}
      </div>
    </>
  );
}

function Estimate(
  { zones, area, choose, deliveryMinor }: CartSumsProps & { deliveryMinor: number | null },
) {
  return (
    <div class="mb-3">
      <label for="area">Delivery to</label>
      <div class="flex gap-2">
        <select
          class="in pick"
          id="area"
          name="area"
          onChange={choose && ((event) => choose(event.currentTarget.value))}
        >
          <option value="">{deliveryMinor === null ? "Choose your area" : "Any area"}</option>
          {zones.flatMap(({ areas }) => areas).map((one) => (
            <option key={one} value={one} selected={one === area}>{one}</option>
          ))}
        </select>
        {!choose && <button type="submit" class="btn btn-line">Show</button>}
      </div>
    </div>
  );
}
