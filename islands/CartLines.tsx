import { useSignal, useSignalEffect } from "@preact/signals";
import { useEffect } from "preact/hooks";
import { Drawing } from "@/components/Drawing.tsx";
import { alert, check } from "@/components/icons.ts";
import { Price } from "@/components/Price.tsx";
import type { PriceStyle } from "@/components/price_style.ts";
import { MAX_QUANTITY, quantityOf, setQuantity } from "@/lib/carts/cart.ts";
import { readCartCookie } from "@/lib/carts/cookie.ts";
import { type CartPlace, changeOnDevice, deviceCart, openDeviceCart } from "@/lib/carts/device.ts";
import { buyableLines, itemsMinor, type PricedLine, problemOf } from "@/lib/checkout/lines.ts";
import { fill } from "@/lib/i18n/fill.ts";
import type { Picked } from "@/lib/i18n/mod.ts";
import type { Currency } from "@/lib/money.ts";

/** A line with the address of its picture, which only the server knows. */
export interface ShownLine extends PricedLine {
  image: string | null;
}

/** What the cart says. */
export type CartWords = Picked<
  | "cart.notSold"
  | "cart.soldOut"
  | "cart.quantityOf"
  | "cart.update"
  | "cart.remove"
  | "cart.removed"
  | "cart.undo"
  | "cart.checkout"
  | "cart.total"
  | "cart.items"
  | "cart.deliveryLater"
  | "cart.empty"
  | "cart.emptyMore"
  | "frame.seeWhatThereIs"
>;

/** What every part of the cart is told. */
interface Around {
  /** In front of every link. */
  base: string;
  currency: Currency;
  words: CartWords;
  price: PriceStyle;
}

export interface CartLinesProps extends CartPlace, Around {
  /** "Only 3 left" by how many are left. */
  left: Record<number, string>;
  lines: ShownLine[];
  /** What was just taken away, to be brought back. */
  removed?: { variantId: string; quantity: number };
}

/** The lines of the cart and what they cost. Without scripts each line is a form of its own. */
export function CartLines(props: CartLinesProps) {
  const { base, words } = props;
  const removed = useSignal(props.removed);
  const device = deviceCart.value;
  const lines = device
    ? props.lines
      .map((line) => ({ ...line, quantity: quantityOf(device.cart, line.variantId) }))
      .filter(({ quantity }) => quantity > 0)
    : props.lines;
  const totalMinor = itemsMinor(lines);

  useEffect(() => openDeviceCart(props, totalMinor), []);

  // Another tab, or a cart that outlived its cookie, has what this page cannot price.
  useSignalEffect(() => {
    const kept = deviceCart.value?.cart;
    const isKnown = kept?.lines.every(({ variantId }) =>
      props.lines.some((line) =>
        line.variantId === variantId
      )
    ) ?? true;
    // Only where the next request tells the server: cookies may be refused.
    const isTold = readCartCookie(document.cookie).changedAt === kept?.changedAt;
    if (!isKnown && isTold) location.reload();
  });

  function change({ variantId, quantity, goods }: ShownLine, next: number) {
    const priceMinor = goods?.priceMinor ?? 0;
    changeOnDevice((cart) => setQuantity(cart, variantId, next), { variantId, priceMinor });
    removed.value = next === 0 ? { variantId, quantity } : undefined;
  }

  function undo(event: Event) {
    const line = props.lines.find(({ variantId }) => variantId === removed.value?.variantId);
    if (!line || !deviceCart.peek()) return;
    event.preventDefault();
    change(line, removed.value!.quantity);
  }

  return (
    <>
      {lines.length > 0 && (
        <div class="grid lg:grid-cols-[7fr_5fr] gap-x-16 gap-y-6 items-start">
          <ul class="lines">
            {lines.map((line) => (
              <Line
                key={line.variantId}
                {...props}
                line={line}
                change={device ? (quantity) => change(line, quantity) : undefined}
              />
            ))}
          </ul>
          <Summary {...props} totalMinor={totalMinor} />
        </div>
      )}
      {lines.length === 0 && <EmptyCart {...props} />}
      {removed.value && (
        <form class="toast" action={`${base}/cart/items`} method="post" onSubmit={undo}>
          <Drawing path={check} size="s" />
          <span role="status">{words.removed}</span>
          <input type="hidden" name="variant" value={removed.value.variantId} />
          <input type="hidden" name="quantity" value={removed.value.quantity} />
          <button type="submit" class="btn">{words.undo}</button>
        </form>
      )}
    </>
  );
}

