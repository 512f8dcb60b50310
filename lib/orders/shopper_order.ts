import { waysJson } from "@/lib/checkout/mod.ts";
import { camelKeys, type Sql } from "@/lib/db/mod.ts";
import type { BuyersFile } from "@/lib/downloads/mod.ts";
import type {
  AttemptState,
  DeliveryMethod,
  FulfilmentState,
  FulfilmentStatus,
  Gateway,
  HandWay,
  OrderStatus,
  Way,
} from "@/lib/enums.ts";
import type { Currency } from "@/lib/money.ts";
import type { Pin } from "@/lib/pin.ts";
import { refuse, type Result } from "@/lib/result.ts";
import { type Shell, shellColumns, type ShopRequest } from "@/lib/stores/mod.ts";
import { usedUp } from "./used_up.ts";

/** One try to be paid, the latest. */
export interface ShopperAttempt {
  gateway: Gateway;
  state: AttemptState;
  /** E.164, where the prompt went. */
  phone: string;
  expectedMinor: number;
  resultCode: string | null;
  createdAt: string;
}

export interface ShopperItem {
  variantId: string;
  productTitle: string;
  productSlug: string;
  variantTitle: string;
  imagePath: string | null;
  imageWidths: number[] | null;
  unitPriceMinor: number;
  quantity: number;
  totalMinor: number;
  /** Bought as files. */
  isDigital: boolean;
}

export interface ShopperPayment {
  amountMinor: number;
  receipt: string | null;
  /** Null where somebody else paid, by a link. */
  payerPhone: string | null;
  isByOther: boolean;
  isSurplus: boolean;
  receivedAt: string;
}

/** What an order was made cheaper by, as it was called then. */
export interface OrderDiscount {
  name: string;
  code: string | null;
  amountMinor: number;
  /** What of it went to goods. */
  lines: { variantId: string; amountMinor: number }[];
}

/** An order as the holder of its token may see it. */
export interface ShopperOrder {
  token: string;
  /** "KK-1048". */
  label: string;
  status: OrderStatus;
  fulfilmentStatus: FulfilmentStatus;
  needsReview: boolean;
  currency: Currency;
  itemsMinor: number;
  deliveryMinor: number;
  /** What was taken off goods and delivery. */
  discountMinor: number;
  discounts: OrderDiscount[];
  taxMinor: number;
  isTaxIncluded: boolean;
  totalMinor: number;
  paidMinor: number;
  /** What went back, and what is on its way. */
  refundedMinor: number;
  refundingMinor: number;
  /** What is left to pay: what went back counts as not paid. Not above zero once it is covered. */
  leftMinor: number;
  /** The smallest part of it that is paid by itself. */
  leastMinor: number;
  /** What phones are being asked for at this moment. */
  promptedMinor: number;
  /** What is paid first where the rest may follow until `payBy`; null: it is paid at once. */
  depositMinor: number | null;
  payBy: string | null;
  /** Of the link by which somebody else pays; null without one. */
  payLink: string | null;
  contactName: string;
  contactPhone: string;
  deliveryMethod: DeliveryMethod;
  deliveryPromise: string;
  /** Of the pickup point; empty means the shop itself. */
  pickupPlace: string;
  pickupHours: string;
  area: string | null;
  landmark: string | null;
  directions: string | null;
  secondPhone: string | null;
  note: string;
  pin: Pin | null;
  placedAt: string;
  paidAt: string | null;
  /** Means nothing where cash is paid for it: its goods wait. */
  expiresAt: string;
  /** How it is paid without a gateway; null: by one. */
  handWay: HandWay | null;
  /** Where a transfer goes; null for other ways. */
  transferDetails: string | null;
  /** When it was cancelled, or not paid in time. */
  endedAt: string | null;
  items: ShopperItem[];
  /** Of whoever ordered, not of those who pay by a link. */
  attempt: ShopperAttempt | null;
  payments: ShopperPayment[];
  /** Empty until it is paid, and once it is cancelled or refunded. */
  files: BuyersFile[];
}

/** A part of an order that goes out together. Times are ISO 8601. */
export interface ShopperParcel {
  number: number;
  state: Exclude<FulfilmentState, "cancelled">;
  carrier: string;
  /** A number of the carrier's, or an address. */
  tracking: string;
  riderPhone: string | null;
  packedAt: string;
  shippedAt: string | null;
  deliveredAt: string | null;
  lines: { variantId: string; quantity: number }[];
}

export interface OrderPage extends Shell {
  /** Null when the shop has no order with this token. */
  order: ShopperOrder | null;
  ways: Way[];
  parcels: ShopperParcel[];
}

export interface OrderKey {
  slug: string;
  token: string;
}

/** The payment page and the order page, or null when there is no such shop. */
export async function readOrderPage(
  sql: Sql,
  { slug, token, cart, language }: OrderKey & ShopRequest,
): Promise<OrderPage | null> {
  const [row] = await sql<(Shell & { order: unknown; ways: Way[]; parcels: unknown })[]>`
    select ${shellColumns(sql, { cart, language })}, public.get_order(${slug}, ${token}) as "order",
      public.list_fulfilments(${slug}, ${token}) as "parcels",
      ${waysJson(sql)} as "ways"
    from public.stores as s
    where s.slug = ${slug}`;
  if (!row) return null;
  const parcels = camelKeys(row.parcels) as ShopperParcel[];
  return { ...row, order: toOrder(row.order), parcels };
}

