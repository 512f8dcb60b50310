import { Price } from "@/components/Price.tsx";
import { type DateRange, formatDays } from "@/lib/date_range.ts";
import { leftOf, type Sums } from "@/lib/ledger/money.ts";
import { type Currency, formatMoney } from "@/lib/money.ts";

interface Props {
  range: DateRange;
  sums: Sums;
  before: Sums;
  currency: Currency;
}

/** What is left of the money of a range, beside the range before it. */
export function KeptCard({ range, sums, before, currency }: Props) {
  const figures: [string, number, number][] = [
    ["Came in", sums.cameMinor, before.cameMinor],
    ["Gave back", sums.refundedMinor, before.refundedMinor],
    ["Disputed", sums.disputedMinor, before.disputedMinor],
    ["Fees told", sums.feesMinor, before.feesMinor],
  ];
  return (
    <section class="card" aria-labelledby="kept">
      <h2 class="text-[.9375rem] font-medium mut" id="kept">
        Left after refunds, disputes and fees
      </h2>
      <p class="hero-n">
        <Price minor={leftOf(sums)} currency={currency} />
      </p>
      <p class="mut text-sm">{comparison(range, { sums, before, currency })}</p>
      <dl class="kp grid-cols-2 md:grid-cols-4">
        {figures.map(([name, now, then]) => (
          <div key={name}>
            <dt>{name}</dt>
            <dd>
              <Price minor={now} currency={currency} />
              <span class="mut text-sm block font-normal">
                {then === 0 ? "Nothing before" : `${formatMoney(then, currency)} before`}
              </span>
            </dd>
          </div>
        ))}
      </dl>
    </section>
  );
}

function comparison(range: DateRange, { sums, before, currency }: Omit<Props, "range">): string {
  const then = leftOf(before);
  const when = range.count === 1 ? "the day before" : `the ${range.count} days before`;
  const days = range.count === 1 ? "" : ` (${formatDays(range.before)})`;
  if (then === 0) return `Nothing was left in ${when}${days}.`;
  const change = then > 0 ? Math.round(100 * (leftOf(sums) - then) / then) : null;
  const words = change === null
    ? ""
    : change === 0
    ? ", about the same"
    : `, now ${Math.abs(change)}% ${change > 0 ? "more" : "less"}`;
  return `${formatMoney(then, currency)} in ${when}${days}${words}.`;
}
