import { useEffect, useRef, useState } from "preact/hooks";
import { Price } from "@/components/Price.tsx";
import type { PriceStyle } from "@/components/price_style.ts";
import { SumRow } from "@/components/SumRow.tsx";
import { placeIn } from "@/lib/checkout/places.ts";
import {
  depositOf,
  type Fee,
  type Place,
  type Pricing,
  readMethod,
  totalsOf,
} from "@/lib/checkout/totals.ts";
import { fill } from "@/lib/i18n/fill.ts";
import type { Picked } from "@/lib/i18n/mod.ts";
import { formatMoney } from "@/lib/money.ts";

export type TotalWords = Picked<
  | "cart.items"
  | "cart.total"
  | "checkout.delivery"
  | "checkout.chooseArea"
  | "checkout.free"
  | "checkout.totalBefore"
  | "checkout.totalBeforeTax"
  | "checkout.before"
  | "checkout.tax"
  | "checkout.includesTax"
  | "checkout.toGateway"
  | "checkout.pay"
  | "checkout.continue"
  | "checkout.payShort"
  | "discount.saved"
>;

export interface CheckoutTotalProps extends Pricing {
  words: TotalWords;
  price: PriceStyle;
  itemsMinor: number;
  /** What discounts take off where nothing is delivered. */
  savedMinor: number;
  zones: Fee[];
  place: Place;
}

/** Where the form says it goes, once scripts run, and everything that shows the total for it. */
let chosenPlace: Place | null = null;
const watches = new Set<(place: Place) => void>();

function choose(place: Place): void {
  chosenPlace = place;
  for (const watch of watches) watch(place);
}

function useTotals(props: CheckoutTotalProps) {
  const [place, setPlace] = useState(props.place);
  useEffect(() => {
    watches.add(setPlace);
    if (chosenPlace) setPlace(chosenPlace);
    return () => watches.delete(setPlace);
  }, []);
  return totalsOf(props.itemsMinor, { ...props, place });
}

/** What the order costs, line by line, and the total that the shopper agrees to. */
export function OrderTotals(props: CheckoutTotalProps) {
  const { currency, words, price } = props;
  const { itemsMinor, savedMinor, deliveryMinor, totalMinor, taxMinor, isTaxIncluded } = useTotals(
    props,
  );
  const list = useRef<HTMLDListElement>(null);

  useEffect(() => {
    const form = list.current!.closest("form")!;
    const read = () => {
      const data = new FormData(form);
      const method = readMethod(String(data.get("method")));
      const { area } = placeIn((name) => String(data.get(name) ?? ""));
      choose({ method, area });
    };
    read();
    form.addEventListener("change", read);
    return () => form.removeEventListener("change", read);
  }, []);

  return (
    <>
      <dl class="sum mt-1" ref={list}>
        <SumRow label={words.items}>
          <Price minor={itemsMinor} currency={currency} style={price} />
        </SumRow>
        {props.place.method !== "download" && (
          <SumRow label={words.delivery}>
            {deliveryMinor === null && <span class="mut">{words.chooseArea}</span>}
            {deliveryMinor === 0 && words.free}
            {deliveryMinor !== null && deliveryMinor > 0 && (
              <Price minor={deliveryMinor} currency={currency} style={price} />
            )}
          </SumRow>
        )}
        {savedMinor > 0 && (
          <SumRow label={words.saved}>
            −<Price minor={savedMinor} currency={currency} style={price} />
          </SumRow>
        )}
        {taxMinor > 0 && !isTaxIncluded && totalMinor !== null && (
          <SumRow label={words.tax}>
            <Price minor={taxMinor} currency={currency} style={price} />
          </SumRow>
        )}
        <SumRow label={totalMinor === null ? before(props) : words.total} isTotal>
          <Price minor={totalMinor ?? itemsMinor - savedMinor} currency={currency} style={price} />
        </SumRow>
      </dl>
      {taxMinor > 0 && isTaxIncluded && (
        <p class="mut text-sm">
          {fill(words.includesTax, { amount: formatMoney(taxMinor, currency, price) })}
        </p>
      )}
      <input type="hidden" name="shownTotal" value={totalMinor ?? ""} />
    </>
  );
}

/** What the sum is called while the area is not chosen. */
function before({ taxRateBp, isTaxIncluded, words }: CheckoutTotalProps): string {
  return taxRateBp > 0 && !isTaxIncluded ? words.totalBeforeTax : words.totalBefore;
}

export interface DepositNowProps extends CheckoutTotalProps {
  percent: number;
  /** "Pay {amount} now". */
  text: string;
}

/** What is paid first of what the order costs; its share as long as nobody knows that. */
export function DepositNow(props: DepositNowProps) {
  const { totalMinor } = useTotals(props);
  const { percent, text, currency, price } = props;
  const nowMinor = totalMinor === null ? null : depositOf(totalMinor, percent, currency);
  return (
    <>
      {fill(text, {
        amount: nowMinor === null ? `${percent}%` : formatMoney(nowMinor, currency, price),
      })}
      <input type="hidden" name="shownDeposit" value={nowMinor ?? ""} />
    </>
  );
}

/** The one filled button, with the amount in it as soon as that is known. */
export function PayButton(props: CheckoutTotalProps) {
  const { totalMinor } = useTotals(props);
  const { words, price, currency } = props;
  return (
    <button type="submit" class="btn btn-fill hidden lg:inline-flex min-w-[320px]">
      {totalMinor === null
        ? words.toGateway
        : fill(words.pay, { amount: formatMoney(totalMinor, currency, price) })}
    </button>
  );
}

/** Total and button, in reach of a thumb. */
export function PayBar(props: CheckoutTotalProps) {
  const { itemsMinor, savedMinor, totalMinor } = useTotals(props);
  const { words } = props;
  return (
    <div class="bar lg:hidden">
      <div>
        <small>{totalMinor === null ? words.before : words.total}</small>
        <Price
          minor={totalMinor ?? itemsMinor - savedMinor}
          currency={props.currency}
          style={props.price}
        />
      </div>
      <button type="submit" class="btn btn-fill flex-1">
        {totalMinor === null ? words.continue : words.payShort}
      </button>
    </div>
  );
}
