import { camelKeys, type Sql } from "@/lib/db/mod.ts";
import type {
  ConsentChannel,
  ConsentSource,
  DeliveryMethod,
  FulfilmentStatus,
  HandWay,
  OrderStatus,
  PaymentStatus,
} from "@/lib/enums.ts";
import type { Currency } from "@/lib/money.ts";
import type { Pin } from "@/lib/pin.ts";

/** All that a shop knows of one customer. Moments are ISO 8601, amounts minor units of the store. */
export interface Customer {
  id: string;
  name: string;
  email: string | null;
  /** Their own first, then those of who was merged into them. Empty once erased. */
  phones: string[];
  tags: string[];
  consents: ConsentChannel[];
  /** What was said last of each way to be sent news. */
  consentLog: Partial<Record<ConsentChannel, ConsentNote>>;
  erasedAt: string | null;
  firstSeenAt: string;
  lastSeenAt: string;
  totals: CustomerTotals | null;
  addresses: CustomerAddress[];
  /** The last ten. */
  orders: CustomerOrder[];
  timeline: CustomerEvent[];
}

export interface ConsentNote {
  isGiven: boolean;
  source: ConsentSource;
  author: string | null;
  at: string;
}

export interface CustomerTotals {
  orders: number;
  paidMinor: number;
  refundedMinor: number;
  spentMinor: number;
  firstOrderAt: string | null;
  lastOrderAt: string | null;
}

export interface CustomerAddress {
  id: string;
  area: string;
  landmark: string;
  directions: string;
  secondPhone: string | null;
  isDefault: boolean;
  pin: Pin | null;
}

export interface CustomerOrder {
  number: number;
  status: OrderStatus;
  paymentStatus: PaymentStatus;
  fulfilmentStatus: FulfilmentStatus;
  needsReview: boolean;
  deliveryMethod: DeliveryMethod;
  currency: Currency;
  totalMinor: number;
  paidMinor: number;
  handWay: HandWay | null;
  refundedMinor: number;
  placedAt: string;
}

/** Something that happened between the shop and a customer. */
export interface CustomerEvent {
  at: string;
  kind: "order" | "money" | "sent" | "message" | "review" | "note" | "consent";
  /** Of which phone; null where it is of none. */
  phone: string | null;
  facts: Record<string, unknown>;
}

/** As many lines of the timeline are shown at once. */
export const HAPPENINGS = 40;

export interface CustomerQuestion {
  storeId: string;
  id: string;
  /** Narrows the timeline to one of their phones, and to what was before a moment. */
  phone?: string;
  before?: string;
}

/** One customer in one statement; where they were merged, whose id is theirs now; null for nobody. */
export async function getCustomer(
  sql: Sql,
  { storeId, id, phone, before }: CustomerQuestion,
): Promise<Customer | { mergedInto: string } | null> {
  if (!/^[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}$/.test(id)) return null;
  const [row] = await sql<{ customer: unknown }[]>`
    select public.get_customer(${storeId}, ${id}, ${
    sql.json({ phone, before } as never)
  }) as customer`;
  return camelKeys(row!.customer) as Customer | { mergedInto: string } | null;
}
