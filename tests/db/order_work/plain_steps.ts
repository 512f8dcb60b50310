import {
  derive,
  fewest,
  type Fulfilment,
  isFurther,
  markPaid,
  packed,
  type Parcel,
  type ParcelState,
  paymentStatus,
  type PlainOrder,
  type PlainReturn,
  type PlainShop,
  putBack,
  type Quantities,
  receivedBack,
  refundedQuantity,
  returnable,
  sum,
  toPack,
  totalOf,
  whyNotSent,
} from "./plain_order.ts";

/** What somebody of a shop does to an order. Parts are known by their number, from 1. */
export type Step =
  | { do: "pay"; amount: number }
  | { do: "edit"; lines: Quantities }
  | { do: "fulfil"; lines: Quantities; state: ParcelState }
  | { do: "setFulfilment"; status: Fulfilment }
  | { do: "move"; number: number; state: ParcelState }
  | { do: "openReturn"; lines: Quantities }
  | { do: "receive"; number: number; isRestocked: boolean }
  | { do: "close"; number: number }
  | { do: "refund"; amount: number; lines: Quantities; isRestocked: boolean; returnNumber: number }
  | { do: "cancel"; isRestocked: boolean; isMoneyKept: boolean };

/** Takes a step, or answers why it is refused. */
export function take(order: PlainOrder, shop: PlainShop, step: Step): string | null {
  switch (step.do) {
    case "pay":
      return pay(order, shop, step.amount);
    case "edit":
      return edit(order, shop, step.lines);
    case "fulfil":
      return fulfil(order, step);
    case "setFulfilment":
      return setFulfilment(order, step.status);
    case "move":
      return move(order, order.parcels[step.number - 1], step.state);
    case "openReturn":
      return openReturn(order, step.lines);
    case "receive":
      return receive(order, shop, order.returns[step.number - 1], step.isRestocked);
    case "close":
      return close(order.returns[step.number - 1]);
    case "refund":
      return refund(order, shop, step);
    case "cancel":
      return cancel(order, shop, step);
  }
}

function pay(order: PlainOrder, shop: PlainShop, amount: number): string | null {
  // What went back is not paid.
  const left = order.total - (order.paid - order.refunded);
  if (order.status !== "pending" || left <= 0) {
    return order.status === "cancelled" ? "order_cancelled" : "already_paid";
  }
  if (amount > left) return "amount_too_big";
  order.paid += amount;
  if (amount === left) markPaid(order, shop);
  return null;
}

function edit(order: PlainOrder, shop: PlainShop, wanted: Quantities): string | null {
  const isOpen = order.status === "pending" || order.status === "paid";
  if (!isOpen || order.fulfilment === "delivered" || paymentStatus(order) === "refunded") {
    return "order_not_open";
  }
  const variants = new Set([...order.lines.keys(), ...wanted.keys()]);
  const changes = [...variants].map((variant) => ({
    variant,
    more: (wanted.get(variant) ?? 0) - (order.lines.get(variant)?.quantity ?? 0),
  })).filter(({ more }) => more !== 0);
  const isFixed = ({ variant }: { variant: number }) =>
    order.lines.has(variant) && (wanted.get(variant) ?? 0) < fewest(order, variant);
  if (changes.some(isFixed)) return "line_fixed";
  const isShort = ({ variant, more }: { variant: number; more: number }) =>
    more > 0 && shop.onHand[variant]! - shop.reserved[variant]! < more;
  if (changes.some(isShort)) return "lines_unavailable";
  if (changes.length === 0) return "nothing_changed";
  const kept = order.paid - order.refunded;
  const total = totalOf({
    hasCode: order.hasCode,
    lines: new Map([...wanted].map(([variant, quantity]) => {
      const price = order.lines.get(variant)?.price ?? shop.price[variant]!;
      return [variant, { quantity, price, held: 0, gone: 0 }];
    })),
  });
  if (total > order.total && order.refunded > 0 && total > kept) return "money_went_back";
  for (const { variant, more } of changes) changeLine(order, shop, variant, more);
  order.total = total;
  if (order.paid > 0 && total <= (order.status === "paid" ? order.paid : kept)) {
    markPaid(order, shop);
  } else if (order.status === "paid") order.status = "pending";
  derive(order);
  return null;
}

function changeLine(order: PlainOrder, shop: PlainShop, variant: number, more: number): void {
  const line = order.lines.get(variant) ??
    { quantity: 0, price: shop.price[variant]!, held: 0, gone: 0 };
  order.lines.set(variant, line);
  line.quantity += more;
  if (more > 0) {
    line.held += more;
    shop.reserved[variant]! += more;
    return;
  }
  const released = Math.min(-more, line.held);
  line.held -= released;
  shop.reserved[variant]! -= released;
  putBack(order, shop, variant, -more - released);
  if (line.quantity === 0) order.lines.delete(variant);
}

function fulfil(order: PlainOrder, { lines, state }: Parcel): string | null {
  const problem = whyNotSent(order);
  if (problem) return problem;
  const asked = lines.size > 0 ? lines : allToPack(order);
  if ([...asked].some(([variant, quantity]) => quantity > toPack(order, variant))) {
    return "line_fulfilled";
  }
  if (asked.size === 0) return "nothing_to_send";
  order.parcels.push({ state: "packed", lines: asked });
  derive(order);
  order.parcels.at(-1)!.state = state;
  derive(order);
  return null;
}

