import type { ComponentChildren } from "preact";
import { Icon, type IconName } from "@/components/Icon.tsx";
import { type Currency, formatMoney } from "@/lib/money.ts";
import type { DeliveryZone, Store } from "@/lib/stores/mod.ts";

export interface PromisesProps {
  store: Store;
  zones: DeliveryZone[];
}

/** How one orders, pays and gets it, before anything is asked. */
export function Promises({ store, zones }: PromisesProps) {
  const [zone] = zones;
  return (
    <ul class="w say" aria-label="How it works">
      <Fact icon="phone" title="Order with your number">No account. No email.</Fact>
      <Fact icon="money" title="Pay by M-Pesa">A prompt comes to your phone.</Fact>
      {zone && (
        <Fact icon="truck" title={deliveryTitle(zone, store.currency)}>
          {zone.promise}
        </Fact>
      )}
    </ul>
  );
}

export interface FactProps {
  icon: IconName;
  title: ComponentChildren;
  children: ComponentChildren;
}

/** One thing worth knowing: an icon, a bold line, a quiet one. */
export function Fact({ icon, title, children }: FactProps) {
  return (
    <li>
      <Icon name={icon} />
      <div>
        <b>{title}</b>
        <span class="mut text-sm">{children}</span>
      </div>
    </li>
  );
}

/** "To Nairobi, KES 200". */
export function deliveryTitle({ name, feeMinor }: DeliveryZone, currency: Currency): string {
  return `To ${name}, ${feeMinor === 0 ? "free" : formatMoney(feeMinor, currency)}`;
}
