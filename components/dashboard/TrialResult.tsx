import { Price, PriceBefore } from "@/components/Price.tsx";
import { Note, Pill } from "@/components/Status.tsx";
import { SumRow } from "@/components/SumRow.tsx";
import { explain, type Trial } from "@/lib/discounts/mod.ts";
import type { MyStore } from "@/lib/tenants/mod.ts";

export interface TrialResultProps {
  trial: Trial;
  /** Null where nothing is delivered. */
  feeMinor: number | null;
  code: string;
  store: MyStore;
}

/** What the cart comes to, and what each discount has to do with it. */
export function TrialResult({ trial, feeMinor, code, store }: TrialResultProps) {
  const { lines, missing, savedMinor, considered } = trial;
  const { currency } = store;
  const itemsMinor = lines.reduce((sum, { fullMinor }) => sum + fullMinor, 0);
  const isUnknown = code !== "" &&
    !considered.some((one) => one.code === code.toUpperCase());
  return (
    <section aria-label="What it comes to">
      {missing.map((label) => (
        <Note key={label} tone="warn" class="mb-3">Nothing on sale is called “{label}”.</Note>
      ))}
      <div class="card p-0 overflow-hidden">
        <ul>
          {lines.map(({ variantId, label, quantity, fullMinor, offMinor }) => (
            <li key={variantId} class="it">
              <span class="flex-1 min-w-0 break-words">
                {label} <span class="mut">× {quantity}</span>
              </span>
              <span class="text-end">
                <Price minor={fullMinor - offMinor} currency={currency} />
                {offMinor > 0 && (
                  <span class="block">
                    <PriceBefore minor={fullMinor} currency={currency} />
                  </span>
                )}
              </span>
            </li>
          ))}
        </ul>
        <dl class="sum border-t border-line px-4 py-3 md:px-5">
          <SumRow label="Items">
            <Price minor={itemsMinor} currency={currency} />
          </SumRow>
          {feeMinor !== null && (
            <SumRow label="Delivery">
              <Price minor={feeMinor} currency={currency} />
            </SumRow>
          )}
          <SumRow label="Discounts">
            −<Price minor={savedMinor} currency={currency} />
          </SumRow>
          <SumRow label="To pay" isTotal>
            <Price minor={itemsMinor + (feeMinor ?? 0) - savedMinor} currency={currency} />
          </SumRow>
        </dl>
      </div>
      <h2 class="text-lg mt-5 mb-2">Why</h2>
      <div class="card p-0 overflow-hidden">
        <ul>
          {isUnknown && <li class="it">There is no code {code.toUpperCase()}.</li>}
          {considered.length === 0 && !isUnknown && <li class="it">No discount runs now.</li>}
          {considered.map((one) => (
            <li key={one.discountId} class="it">
              <div class="flex-1 min-w-0">
                <b class="font-medium break-words">{one.name}</b>
                <span class="mut text-sm block">
                  {explain(one, { currency, isDelivered: feeMinor !== null })}
                </span>
              </div>
              {one.offMinor > 0
                ? <Pill tone="ok" icon="check">Applied</Pill>
                : <Pill>Not applied</Pill>}
            </li>
          ))}
        </ul>
      </div>
    </section>
  );
}
