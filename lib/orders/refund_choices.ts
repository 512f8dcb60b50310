import type { Sql } from "@/lib/db/mod.ts";
import type { Gateway } from "@/lib/enums.ts";
import type { Currency } from "@/lib/money.ts";
import { methodOf } from "@/lib/payments/methods.ts";

/** What of an order may still go back, and by which ways. */
export interface RefundChoices {
  number: number;
  currency: Currency;
  leftMinor: number;
  payments: RefundablePayment[];
  items: RefundableItem[];
}

/** A payment that can go back the way it came. */
export interface RefundablePayment {
  id: string;
  gateway: Gateway;
  /** Of whoever paid. */
  phone: string;
  receipt: string | null;
  leftMinor: number;
  /** False where the account has no keys for it. */
  canRefund: boolean;
}

/** A bought line, without what was refunded of it. */
export interface RefundableItem {
  id: string;
  title: string;
  variantTitle: string;
  /** For all of it: what discounts took off is not in it, its part of a tax on top is. */
  paidMinor: number;
  quantity: number;
  left: number;
}

/**
 * What was paid for the next `pieces` of a line, in whole units of what can be paid. Line by line and
 * piece by piece no more comes together than the line cost.
 */
export function paidFor(
  { paidMinor, quantity, left }: Pick<RefundableItem, "paidMinor" | "quantity" | "left">,
  pieces: number,
  unit: number,
): number {
  const upTo = (count: number) => Math.floor(paidMinor * count / quantity / unit) * unit;
  const gone = quantity - left;
  return upTo(gone + pieces) - upTo(gone);
}

type Row = Omit<RefundChoices, "payments"> & {
  payments:
    (Omit<RefundablePayment, "canRefund"> & { settings: { can_refund?: boolean } | null })[];
};

/** Null when the store has no such order. `sql` must be a transaction of a member. */
export async function getRefundChoices(
  sql: Sql,
  { storeId, number }: { storeId: string; number: number },
): Promise<RefundChoices | null> {
  const [row] = await sql<{ choices: Row }[]>`
    select jsonb_build_object('number', o.number, 'currency', o.currency, 'leftMinor', l.minor,
      'payments', (
        select coalesce(jsonb_agg(jsonb_build_object('id', p.id, 'gateway', a.gateway,
          'phone', coalesce(p.payer_phone, a.phone), 'receipt', p.receipt, 'settings', acc.settings,
          'leftMinor', least(l.minor, p.amount_minor - coalesce((
            select sum(r.amount_minor) from public.refunds as r
            where r.store_id = p.store_id and r.payment_id = p.id and r.state <> 'failed'), 0)))
          order by p.is_surplus desc, p.id desc), '[]')
        from public.payments as p
        join public.payment_attempts as a on a.store_id = p.store_id and a.id = p.attempt_id
        left join public.payment_accounts as acc on acc.store_id = p.store_id and acc.id = p.account_id
        where p.store_id = o.store_id and p.order_id = o.id and p.currency = o.currency
      ),
      'items', (
        select coalesce(jsonb_agg(jsonb_build_object('id', i.id, 'title', i.product_title,
          'variantTitle', i.variant_title, 'quantity', i.quantity,
          'paidMinor', i.total_minor - i.discount_minor + case when o.is_tax_included then 0 else coalesce(
            floor(o.tax_minor * (i.total_minor - i.discount_minor) / nullif(o.total_minor - o.tax_minor, 0)::numeric), 0) end,
          'left', i.quantity - coalesce((
            select sum(rl.quantity) from public.refund_lines as rl
            join public.refunds as r on r.store_id = rl.store_id and r.id = rl.refund_id and r.state <> 'failed'
            where rl.store_id = i.store_id and rl.order_item_id = i.id), 0)) order by i.position), '[]')
        from public.order_items as i where i.store_id = o.store_id and i.order_id = o.id
      )) as choices
    from public.orders as o
    cross join lateral (
      select greatest(o.paid_minor - o.refunded_minor - o.refunding_minor - o.disputed_minor, 0) as minor
    ) as l
    where o.store_id = ${storeId} and o.number = ${number}`;
  if (!row) return null;
  const payments = row.choices.payments.map(({ settings, ...payment }) => ({
    ...payment,
    canRefund: canRefund(payment.gateway, settings),
  }));
  return { ...row.choices, payments };
}

function canRefund(gateway: Gateway, settings: { can_refund?: boolean } | null): boolean {
  const { refunds } = methodOf(gateway);
  return refunds === "always" || (refunds === "when_set_up" && settings?.can_refund === true);
}
