import type postgres from "postgres";
import { askRefund } from "@/tests/fixtures/refunds.ts";
import type { PlacedOrder } from "@/tests/payments/stage.ts";
import { checkOut, type Site } from "./checkout.ts";
import { type Asked, type Desk, isKnown } from "./desks.ts";
import type { Dice } from "./dice.ts";

const HABITS = [
  "pays",
  "pays",
  "pays",
  "pays",
  "leaves",
  "pays late",
  "pays another amount",
  "declines, then pays",
  "declines, then both are paid",
] as const;

/** An order and whoever placed it, as the seed wants them. */
export interface Shopper {
  number: number;
  desk: Desk;
  order: PlacedOrder;
  habit: typeof HABITS[number];
  /** Every try to pay, first to last. */
  asked: Asked[];
  /** On the clock of the storm, when they go on. */
  goesOnAt: number;
  isDone: boolean;
  /** Of those who do: whether they have declined, and asked for another try since. */
  second: "not declined" | "declined" | "asked again";
  /** Why the shop last refused to ask again. */
  refusal: string | null;
  /** What the shop gives back once it is paid. */
  refund: "none" | "all" | "a part" | "one that fails";
}

export async function placeOrder(
  { dice, site, desk }: { dice: Dice; site: Site; desk: Desk },
  number: number,
): Promise<Shopper> {
  const { gateway, shop, country, phonePrefix } = desk;
  const phone = `+${phonePrefix}${1_000_000 + number}`;
  const order = await checkOut(site, { shop, gateway, country, phone });
  const asked = [{ order, attemptId: order.attemptId }];
  const shopper: Shopper = {
    number,
    desk,
    order,
    habit: dice.pick(`shopper ${number}`, HABITS),
    asked,
    goesOnAt: 0,
    isDone: false,
    second: "not declined",
    refusal: null,
    refund: desk.failRefund && dice.chance(`refund ${number}`, 0.9)
      ? dice.pick(`refund ${number} is`, ["all", "a part", "one that fails"])
      : "none",
  };
  const units = dice.pick(`other amount ${number}`, [-1, 1, 7]);
  if (shopper.habit === "pays another amount") await desk.payOther?.(asked[0]!, units);
  return shopper;
}

/** Does the next thing that this shopper does, if it is time for it. */
export async function goOn(sql: postgres.Sql, shopper: Shopper, nowS: number): Promise<void> {
  const { desk, habit, asked } = shopper;
  if (shopper.isDone || nowS < shopper.goesOnAt) return;
  const newest = asked.at(-1)!;
  if (habit === "leaves") {
    shopper.isDone = true;
  } else if (habit === "pays late" && desk.payAfterAll) {
    await payLate(sql, shopper, nowS);
  } else if (
    shopper.second === "declined" || !await desk.isWaiting(newest) ||
    !await isKnown(sql, desk, newest)
  ) {
    // A prompt that is gone is not waited for, but another one may be asked for.
    await askAgain(sql, shopper, nowS);
  } else if (habit.startsWith("declines") && shopper.second === "not declined") {
    // Nobody pays a prompt that was declined, but one that hung may be paid beside the next.
    const isHung = habit === "declines, then both are paid" && desk.hang;
    if (!await isInTime(isHung ? desk.hang!(newest) : desk.decline(newest))) return;
    shopper.second = "declined";
    shopper.goesOnAt = nowS + 91;
  } else {
    if (!await isInTime(desk.pay(newest))) return;
    const [first] = asked;
    const isTwice = habit === "declines, then both are paid" && asked.length > 1;
    if (isTwice && await isKnown(sql, desk, first!)) await desk.payAfterAll?.(first!);
    shopper.isDone = true;
  }
}

/** False where a prompt ended by itself under the shopper's fingers. */
async function isInTime(act: Promise<void>): Promise<boolean> {
  try {
    await act;
    return true;
  } catch (error) {
    if (!(error as Error).message.includes("prompt_has_ended")) throw error;
    return false;
  }
}

const LATE_S = 40 * 60;

async function payLate(sql: postgres.Sql, shopper: Shopper, nowS: number): Promise<void> {
  const { desk, asked: [first] } = shopper;
  if (shopper.goesOnAt === 0) {
    if (desk.hang && await desk.isWaiting(first!)) await desk.hang(first!);
    shopper.goesOnAt = nowS + LATE_S;
    return;
  }
  if (await isKnown(sql, desk, first!)) await desk.payAfterAll!(first!);
  shopper.isDone = true;
}

/** As the payment page does; the shop says no while it does not know what became of the earlier one. */
async function askAgain(sql: postgres.Sql, shopper: Shopper, nowS: number): Promise<void> {
  const { desk, order, asked } = shopper;
  const [row] = await sql`select retry_payment(${desk.shop.slug}, ${order.token},
    ${"+" + order.phone}, ${desk.gateway}) as answer`;
  const { ok, attempt_id, code } = row!.answer;
  shopper.goesOnAt = nowS + 30;
  shopper.refusal = ok ? null : code;
  if (ok && shopper.second === "declined") shopper.second = "asked again";
  if (ok && !asked.some(({ attemptId }) => attemptId === attempt_id)) {
    asked.push({ order, attemptId: attempt_id });
  }
  if (!ok && OVER.has(code)) shopper.isDone = true;
}

const OVER = new Set(["order_cancelled", "already_paid"]);

/** What the shop gives back, once there is something: asked for once. */
export async function giveBack(sql: postgres.Sql, shopper: Shopper): Promise<void> {
  if (shopper.refund === "none") return;
  const { desk, order, refund } = shopper;
  const [payment] = await sql`
    select p.id, p.attempt_id, p.amount_minor::int as minor
    from payments p join orders o on o.id = p.order_id
    where p.order_id = ${order.id} and o.status = 'paid' and p.currency = o.currency limit 1`;
  if (!payment) return;
  if (refund === "one that fails") {
    await desk.failRefund!({ order, attemptId: payment.attempt_id });
  }
  const answer = await askRefund(sql, { storeId: desk.shop.storeId, orderId: order.id }, {
    payment_id: payment.id,
    amount_minor: refund === "a part" && !desk.givesWhole ? 50_000 : payment.minor,
  });
  if (!answer.ok) throw new Error(`The shop may not give it back: ${JSON.stringify(answer)}`);
  shopper.refund = "none";
}