/** What its shopper read, by variant, as far as it was translated. */
type Shown = Record<string, { title: string | null; variant: string | null }>;

function asRead(item: ShopperItem, shown: Shown[string] | undefined): ShopperItem {
  const { productTitle, variantTitle } = item;
  return {
    ...item,
    productTitle: shown?.title ?? productTitle,
    variantTitle: shown?.variant ?? variantTitle,
  };
}

function toOrder(json: unknown): ShopperOrder | null {
  const stored = camelKeys(json) as
    | ShopperOrder & { pinLat: number | null; pinLng: number | null; shown: Shown | null }
    | null;
  if (!stored) return null;
  const { pinLat, pinLng, shown, ...order } = stored;
  return {
    ...order,
    items: order.items.map((item) => asRead(item, shown?.[item.variantId])),
    pin: pinLat !== null && pinLng !== null ? { lat: pinLat, lng: pinLng } : null,
  };
}

/** Whether its holder may still say where on the map an order is taken. */
export function canMovePin({ deliveryMethod, fulfilmentStatus, status }: ShopperOrder): boolean {
  return deliveryMethod === "delivery" && ["unfulfilled", "packed"].includes(fulfilmentStatus) &&
    !["cancelled", "completed", "expired"].includes(status);
}

/** Says where on the map an order is taken; null takes the pin away. */
export async function movePin(
  sql: Sql,
  { slug, token }: OrderKey,
  pin: Pin | null,
): Promise<Result<null, "order_not_found" | "on_its_way">> {
  const [row] = await sql<{ answer: { ok: boolean; code: "order_not_found" | "on_its_way" } }[]>`
    select public.set_order_pin(${slug}, ${token}, ${pin?.lat ?? null}, ${
    pin?.lng ?? null
  }) as answer`;
  const { answer } = row!;
  return answer.ok ? { ok: true, value: null } : refuse(answer.code);
}

export type RetryRefusal =
  | "order_not_found"
  | "already_paid"
  | "payment_not_available"
  | "cash_too_much"
  | "order_cancelled"
  | "order_closed"
  | "part_too_big"
  | "part_too_small"
  | "prompt_live"
  | "too_many_prompts"
  | "discount_used_up"
  | "lines_unavailable";

/** What a refusal tells besides its code. */
export interface RetryDetails {
  retryAfterS: number;
  leftMinor: number;
  leastMinor: number;
}

interface RetryAnswer {
  ok: boolean;
  code: RetryRefusal;
  retry_after_s?: number;
  left_minor?: number;
  least_minor?: number;
}

/** A refusal of the database's with what it tells; for whoever pays. */
export function refusePayment(
  { code, retry_after_s = 0, left_minor = 0, least_minor = 0 }: Omit<RetryAnswer, "ok">,
): Result<never, RetryRefusal, RetryDetails> {
  const details = { retryAfterS: retry_after_s, leftMinor: left_minor, leastMinor: least_minor };
  return refuse(code, details);
}

/**
 * Asks once more for a part of what is left to pay, or without an amount for all of it that nobody else
 * is being asked for; by the gateway that was used last unless told. Refuses while a prompt may still be
 * on the phone; then `details.retryAfterS` says for how long.
 */
export async function retryPayment(
  sql: Sql,
  { slug, token, phone, gateway, amountMinor }: OrderKey & {
    phone: string;
    gateway: Gateway | null;
    amountMinor: number | null;
  },
): Promise<Result<null, RetryRefusal, RetryDetails>> {
  const [row] = await sql<{ answer: RetryAnswer }[]>`
    select public.retry_payment(${slug}, ${token}, ${phone}, ${gateway}, ${amountMinor}) as answer`
    .catch(usedUp);
  const { answer } = row!;
  return answer.ok ? { ok: true, value: null } : refusePayment(answer);
}

/** Pays what is left in cash or by a transfer instead. Refuses as `retryPayment`, or with `cash_too_much`. */
export async function chooseHandWay(
  sql: Sql,
  { slug, token, handWay }: OrderKey & { handWay: HandWay },
): Promise<Result<null, RetryRefusal, RetryDetails>> {
  const [row] = await sql<{ answer: RetryAnswer }[]>`
    select public.choose_hand_way(${slug}, ${token}, ${handWay}) as answer`.catch(usedUp);
  const { answer } = row!;
  return answer.ok ? { ok: true, value: null } : refusePayment(answer);
}

/** Has the gateway asked soon, for a shopper who says that they paid. */
export async function requestPaymentCheck(sql: Sql, { slug, token }: OrderKey): Promise<void> {
  await sql`select public.request_payment_check(${slug}, ${token})`;
}

/** The gateway's page where an order is paid by its last attempt; null when there is none, or no more. */
export async function getPaymentPage(sql: Sql, { slug, token }: OrderKey): Promise<string | null> {
  const [row] = await sql<{ url: string | null }[]>`
    select public.get_payment_page(${slug}, ${token}) as url`;
  return row!.url;
}
