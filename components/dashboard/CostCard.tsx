import { Note } from "@/components/Status.tsx";
import { SumRow } from "@/components/SumRow.tsx";
import type { Currency } from "@/lib/money.ts";
import { costOf } from "@/lib/visit_cost/prices.ts";
import type { PageCost, PageName } from "@/lib/visit_cost/mod.ts";

export interface CostCardProps {
  cost: PageCost;
  pricePerGb: number;
  currency: Currency;
  /** Where products are edited. */
  products: string;
}

const NAMES: Record<PageName, string> = {
  home: "Front page",
  list: "List of everything",
  product: "Your newest product",
  checkout: "Checkout",
};

/** A first visit heavier than this takes more than three seconds at 400 kbit/s. */
const HEAVY = 150 * 1024;

/** What a first visit to one page weighs, and what that costs. */
export function CostCard({ cost, pricePerGb, currency, products }: CostCardProps) {
  const pictures = cost.pictures.reduce((sum, { bytes }) => sum + bytes, 0);
  const total = cost.page + cost.scripts + pictures;
  const price = (bytes: number) => `${currency} ${significant(costOf(bytes, pricePerGb))}`;
  const [heaviest] = cost.pictures;
  return (
    <section class="card h-full" aria-labelledby={`cost-${cost.name}`}>
      <h2 class="text-[.9375rem] font-medium mut" id={`cost-${cost.name}`}>{NAMES[cost.name]}</h2>
      <p class="hero-n">{kb(total)}</p>
      <p class="mut mb-3">
        About {price(total)} a visit, {price(total * 1000)} for a thousand
      </p>
      <dl class="sum">
        <SumRow label="The page and its look">{kb(cost.page)}</SumRow>
        <SumRow label="Scripts">{kb(cost.scripts)}</SumRow>
        <SumRow
          label={cost.pictures.length === 1 ? "1 picture" : `${cost.pictures.length} pictures`}
        >
          {kb(pictures)}
        </SumRow>
        <SumRow label="Where data is saved">{kb(cost.saving)}</SumRow>
        <SumRow label="which costs about">{price(cost.saving)}</SumRow>
      </dl>
      {total > HEAVY && heaviest && (
        <Note tone="warn" class="mt-3">
          Heavy for a slow connection. The heaviest picture is of{" "}
          <a href={`${products}/${heaviest.productId}`}>{heaviest.title}</a>,{" "}
          {kb(heaviest.bytes)}: one with a plain background weighs less.
        </Note>
      )}
    </section>
  );
}

function kb(bytes: number): string {
  return `${Math.ceil(bytes / 1024)} KB`;
}

/** "0.011", "11", "1,900": amounts far below what one can pay. */
function significant(amount: number): string {
  return amount.toLocaleString("en", { maximumSignificantDigits: 2 });
}
