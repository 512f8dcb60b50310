import { useSignal } from "@preact/signals";
import { useEffect, useRef } from "preact/hooks";
import { Chip } from "@/components/Choice.tsx";
import { Drawing } from "@/components/Drawing.tsx";
import { bag } from "@/components/icons.ts";
import { Price, PriceBefore } from "@/components/Price.tsx";
import { addOnDevice, deviceCart } from "@/lib/carts/device.ts";
import {
  findByOptions,
  isInStock,
  mostOffered,
  optionValues,
  scarcity,
} from "@/lib/catalog/choice.ts";
import type { Variant } from "@/lib/catalog/storefront.ts";
import { type Currency, formatMoney } from "@/lib/money.ts";

export interface BuyFormProps {
  base: string;
  /** Slug. */
  product: string;
  optionNames: string[];
  variants: Variant[];
  /** One value of each option. */
  chosen: string[];
  currency: Currency;
  /** Why the last try did not work. */
  problem?: string;
}

/**
 * Choosing a variant and putting it into the cart. Without scripts it is a form that the server
 * answers; with them prices follow the choice and adding does not leave the page.
 */
export function BuyForm(props: BuyFormProps) {
  const { base, product, optionNames, variants, currency } = props;
  const form = useRef<HTMLFormElement>(null);
  const hiding = useRef<ReturnType<typeof setTimeout>>(undefined);
  const chosen = useSignal(props.chosen);
  const said = useSignal("");
  const isAdded = useSignal(false);
  const variant = findByOptions(variants, chosen.value);
  const canBuy = variant !== undefined && isInStock(variant);

  function readChoice() {
    const data = new FormData(form.current!);
    chosen.value = optionNames.map((_, index) => String(data.get(`o${index}`) ?? ""));
  }

  // Somebody may have chosen before the script came.
  useEffect(readChoice, []);

  function add(event: Event) {
    // Until the cart is open the server takes it.
    if (!deviceCart.peek()) return;
    event.preventDefault();
    const quantity = Number(new FormData(form.current!).get("quantity"));
    isAdded.value = canBuy && addOnDevice(variant.id, quantity, variant.priceMinor);
    said.value = isAdded.value ? "Added to your cart" : canBuy ? CART_FULL : SOLD_OUT;
    clearTimeout(hiding.current);
    hiding.current = setTimeout(() => said.value = "", 8_000);
  }

  return (
    <form
      id="buy"
      ref={form}
      action={`${base}/cart/items`}
      method="post"
      onChange={readChoice}
      onSubmit={add}
    >
      <input type="hidden" name="product" value={product} />
      {variant && <PriceLine variant={variant} currency={currency} />}
      {optionNames.map((_, index) => (
        <OptionSet key={index} form={props} chosen={chosen.value} index={index} />
      ))}
      <div class="grid grid-cols-[96px_1fr] gap-2 mt-6 mb-2">
        <select class="in pick" name="quantity" aria-label="Quantity">
          {Array.from(
            { length: mostOffered(variant?.stock ?? 0) },
            (_, index) => <option key={index}>{index + 1}</option>,
          )}
        </select>
        <AddButton canBuy={canBuy} />
      </div>
      {props.problem && <p class="err">{props.problem}</p>}
      <div role="status">
        {said.value && (
          <p class="toast fixed inset-x-0 bottom-20 lg:bottom-5">
            {said.value}
            {isAdded.value && <a class="btn" href={`${base}/cart`}>View cart</a>}
          </p>
        )}
      </div>
      <div class="bar fixed inset-x-0 lg:hidden">
        <div>
          {chosen.value.length > 0 && <small>{chosen.value.join(", ")}</small>}
          {variant && <Price minor={variant.priceMinor} currency={currency} />}
        </div>
        <AddButton canBuy={canBuy} />
      </div>
    </form>
  );
}

const SOLD_OUT = "That one is sold out. Others are left.";
const CART_FULL = "Your cart cannot hold more of this.";

function PriceLine({ variant, currency }: { variant: Variant; currency: Currency }) {
  const { priceMinor, compareAtMinor, stock } = variant;
  const left = scarcity(stock);
  return (
    <p class="flex flex-wrap items-center gap-x-4 gap-y-2 mt-2.5 text-[1.625rem]">
      <Price minor={priceMinor} currency={currency} />
      {compareAtMinor !== null && compareAtMinor > priceMinor && (
        <span class="text-base">
          <PriceBefore minor={compareAtMinor} currency={currency} />
        </span>
      )}
      {left && <span class="pill t-warn">{left}</span>}
    </p>
  );
}

interface OptionSetProps {
  form: Pick<BuyFormProps, "optionNames" | "variants" | "currency">;
  chosen: string[];
  index: number;
}

function OptionSet({ form, chosen, index }: OptionSetProps) {
  return (
    <fieldset class="mt-5">
      <legend>{form.optionNames[index]}</legend>
      <div class="chips">
        {optionValues(form.variants, chosen, index).map((option) => (
          <Chip
            key={option.value}
            name={`o${index}`}
            value={option.value}
            checked={option.value === chosen[index]}
            disabled={option.isGone}
            isOut={option.isOut}
            label={option.value}
            detail={option.isOut
              ? "Sold out"
              : option.priceMinor !== null && formatMoney(option.priceMinor, form.currency)}
          />
        ))}
      </div>
    </fieldset>
  );
}

function AddButton({ canBuy }: { canBuy: boolean }) {
  return (
    <button type="submit" class="btn btn-fill" aria-disabled={canBuy ? undefined : "true"}>
      {canBuy && <Drawing path={bag} size="s" />}
      {canBuy ? "Add to cart" : "Sold out"}
    </button>
  );
}