function allToPack(order: PlainOrder): Quantities {
  const left = [...order.lines.keys()].map((variant) => [variant, toPack(order, variant)] as const);
  return new Map(left.filter(([, quantity]) => quantity > 0));
}

function setFulfilment(order: PlainOrder, status: Fulfilment): string | null {
  if (order.fulfilment === status) return null;
  if (status === "partly" || !isFurther(status, order.fulfilment)) return "goods_further";
  const problem = whyNotSent(order);
  if (problem) return problem;
  const left = allToPack(order);
  if (left.size === 0 && order.fulfilment === "unfulfilled") return "nothing_to_send";
  if (left.size > 0) order.parcels.push({ state: "packed", lines: left });
  derive(order);
  for (const parcel of order.parcels) {
    if (parcel.state !== "cancelled" && isFurther(status, parcel.state)) {
      parcel.state = status as ParcelState;
      derive(order);
    }
  }
  return null;
}

const MOVES: Record<ParcelState, ParcelState[]> = {
  packed: ["shipped", "delivered", "cancelled"],
  shipped: ["delivered", "cancelled"],
  delivered: [],
  cancelled: [],
};

function move(order: PlainOrder, parcel: Parcel | undefined, state: ParcelState): string | null {
  if (!parcel) return "order_not_found";
  if (parcel.state === state) return null;
  if (order.status === "cancelled" || !MOVES[parcel.state].includes(state)) return "goods_further";
  const problem = state === "cancelled" ? null : whyNotSent(order);
  if (problem) return problem;
  parcel.state = state;
  derive(order);
  return null;
}

function openReturn(order: PlainOrder, lines: Quantities): string | null {
  if (order.status === "cancelled" || (order.status === "pending" && order.paid === 0)) {
    return "order_not_open";
  }
  if ([...lines].some(([variant, quantity]) => quantity > returnable(order, variant))) {
    return "line_returned";
  }
  order.returns.push({ state: "requested", wasReceived: false, lines });
  return null;
}

function receive(
  order: PlainOrder,
  shop: PlainShop,
  one: PlainReturn | undefined,
  isRestocked: boolean,
): string | null {
  if (!one) return "return_not_found";
  if (one.wasReceived) return null;
  if (one.state === "closed") return "return_closed";
  for (const [variant, quantity] of isRestocked ? one.lines : []) {
    // What a refund has put back is not brought a second time.
    const byRefunds = sum(
      order.refunds.flatMap(({ lines }) => lines).filter((line) => line.variant === variant)
        .map(({ restocked, unsent }) => Math.max(0, restocked - unsent)),
    );
    const known = Math.max(0, byRefunds - receivedBack(order, variant));
    putBack(order, shop, variant, quantity - Math.min(quantity, known));
  }
  one.state = "received";
  one.wasReceived = true;
  return null;
}

function close(one: PlainReturn | undefined): string | null {
  if (!one) return "return_not_found";
  one.state = "closed";
  return null;
}

function refund(
  order: PlainOrder,
  shop: PlainShop,
  { amount, lines, isRestocked, returnNumber }: Extract<Step, { do: "refund" }>,
): string | null {
  if (amount > order.paid - order.refunded) return "refund_too_big";
  const isOver = ([variant, quantity]: [number, number]) =>
    quantity > (order.lines.get(variant)?.quantity ?? 0) - refundedQuantity(order, variant);
  if ([...lines].some(isOver)) return "line_refunded";
  const one = order.returns[returnNumber - 1];
  if (returnNumber > 0 && !one) return "return_not_found";
  const noted = [...lines].map(([variant, quantity]) => ({
    variant,
    quantity,
    unsent: Math.min(quantity, toPack(order, variant)),
    restocked: 0,
  }));
  for (const line of isRestocked && !one ? noted : []) {
    const earlier = sum(
      order.refunds.flatMap((each) => each.lines).filter(({ variant }) => variant === line.variant)
        .map(({ quantity, unsent }) => quantity - unsent),
    );
    const known = Math.max(0, receivedBack(order, line.variant) - earlier);
    const back = line.unsent + Math.max(0, line.quantity - line.unsent - known);
    line.restocked = putBack(order, shop, line.variant, back);
  }
  order.refunds.push({ amount, isForReturn: !!one, lines: noted });
  order.refunded += amount;
  if (one?.state === "received") one.state = "closed";
  if (order.fulfilment !== "unfulfilled") derive(order);
  return null;
}

function cancel(
  order: PlainOrder,
  shop: PlainShop,
  { isRestocked, isMoneyKept }: Extract<Step, { do: "cancel" }>,
): string | null {
  if (order.status === "cancelled") return null;
  if (order.status === "fulfilled") return "order_not_open";
  const isWithBuyer = [...order.lines.keys()].some((variant) =>
    packed(order, variant, ["delivered"]) > 0
  );
  if (isWithBuyer) return "goods_delivered";
  if (order.paid > order.refunded && !isMoneyKept) return "money_received";
  for (const [variant, line] of order.lines) {
    shop.reserved[variant]! -= line.held;
    if (!isRestocked) {
      shop.onHand[variant]! -= line.held;
      line.gone += line.held;
    }
    line.held = 0;
    if (isRestocked) putBack(order, shop, variant, line.gone);
  }
  order.status = "cancelled";
  for (const parcel of order.parcels) parcel.state = "cancelled";
  derive(order);
  return null;
}
