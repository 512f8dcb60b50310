import type { Sql } from "@/lib/db/mod.ts";
import type { Language } from "@/lib/i18n/mod.ts";
import type { Currency } from "@/lib/money.ts";
import type { MessageFacts } from "../message_facts.ts";
import type { OrderFacts, StoreFacts } from "../order_facts.ts";
import type { StockFacts } from "../stock_facts.ts";

/** What a sample of a store's messages is made of. */
export interface SampleStore extends StoreFacts {
  currency: Currency;
  orderPrefix: string;
}

/** A store as its messages speak of it, in one statement. */
export async function getSampleStore(sql: Sql, storeId: string): Promise<SampleStore> {
  const [store] = await sql<SampleStore[]>`
    select s.slug, s.name, s.country, s.languages, s.time_zone, s.contact_phone as phone,
      s.contact_email as email, s.address, s.opening_hours, s.pickup_note, s.transfer_details,
      s.currency, s.order_prefix as "orderPrefix"
    from public.stores as s where s.id = ${storeId}`;
  if (!store) throw new Error(`There is no store "${storeId}"`);
  return store;
}

const PHONE = "+254712345678";

/** Paid in part: the rest is due. */
const IN_PARTS = ["order_part_paid", "order_reminder", "order_lapsed", "merchant_order_lapsed"];
const WAITING = ["order_received", "merchant_order_received"];

/** An order that nobody placed, at this store. Refunds of it speak of a part. */
export function sampleOrder(store: SampleStore, kind: string, language: Language): OrderFacts {
  const isInParts = IN_PARTS.includes(kind);
  const isPaid = !isInParts && !WAITING.includes(kind);
  const paid = isPaid ? 395_000 : isInParts ? 100_000 : 0;
  const line = { variant: "", shown_title: null, shown_variant: null };
  return {
    number: 1042,
    label: `${store.orderPrefix}-1042`,
    language,
    token: "0123456789abcdef0123456789abcdef",
    status: isPaid ? "paid" : "pending",
    currency: store.currency,
    items_minor: 375_000,
    delivery_minor: 20_000,
    tax_minor: 0,
    is_tax_included: true,
    total_minor: 395_000,
    paid_minor: paid,
    left_minor: 395_000 - paid,
    deposit_minor: isInParts ? 100_000 : null,
    pay_by: isInParts ? new Date("2026-12-01T15:00:00Z") : null,
    contact_name: "Wanjiru Kamau",
    contact_phone: PHONE,
    delivery_method: "delivery",
    delivery_promise: "",
    shown_promise: null,
    pickup_place: "",
    pickup_hours: "",
    area: "Kilimani, Nairobi",
    landmark: "Tumaini Chemist",
    directions: null,
    note: "",
    expires_at: new Date("2026-11-23T07:56:00Z"),
    hand_way: null,
    has_files: false,
    items: [
      { ...line, title: "Sisal basket", quantity: 1, total_minor: 245_000 },
      { ...line, title: "Enamel mug", quantity: 2, total_minor: 130_000 },
    ],
    discounts: [],
    attempt: { gateway: "mpesa", phone: PHONE },
    receipt: isPaid ? "SBX4K9L2MN" : null,
    refund: {
      amount_minor: 130_000,
      reason: "A mug was broken",
      gateway: "mpesa",
      phone: PHONE,
      hand_ref: null,
    },
    fulfilment: { carrier: "Fargo Courier", tracking: "FC-20418", rider_phone: PHONE },
    reason: kind === "order_cancelled" ? "The basket is sold out" : "",
    store,
  };
}

export function sampleStock({ slug, name, email }: SampleStore): StockFacts {
  return {
    variantId: "00000000-0000-4000-8000-000000000000",
    title: "Sisal basket",
    variant: "Medium",
    sku: "KSB-M",
    available: 2,
    lowStockLevel: 3,
    store: { slug, name, email },
  };
}

export function sampleMessage({ slug, name }: SampleStore): MessageFacts {
  return {
    name: "Wanjiru Kamau",
    phone: PHONE,
    email: null,
    body: "Do you have the basket in red?",
    store: { slug, name },
  };
}
