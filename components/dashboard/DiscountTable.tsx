import { Pill, type Tone } from "@/components/Status.tsx";
import {
  discountSentence,
  STATE_WORDS,
  type StoredDiscount,
  usageWords,
} from "@/lib/discounts/mod.ts";
import type { MyStore } from "@/lib/tenants/mod.ts";

const TONES: Record<StoredDiscount["state"], Tone> = {
  active: "ok",
  scheduled: "info",
  used_up: "warn",
  ended: "plain",
};

/** Discounts as rows: what they are called, what they do in a sentence, how often they were used. */
export function DiscountTable(
  { discounts, store, base }: { discounts: StoredDiscount[]; store: MyStore; base: string },
) {
  return (
    <div class="card p-0 overflow-hidden">
      <ul>
        {discounts.map((discount) => (
          <li key={discount.id} class="it">
            <div class="flex-1 min-w-0">
              <a class="font-medium break-words" href={`${base}/${discount.id}`}>{discount.name}</a>
              <span class="text-sm block break-words">
                {discountSentence(discount, namesOf(discount), store)}
              </span>
              <span class="mut text-sm block">{usageWords(discount)}</span>
            </div>
            <Pill tone={TONES[discount.state]}>{STATE_WORDS[discount.state]}</Pill>
          </li>
        ))}
      </ul>
    </div>
  );
}

function namesOf({ isForChosen, targets }: StoredDiscount): string[] | null {
  return isForChosen ? targets.map(({ name }) => name) : null;
}
