/** What an order is, told plainly: the reference that the database is compared with after every step. */
export interface PlainOrder {
  status: "pending" | "paid" | "fulfilled" | "cancelled";
  way: "cash" | "transfer";
  hasCode: boolean;
  lines: Map<number, PlainLine>;
  parcels: Parcel[];
  returns: PlainReturn[];
  refunds: PlainRefund[];
  paid: number;
  refunded: number;
  total: number;
  fulfilment: Fulfilment;
}

export type Fulfilment = "unfulfilled" | "partly" | "packed" | "shipped" | "delivered";
export type ParcelState = "packed" | "shipped" | "delivered" | "cancelled";

export interface PlainLine {
  quantity: number;
  price: number;
  /** On the shelf, kept for it. */
  held: number;
  /** Off the shelf. */
  gone: number;
}

export interface Parcel {
  state: ParcelState;
  lines: Quantities;
}

export interface PlainReturn {
  state: "requested" | "received" | "closed";
  wasReceived: boolean;
  lines: Quantities;
}

export interface PlainRefund {
  amount: number;
  isForReturn: boolean;
  lines: { variant: number; quantity: number; unsent: number; restocked: number }[];
}

/** By the place of the variant in its shop. */
export type Quantities = Map<number, number>;

export interface PlainShop {
  /** What can be sold, on hand and kept for orders, by variant. */
  onHand: number[];
  reserved: number[];
  price: number[];
}

export const FEE = 20_000;
const UNIT = 100;
const RANK: Fulfilment[] = ["unfulfilled", "partly", "packed", "shipped", "delivered"];

export function sum(numbers: Iterable<number>): number {
  return [...numbers].reduce((all, one) => all + one, 0);
}

/** Ten percent off the goods with the code, rounded to what can be paid; half up, as Postgres rounds. */
export function totalOf({ lines, hasCode }: Pick<PlainOrder, "lines" | "hasCode">): number {
  const goods = sum([...lines.values()].map(({ quantity, price }) => quantity * price));
  const off = hasCode ? Math.floor((goods * 10 + 50 * UNIT) / (100 * UNIT)) * UNIT : 0;
  return goods - off + FEE;
}

/** How many of a variant are in parcels that count. */
export function packed({ parcels }: PlainOrder, variant: number, states?: ParcelState[]): number {
  return sum(
    parcels.filter(({ state }) => state !== "cancelled" && (!states || states.includes(state)))
      .map(({ lines }) => lines.get(variant) ?? 0),
  );
}

function refundLines({ refunds }: PlainOrder, variant: number) {
  return refunds.flatMap(({ lines }) => lines).filter((line) => line.variant === variant);
}

export function refundedQuantity(order: PlainOrder, variant: number): number {
  return sum(refundLines(order, variant).map(({ quantity }) => quantity));
}

export function toPack(order: PlainOrder, variant: number): number {
  const unsent = sum(refundLines(order, variant).map(({ unsent }) => unsent));
  const { quantity } = order.lines.get(variant) ?? { quantity: 0 };
  return Math.max(0, quantity - packed(order, variant) - unsent);
}

/** With the buyer, and not spoken of as a return. */
export function returnable(order: PlainOrder, variant: number): number {
  const announced = order.returns.filter(({ state, wasReceived }) =>
    state !== "closed" || wasReceived
  );
  return Math.max(
    0,
    packed(order, variant, ["shipped", "delivered"]) -
      sum(announced.map(({ lines }) => lines.get(variant) ?? 0)),
  );
}

export function receivedBack({ returns }: PlainOrder, variant: number): number {
  return sum(
    returns.filter(({ wasReceived }) => wasReceived).map(({ lines }) => lines.get(variant) ?? 0),
  );
}

/** The fewest that an edit may leave of a line. */
export function fewest(order: PlainOrder, variant: number): number {
  const isSpokenOf = refundedQuantity(order, variant) > 0 ||
    order.returns.some(({ lines }) => lines.has(variant));
  const { quantity } = order.lines.get(variant)!;
  return Math.max(
    quantity - toPack(order, variant),
    refundedQuantity(order, variant),
    isSpokenOf ? 1 : 0,
  );
}

export function paymentStatus({ paid, refunded, total }: PlainOrder): string {
  const kept = paid - refunded;
  if (paid === 0) return "unpaid";
  if (kept <= 0) return "refunded";
  if (kept > total) return "overpaid";
  if (kept === total) return "paid";
  return paid >= total ? "partly_refunded" : "partly_paid";
}

/** Where the goods are, anew; what is paid and handed over is fulfilled. */
export function derive(order: PlainOrder): void {
  const states = order.parcels.map(({ state }) => state).filter((state) => state !== "cancelled");
  const isLeft = [...order.lines.keys()].some((variant) => toPack(order, variant) > 0);
  const now: Fulfilment = states.length === 0
    ? "unfulfilled"
    : isLeft
    ? "partly"
    : states.reduce((least, state) => RANK.indexOf(state) < RANK.indexOf(least) ? state : least);
  if (now === order.fulfilment) return;
  order.fulfilment = now;
  if (order.status === "paid" && now === "delivered") order.status = "fulfilled";
}

export function isFurther(one: Fulfilment, other: Fulfilment): boolean {
  return RANK.indexOf(one) > RANK.indexOf(other);
}

/** The order is covered: what it keeps is sold. */
export function markPaid(order: PlainOrder, shop: PlainShop): void {
  for (const [variant, line] of order.lines) {
    shop.onHand[variant]! -= line.held;
    shop.reserved[variant]! -= line.held;
    line.gone += line.held;
    line.held = 0;
  }
  order.status = order.fulfilment === "delivered" ? "fulfilled" : "paid";
}

/** Back on the shelf, as far as it is not there. Answers how many were put there. */
export function putBack(
  { lines }: PlainOrder,
  shop: PlainShop,
  variant: number,
  quantity: number,
): number {
  const line = lines.get(variant)!;
  const back = Math.max(0, Math.min(quantity, line.gone));
  line.gone -= back;
  shop.onHand[variant]! += back;
  return back;
}

/** Why goods stay where they are; null when they may go. */
export function whyNotSent(order: PlainOrder): string | null {
  const isReady = order.status === "paid" || order.status === "fulfilled" ||
    (order.status === "pending" && (order.way === "cash" || order.fulfilment !== "unfulfilled"));
  return isReady && paymentStatus(order) !== "refunded" ? null : "order_not_ready";
}
