import { Code } from "@/components/Layout.tsx";
import { formatMoney } from "@/lib/money.ts";
import { leftMinor, slipLines } from "@/lib/orders/merchant.ts";
import { PaperHead, type PaperProps, PaperTo } from "./PaperHead.tsx";

export interface SlipPaperProps extends PaperProps {
  /** Null: all goods of the order. */
  parcel: number | null;
}

/** What goes into a parcel, to be ticked off while packing and laid in. It names no prices but what is to collect. */
export function SlipPaper({ order, parcel, ...shop }: SlipPaperProps) {
  const collect = order.handWay === "cash" ? leftMinor(order) : 0;
  const known = parcel !== null && order.fulfilments.some(({ number }) => number === parcel);
  return (
    <article class="paper card">
      <PaperHead {...shop} order={order} title={known ? `Parcel ${parcel},` : "Packing slip"} />
      <PaperTo order={order} />
      <ul class="py-3">
        {slipLines(order, known ? parcel : null).map(({ itemId, quantity }) => {
          const item = order.items.find(({ id }) => id === itemId)!;
          return (
            <li key={itemId} class="flex gap-3 py-2 border-b border-line break-words">
              <span class="tick" aria-hidden="true" />
              <b>{quantity} ×</b>
              <span class="flex-1 min-w-0">
                {[item.title, item.variantTitle].filter(Boolean).join(", ")}
                {item.sku && (
                  <span class="mut block text-sm">
                    <Code>{item.sku}</Code>
                  </span>
                )}
              </span>
            </li>
          );
        })}
      </ul>
      {collect > 0 && (
        <p class="font-medium">Collect {formatMoney(collect, order.currency)} in cash</p>
      )}
      {order.note && <p class="break-words">Note: {order.note}</p>}
    </article>
  );
}
