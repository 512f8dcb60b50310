import { type Currency, formatMoney, isCurrency } from "@/lib/money.ts";
import type { AuditEvent, Changes } from "./activity.ts";

/** What people read for an action, and what they can look for. */
export const ACTION_NAMES: Record<string, string> = {
  "api_keys.created": "Made an API key",
  "api_keys.updated": "Changed an API key",
  "arrivals.placed": "Placed money on an order",
  "arrivals.returned": "Dealt with money that had no order",
  "audit_events.exported": "Took a copy of the activity",
  "customers.erased": "Erased a customer",
  "customers.merged": "Made two customers one",
  "customers.merge_undone": "Took two customers apart again",
  "customers.exported": "Took a copy of the customers",
  "orders.pin_changed": "The buyer changed the pin of an order",
  "delivery_zones.created": "Added a delivery zone",
  "delivery_zones.updated": "Changed a delivery zone",
  "delivery_zones.deleted": "Removed a delivery zone",
  "discounts.created": "Made a discount",
  "discounts.updated": "Changed a discount",
  "discounts.deleted": "Deleted a discount",
  "discount_targets.created": "Added goods to a discount",
  "discount_targets.deleted": "Took goods out of a discount",
  "imports.applied": "Applied an imported file",
  "invitations.created": "Invited somebody",
  "invitations.updated": "Changed an invitation",
  "invitations.deleted": "Took an invitation back",
  "memberships.created": "Added somebody to the team",
  "memberships.updated": "Changed what somebody may do",
  "memberships.deleted": "Removed somebody from the team",
  "message_templates.created": "Put a message in own words",
  "message_templates.updated": "Changed the words of a message",
  "message_templates.deleted": "Went back to our words for a message",
  "muted_messages.created": "Switched a kind of message off",
  "muted_messages.deleted": "Switched a kind of message on",
  "orders.cancelled": "Cancelled an order that nobody paid",
  "orders.fulfilment": "Moved the goods of an order on",
  "orders.hand_payment": "Noted money that came by hand",
  "order_items.updated": "Gave a buyer more downloads",
  "ledger_entries.exported": "Took a copy of the money",
  "orders.exported": "Took a copy of the orders",
  "sales.exported": "Took a copy of the sales",
  "payment_accounts.created": "Set up payments",
  "payment_accounts.till_told": "Told M-Pesa where to tell of payments by hand",
  "payment_accounts.updated": "Changed payments",
  "payment_accounts.deleted": "Removed a payment account",
  "payment_credentials.replaced": "Replaced the payment keys",
  "payment_credentials.address_changed": "Changed the payment webhook address",
  "payments.created": "Booked a payment",
  "payments.updated": "Changed a payment",
  "pickup_points.created": "Added a pickup point",
  "pickup_points.updated": "Changed a pickup point",
  "pickup_points.deleted": "Removed a pickup point",
  "platform_admins.created": "Let somebody run the platform",
  "platform_admins.deleted": "Ended somebody's running of the platform",
  "products.exported": "Took a copy of the products",
  "refunds.created": "Asked for a refund",
  "refunds.updated": "A refund went on",
  "store_domains.created": "Named a domain",
  "store_domains.updated": "Changed the domain",
  "store_domains.deleted": "Gave the domain up",
  "stores.created": "Opened the shop",
  "stores.updated": "Changed the shop",
  "support_visits.created": "Looked inside the shop",
  "support_visits.updated": "Left the shop",
};

type Words = (changes: Changes) => string | undefined;

/** Actions whose changes say more than their name. */
const TELLING: Record<string, Words> = {
  "stores.updated": ({ status }) =>
    status?.[1] === "suspended"
      ? "Suspended the shop"
      : status?.[0] === "suspended"
      ? "Opened the shop again"
      : undefined,
  "api_keys.updated": ({ revoked_at }) => revoked_at?.[1] ? "Revoked an API key" : undefined,
  "store_domains.updated": ({ host, verified_at }) =>
    host || !verified_at ? undefined : verified_at[1] ? "Verified the domain" : "Lost the domain",
  "refunds.updated": ({ state }) =>
    state?.[1] === "done"
      ? "A refund is done"
      : state?.[1] === "failed"
      ? "A refund failed"
      : undefined,
  "memberships.updated": ({ suspended_at }) =>
    suspended_at && (suspended_at[1] ? "Suspended somebody" : "Let somebody work again"),
  "invitations.updated": ({ accepted_at, revoked_at }) =>
    accepted_at?.[1]
      ? "Accepted an invitation"
      : revoked_at?.[1]
      ? "Took an invitation back"
      : undefined,
};

/** What was done, as a few words: "Suspended the shop". */
export function actionWords({ action, changes }: Pick<AuditEvent, "action" | "changes">): string {
  return TELLING[action]?.(changes) ?? ACTION_NAMES[action] ?? sentence(action.replace(".", ": "));
}

/** Who it was: an email address, the name of a key, the platform. */
export function actorWords({ actorName, actorKind }: Pick<AuditEvent, "actorName" | "actorKind">) {
  if (actorKind === "system") return "Afrify, by itself";
  if (actorKind === "support") return "Afrify support";
  if (actorKind === "api_key") return `${actorName ?? "A key"} (API key)`;
  return actorName ?? "Somebody who left";
}

/** What it was done to, as people call it; null when it has no name. */
export function subjectOf({ changes }: Pick<AuditEvent, "changes">): string | null {
  for (
    const column of [
      "name",
      "product_title",
      "email",
      "recipient",
      "slug",
      "receipt",
      "reason",
      "suspension_reason",
    ]
  ) {
    const [before, after] = sidesOf(changes[column]);
    const text = after ?? before;
    if (typeof text === "string" && text) return text;
  }
  return null;
}

export interface Change {
  field: string;
  before: string;
  after: string;
}

/** Columns that say where a row belongs, not what happened. */
const PLUMBING =
  /^(id|store_id|tenant_id|order_id|payment_id|account_id|requested_by|idempotency_key|created_at)$/;

/** What changed, column by column, in words; amounts are in this currency unless the row names one. */
export function changesOf({ changes }: Pick<AuditEvent, "changes">, own?: Currency): Change[] {
  const [oldCode, newCode] = sidesOf(changes.currency);
  const code = String(newCode ?? oldCode ?? "");
  const currency = isCurrency(code) ? code : own;
  return Object.entries(changes).filter(([column]) => !PLUMBING.test(column))
    .map(([column, change]) => {
      const [before, after] = sidesOf(change).map((side) => valueWords(column, side, currency));
      return { field: sentence(column.replace(/_(minor|at|bp)$/, "")), before, after } as Change;
    });
}

/** Most lines are a trigger's pairs; what a function adds of its own may be a plain value. */
function sidesOf(change: unknown): [before: unknown, after: unknown] {
  return Array.isArray(change) ? [change[0], change[1]] : [undefined, change];
}

function valueWords(column: string, value: unknown, currency?: Currency): string {
  if (value === null || value === undefined) return "";
  if (typeof value === "boolean") return value ? "yes" : "no";
  if (typeof value === "number" && column.endsWith("_minor") && currency) {
    return formatMoney(value, currency);
  }
  if (typeof value === "number" && column.endsWith("_bp")) return `${value / 100}%`;
  if (Array.isArray(value)) return value.map((one) => valueWords("", one)).join(", ");
  return typeof value === "object" ? JSON.stringify(value) : String(value);
}

/** "tax_rate" as "Tax rate". */
function sentence(name: string): string {
  const text = name.replaceAll("_", " ").trim();
  return text.charAt(0).toUpperCase() + text.slice(1);
}