interface LineProps extends Around, Pick<CartLinesProps, "left"> {
  line: ShownLine;
  /** Set once scripts run: the form then only changes this device's cart. */
  change?: (quantity: number) => void;
}

function Line({ line, base, currency, words, price, left, change }: LineProps) {
  const { goods, variantId, quantity, image } = line;
  const problem = problemOf(line);
  const [buyable] = buyableLines([line]);
  const title = goods ? goods.title : words.notSold;
  return (
    <li>
      {image
        ? <img class="pic" src={image} alt="" width="160" height="160" />
        : <div class="pic" />}
      <div>
        <b>{goods ? <a href={`${base}/p/${goods.product}`}>{title}</a> : title}</b>
        {goods?.variantTitle && <span class="mut text-sm">{goods.variantTitle}</span>}
        {problem && goods && (
          <p class="err">
            <Drawing path={alert} />
            {problem === "too_many" ? left[goods.stock!] : words.soldOut}
          </p>
        )}
      </div>
      {buyable && (
        <Price
          minor={buyable.goods.priceMinor * buyable.quantity}
          currency={currency}
          style={price}
        />
      )}
      <form
        class="flex items-center gap-1 mt-1"
        action={`${base}/cart/items/${variantId}`}
        method="post"
        onSubmit={change && ((event) => event.preventDefault())}
      >
        {goods && goods.stock !== 0 && (
          <input
            class="in w-16 min-h-tap px-2 text-center"
            type="number"
            name="quantity"
            min="1"
            max={MAX_QUANTITY}
            value={quantity}
            aria-label={fill(words.quantityOf, { title })}
            onChange={change && ((event) => change(event.currentTarget.valueAsNumber || 1))}
          />
        )}
        {goods && !change && goods.stock !== 0 && (
          <button type="submit" class="btn btn-text">{words.update}</button>
        )}
        <button
          type={change ? "button" : "submit"}
          class="btn btn-text"
          name="remove"
          value="1"
          onClick={change && (() => change(0))}
        >
          {words.remove}
          <span class="vh">{` ${title}`}</span>
        </button>
      </form>
    </li>
  );
}

function Summary({ totalMinor, base, currency, words, price }: Around & { totalMinor: number }) {
  const checkout = totalMinor > 0 && (
    <a class="btn btn-fill" href={`${base}/checkout`}>{words.checkout}</a>
  );
  return (
    <>
      <section class="card hidden lg:block" aria-label={words.total}>
        <dl class="sum">
          <div class="text-lg font-bold">
            <dt>{words.items}</dt>
            <dd>
              <Price minor={totalMinor} currency={currency} style={price} />
            </dd>
          </div>
        </dl>
        <p class="mut text-sm my-3">{words.deliveryLater}</p>
        <div class="grid">{checkout}</div>
      </section>
      <div class="bar -mx-4 lg:hidden">
        <div>
          <small>{words.items}</small>
          <Price minor={totalMinor} currency={currency} style={price} />
        </div>
        {checkout}
      </div>
    </>
  );
}

function EmptyCart({ base, words }: Around) {
  return (
    <div class="empty">
      <div class="weave w16" aria-hidden="true" />
      <h2>{words.empty}</h2>
      <p class="mut">{words.emptyMore}</p>
      <a class="btn btn-fill" href={`${base}/p`}>{words.seeWhatThereIs}</a>
    </div>
  );
}
