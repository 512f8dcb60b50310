import type { ComponentChildren } from "preact";
import { Icon, type IconName } from "@/components/Icon.tsx";
import { useWords } from "@/components/words.tsx";
import type { Words } from "@/lib/i18n/mod.ts";
import type { Currency } from "@/lib/money.ts";
import type { DeliveryZone, Store } from "@/lib/stores/mod.ts";

export interface PromisesProps {
  store: Store;
  zones: DeliveryZone[];
  /** How one pays; null while the shop takes no payment. */
  pay: { title: string; detail: string } | null;
}

/** How one orders, pays and gets it, before anything is asked. */
export function Promises({ store, zones, pay }: PromisesProps) {
  const [zone] = zones;
  const words = useWords();
  const { say } = words;
  return (
    <ul class="w say" aria-label={say("goods.howItWorks")}>
      <Fact icon="phone" title={say("goods.orderWithNumber")}>{say("goods.noAccount")}</Fact>
      {pay && <Fact icon="money" title={pay.title}>{pay.detail}</Fact>}
      {zone && (
        <Fact icon="truck" title={deliveryTitle(zone, store.currency, words)}>
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
        <span class="mut text-sm" dir="auto">{children}</span>
      </div>
    </li>
  );
}

/** "To Nairobi, KES 200". */
export function deliveryTitle(
  { name, feeMinor }: DeliveryZone,
  currency: Currency,
  { say, money }: Words,
): string {
  if (feeMinor === 0) return say("goods.deliveryFree", { zone: name });
  return say("goods.deliveryTo", { zone: name, fee: money(feeMinor, currency) });
}
