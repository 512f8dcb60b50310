import { signal } from "@preact/signals";
import { useEffect, useRef } from "preact/hooks";
import { Price } from "@/components/Price.tsx";
import { SumRow } from "@/components/SumRow.tsx";
import { placeIn } from "@/lib/checkout/places.ts";
import { type Fee, type Place, type Pricing, readMethod, totalsOf } from "@/lib/checkout/totals.ts";
import { formatMoney } from "@/lib/money.ts";

export interface CheckoutTotalProps extends Pricing {
  itemsMinor: number;
  zones: Fee[];
  place: Place;
}

/** Where the form says it goes, once scripts run; shared by everything that shows the total. */
const chosenPlace = signal<Place | null>(null);

export interface PayProps extends CheckoutTotalProps {
  /** The one way to pay, where there is no choice; otherwise empty. */
  payWith: string;
}

function useTotals(props: CheckoutTotalProps) {
  return totalsOf(props.itemsMinor, { ...props, place: chosenPlace.value ?? props.place });
}

/** What the order costs, line by line, and the total that the shopper agrees to. */
export function OrderTotals(props: CheckoutTotalProps) {
  const { currency } = props;
  const { itemsMinor, deliveryMinor, totalMinor, taxMinor, isTaxIncluded } = useTotals(props);
  const list = useRef<HTMLDListElement>(null);

  useEffect(() => {
    const form = list.current!.closest("form")!;
    const read = () => {
      const data = new FormData(form);
      const method = readMethod(String(data.get("method")));
      const { area } = placeIn((name) => String(data.get(name) ?? ""));
      chosenPlace.value = { method, area };
    };
    read();
    form.addEventListener("change", read);
    return () => form.removeEventListener("change", read);
  }, []);

  return (
    <>
      <dl class="sum mt-1" ref={list}>
        <SumRow label="Items">
          <Price minor={itemsMinor} currency={currency} />
        </SumRow>
        {props.place.method !== "download" && (
          <SumRow label="Delivery">
            {deliveryMinor === null && <span class="mut">Choose your area</span>}
            {deliveryMinor === 0 && "Free"}
            {deliveryMinor !== null && deliveryMinor > 0 && (
              <Price minor={deliveryMinor} currency={currency} />
            )}
          </SumRow>
        )}
        {taxMinor > 0 && !isTaxIncluded && totalMinor !== null && (
          <SumRow label="VAT">
            <Price minor={taxMinor} currency={currency} />
          </SumRow>
        )}
        <SumRow label={totalMinor === null ? before(props) : "Total"} isTotal>
          <Price minor={totalMinor ?? itemsMinor} currency={currency} />
        </SumRow>
      </dl>
      {taxMinor > 0 && isTaxIncluded && (
        <p class="mut text-sm">{`Includes ${formatMoney(taxMinor, currency)} VAT.`}</p>
      )}
      <input type="hidden" name="shownTotal" value={totalMinor ?? ""} />
    </>
  );
}

/** What the sum is called while the area is not chosen. */
function before({ taxRateBp, isTaxIncluded }: Pricing): string {
  return taxRateBp > 0 && !isTaxIncluded
    ? "Total before delivery and VAT"
    : "Total before delivery";
}

/** The one filled button, with the amount in it as soon as that is known. */
export function PayButton({ payWith, ...props }: PayProps) {
  const { totalMinor } = useTotals(props);
  return (
    <button type="submit" class="btn btn-fill hidden lg:inline-flex min-w-[320px]">
      {totalMinor === null
        ? payWith ? `Continue to ${payWith}` : "Continue"
        : `Pay ${formatMoney(totalMinor, props.currency)}${payWith && ` with ${payWith}`}`}
    </button>
  );
}

/** Total and button, in reach of a thumb. */
export function PayBar({ payWith, ...props }: PayProps) {
  const { itemsMinor, totalMinor } = useTotals(props);
  return (
    <div class="bar lg:hidden">
      <div>
        <small>{totalMinor === null ? "Before delivery" : "Total"}</small>
        <Price minor={totalMinor ?? itemsMinor} currency={props.currency} />
      </div>
      <button type="submit" class="btn btn-fill flex-1">
        {totalMinor === null ? "Continue" : payWith ? `Pay with ${payWith}` : "Pay"}
      </button>
    </div>
  );
}
