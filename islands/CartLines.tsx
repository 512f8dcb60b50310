import { useSignal, useSignalEffect } from "@preact/signals";
import { useEffect } from "preact/hooks";
import { Drawing } from "@/components/Drawing.tsx";
import { alert, check } from "@/components/icons.ts";
import { Price } from "@/components/Price.tsx";
import { MAX_QUANTITY, quantityOf, setQuantity } from "@/lib/carts/cart.ts";
import { readCartCookie } from "@/lib/carts/cookie.ts";
import { type CartPlace, changeOnDevice, deviceCart, openDeviceCart } from "@/lib/carts/device.ts";
import { buyableLines, itemsMinor, type PricedLine, problemOf } from "@/lib/checkout/lines.ts";
import type { Currency } from "@/lib/money.ts";

/** A line with the address of its picture, which only the server knows. */
export interface ShownLine extends PricedLine {
  image: string | null;
}

export interface CartLinesProps extends CartPlace {
  lines: ShownLine[];
  currency: Currency;
  /** What was just taken away, to be brought back. */
  removed?: { variantId: string; quantity: number };
}

/** The lines of the cart and what they cost. Without scripts each line is a form of its own. */
export function CartLines(props: CartLinesProps) {
  const { base, currency } = props;
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
                line={line}
                base={base}
                currency={currency}
                change={device ? (quantity) => change(line, quantity) : undefined}
              />
            ))}
          </ul>
          <Summary totalMinor={totalMinor} base={base} currency={currency} />
        </div>
      )}
      {lines.length === 0 && <EmptyCart base={base} />}
      {removed.value && (
        <form class="toast" action={`${base}/cart/items`} method="post" onSubmit={undo}>
          <Drawing path={check} size="s" />
          <span role="status">Taken out of your cart</span>
          <input type="hidden" name="variant" value={removed.value.variantId} />
          <input type="hidden" name="quantity" value={removed.value.quantity} />
          <button type="submit" class="btn">Undo</button>
        </form>
      )}
    </>
  );
}

interface LineProps {
  line: ShownLine;
  base: string;
  currency: Currency;
  /** Set once scripts run: the form then only changes this device's cart. */
  change?: (quantity: number) => void;
}

function Line({ line, base, currency, change }: LineProps) {
  const { goods, variantId, quantity, image } = line;
  const problem = problemOf(line);
  const [buyable] = buyableLines([line]);
  const title = goods ? goods.title : "This is not sold any more";
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
            {problem === "too_many"
              ? `Only ${goods.stock} left. The total counts ${goods.stock}.`
              : "Sold out. The total leaves it out."}
          </p>
        )}
      </div>
      {buyable && <Price minor={buyable.goods.priceMinor * buyable.quantity} currency={currency} />}
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
            aria-label={`Quantity of ${title}`}
            onChange={change && ((event) => change(event.currentTarget.valueAsNumber || 1))}
          />
        )}
        {goods && !change && goods.stock !== 0 && (
          <button type="submit" class="btn btn-text">Update</button>
        )}
        <button
          type={change ? "button" : "submit"}
          class="btn btn-text"
          name="remove"
          value="1"
          onClick={change && (() => change(0))}
        >
          Remove<span class="vh">{title}</span>
        </button>
      </form>
    </li>
  );
}

interface SummaryProps {
  totalMinor: number;
  base: string;
  currency: Currency;
}

function Summary({ totalMinor, base, currency }: SummaryProps) {
  const checkout = totalMinor > 0 && <a class="btn btn-fill" href={`${base}/checkout`}>Checkout</a>;
  return (
    <>
      <section class="card hidden lg:block" aria-label="Total">
        <dl class="sum">
          <div class="text-lg font-bold">
            <dt>Items</dt>
            <dd>
              <Price minor={totalMinor} currency={currency} />
            </dd>
          </div>
        </dl>
        <p class="mut text-sm my-3">Delivery is added at checkout.</p>
        <div class="grid">{checkout}</div>
      </section>
      <div class="bar -mx-4 lg:hidden">
        <div>
          <small>Items</small>
          <Price minor={totalMinor} currency={currency} />
        </div>
        {checkout}
      </div>
    </>
  );
}

function EmptyCart({ base }: { base: string }) {
  return (
    <div class="empty">
      <div class="weave w16" aria-hidden="true" />
      <h2>Your cart is empty</h2>
      <p class="mut">What you add waits here, also when the network is gone.</p>
      <a class="btn btn-fill" href={`${base}/p`}>See what there is</a>
    </div>
  );
}
