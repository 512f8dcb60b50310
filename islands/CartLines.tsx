import type { ComponentChildren } from "preact";
import { useEffect, useState } from "preact/hooks";
import { Drawing } from "@/components/Drawing.tsx";
import { check } from "@/components/island_icons.ts";
import { CartLine, type CartLineWords, type ShownLine } from "@/components/shop/CartLine.tsx";
import { CartSums, type CartSumsWords } from "@/components/shop/CartSums.tsx";
import { useDeviceCart } from "@/components/shop/device_cart.ts";
import type { PriceStyle } from "@/components/price_style.ts";
import { addToCart, type CartLine as Line, quantityOf, setQuantity } from "@/lib/carts/cart.ts";
import { readCartCookie } from "@/lib/carts/cookie.ts";
import { type CartPlace, changeOnDevice, recallGoods } from "@/lib/carts/device.ts";
import { isAllDigital, itemsMinor } from "@/lib/checkout/lines.ts";
import type { Fee, Pricing } from "@/lib/checkout/totals.ts";
import type { Picked } from "@/lib/i18n/mod.ts";

/** What the cart says. */
export type CartWords =
  & CartLineWords
  & CartSumsWords
  & Picked<
    "cart.removed" | "cart.undo" | "cart.empty" | "cart.emptyMore" | "frame.seeWhatThereIs"
  >;

export interface CartLinesProps extends CartPlace, Pricing {
  /** In front of every link. */
  base: string;
  words: CartWords;
  price: PriceStyle;
  /** What is said of lines that want more than there is, by how many there are. */
  left: Record<number, string>;
  lines: ShownLine[];
  zones: Fee[];
  /** What discounts take off where nothing is delivered. */
  savedMinor: number;
  /** Of the cart that was priced, where only the server knows what another one costs. */
  pricedAt?: number;
  area: string;
  /** What was just taken away, to be brought back. */
  removed?: { variantId: string; quantity: number; priceMinor?: number };
  /** The note for the shop and what else goes with the form. */
  children: ComponentChildren;
}

/** The cart as one form, so that whatever is sent, nothing typed is lost. */
export function CartLines(props: CartLinesProps) {
  const { base, currency, zones, words, price, pricedAt } = props;
  const [removed, setRemoved] = useState(props.removed);
  const [area, setArea] = useState(props.area);
  const device = useDeviceCart(props);
  const [seen, setSeen] = useState<ShownLine[]>([]);
  const known = [...props.lines, ...seen];
  const lines = device
    ? known
      .map((line) => ({ ...line, quantity: quantityOf(device, line.variantId) }))
      .filter(({ quantity }) => quantity > 0)
    : props.lines;
  const totalMinor = itemsMinor(lines);

  // Another tab, or a cart that outlived its cookie, has what this page cannot price.
  useEffect(() => {
    const unknown = device?.lines.filter(({ variantId }) =>
      !known.some((line) =>
        line.variantId === variantId
      )
    ) ?? [];
    const isOld = device && pricedAt !== undefined && device.changedAt !== pricedAt;
    if (unknown.length === 0 && !isOld) return;
    // Only where the next request tells the server: cookies may be refused.
    const isTold = readCartCookie(document.cookie).changedAt === device!.changedAt;
    if (isTold && isFirstTime(device!.changedAt)) return location.reload();
    // Without a network the same page came again: it shows what this device knows.
    if (unknown.length > 0) setSeen([...seen, ...unknown.flatMap(toSeen)]);
  }, [device]);

  function change({ variantId, quantity, putInMinor }: ShownLine, next: number) {
    changeOnDevice((cart) => setQuantity(cart, variantId, next));
    setRemoved(
      next === 0 ? { variantId, quantity, priceMinor: putInMinor ?? undefined } : undefined,
    );
  }

  function undo(event: Event) {
    const isKnown = known.some(({ variantId }) => variantId === removed?.variantId);
    if (!isKnown || !device || pricedAt !== undefined) return;
    event.preventDefault();
    const { variantId, quantity, priceMinor } = removed!;
    changeOnDevice((cart) => addToCart(cart, variantId, quantity, priceMinor));
    setRemoved(undefined);
  }

  return (
    <>
      {lines.length > 0 && (
        <form
          class="grid lg:grid-cols-[7fr_5fr] gap-x-16 gap-y-6 items-start"
          action={`${base}/cart`}
          method="post"
        >
          {/* What Enter in a field presses. */}
          <button type="submit" class="vh" tabIndex={-1} aria-hidden="true">
            {words.update}
          </button>
          <ul class="lines">
            {lines.map((line) => (
              <CartLine
                key={line.variantId}
                line={line}
                was={props.lines.find((one) => one.variantId === line.variantId)?.quantity ?? 0}
                base={base}
                currency={currency}
                words={words}
                price={price}
                left={props.left}
                change={device && pricedAt === undefined
                  ? (quantity) => change(line, quantity)
                  : undefined}
              />
            ))}
          </ul>
          <div class="grid gap-4">
            {props.children}
            <CartSums
              itemsMinor={totalMinor}
              savedMinor={props.savedMinor}
              currency={currency}
              words={words}
              price={price}
              taxRateBp={props.taxRateBp}
              isTaxIncluded={props.isTaxIncluded}
              zones={isAllDigital(lines) ? [] : zones}
              area={area}
              choose={device && pricedAt === undefined ? setArea : undefined}
            />
          </div>
        </form>
      )}
      {lines.length === 0 && <EmptyCart base={base} words={words} />}
      {removed && (
        <form class="toast" action={`${base}/cart/items`} method="post" onSubmit={undo}>
          <Drawing path={check} size="s" />
          <span role="status">{words.removed}</span>
          <input type="hidden" name="variant" value={removed.variantId} />
          <input type="hidden" name="quantity" value={removed.quantity} />
          {removed.priceMinor !== undefined && (
            <input type="hidden" name="price" value={removed.priceMinor} />
          )}
          <button type="submit" class="btn">{words.undo}</button>
        </form>
      )}
    </>
  );
}

/** Whether this cart was not asked for yet: once is enough, whatever came. */
function isFirstTime(changedAt: number): boolean {
  try {
    const isFirst = sessionStorage.getItem("asked") !== String(changedAt);
    sessionStorage.setItem("asked", String(changedAt));
    return isFirst;
  } catch {
    return false;
  }
}

/** The line as it was put in; nothing where this device does not know what it is about. */
function toSeen({ variantId, quantity, priceMinor }: Line): ShownLine[] {
  const goods = recallGoods(variantId);
  if (!goods) return [];
  return [{
    variantId,
    quantity,
    putInMinor: priceMinor ?? null,
    goods: { ...goods, stock: null, isDigital: false, picture: null },
    image: null,
  }];
}

function EmptyCart({ base, words }: { base: string; words: CartWords }) {
  return (
    <div class="empty">
      <div class="weave w16" aria-hidden="true" />
      <h2>{words.empty}</h2>
      <p class="mut">{words.emptyMore}</p>
      <a class="btn btn-fill" href={`${base}/p`}>{words.seeWhatThereIs}</a>
    </div>
  );
}
