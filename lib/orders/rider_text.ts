import { formatMoney } from "@/lib/money.ts";
import { formatPhone } from "@/lib/phone.ts";
import { mapLinks } from "@/lib/pin.ts";
import type { MerchantOrder } from "./merchant_order.ts";
import { leftMinor } from "./refund_words.ts";

/** What a rider has to know to bring an order, to be sent by WhatsApp or SMS. Nothing of it opens the order itself. */
export function riderText(order: MerchantOrder, label: string): string {
  const { contactName, contactPhone, secondPhone, landmark, area, directions, pin } = order;
  const dueMinor = leftMinor(order);
  return [
    `${label} for ${contactName}, ${formatPhone(contactPhone)}`,
    secondPhone && `or call ${formatPhone(secondPhone)}`,
    [landmark, area].filter(Boolean).join(", "),
    directions,
    pin && mapLinks(pin).google,
    order.handWay === "cash" && dueMinor > 0 && `Collect ${formatMoney(dueMinor, order.currency)}`,
  ].filter(Boolean).join("\n");
}
