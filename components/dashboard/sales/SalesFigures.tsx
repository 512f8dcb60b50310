import { Price } from "@/components/Price.tsx";
import { type DateRange, formatDays } from "@/lib/date_range.ts";
import { type Currency, formatMoney } from "@/lib/money.ts";
import {
  averageOf,
  changeWords,
  salesOf,
  type Span,
  spanName,
  type Sums,
} from "@/lib/sales/mod.ts";
import { FigureChart } from "./FigureChart.tsx";

interface Props {
  range: DateRange;
  now: Sums;
  before: Sums;
  spans: Span[];
  currency: Currency;
}

/** What was sold in a range, beside as many days before, and how it went day by day. */
export function SalesFigures({ range, now, before, spans, currency }: Props) {
  const price = (minor: number) => formatMoney(minor, currency);
  const count = (figure: number) => figure.toLocaleString("en");
  const figures: [name: string, now: number, before: number, format: (n: number) => string][] = [
    ["Orders paid", now.orders, before.orders, count],
    ["Average order", averageOf(now), averageOf(before), price],
    ["Pieces sold", now.units, before.units, count],
    ["Given back", now.refundedMinor, before.refundedMinor, price],
  ];
  return (
    <section class="card" aria-labelledby="sales">
      <h2 class="text-[.9375rem] font-medium mut" id="sales">Sales</h2>
      <p class="hero-n">
        <Price minor={salesOf(now)} currency={currency} />
      </p>
      <p class="mut text-sm mt-1.5">{comparison(range, { now, before, currency })}</p>
      {range.count > 1 && (
        <FigureChart
          id="chart-sales"
          title={`Sales by ${unitOf(range)}`}
          unit={spanName(range)}
          names={["Sales"]}
          beforeName={`${range.count} days before`}
          bars={spans.map((span) => ({
            label: span.label,
            parts: [salesOf(span.now)],
            before: salesOf(span.before),
          }))}
          format={price}
          currency={currency}
        />
      )}
      <dl class="kp grid-cols-2 md:grid-cols-4">
        {figures.map(([name, figure, then, format]) => (
          <div key={name}>
            <dt>{name}</dt>
            <dd>
              {format(figure)}
              <span class="mut text-sm block font-normal">
                {then === 0 ? "Nothing before" : `${format(then)} before`}
              </span>
            </dd>
          </div>
        ))}
      </dl>
    </section>
  );
}

/** "day", "week", "month": what a bar of this range is. */
export function unitOf(range: DateRange): string {
  return { Day: "day", "Week from": "week", Month: "month" }[spanName(range)];
}

/** How the sales of a range compare: "KES 5,000 in the 7 days before (1 Nov to 7 Nov 2026), now 18% more." */
function comparison(
  range: DateRange,
  { now, before, currency }: Pick<Props, "now" | "before" | "currency">,
): string {
  const when = range.count === 1
    ? `the day before (${formatDays(range.before)})`
    : `the ${range.count} days before (${formatDays(range.before)})`;
  const then = salesOf(before);
  if (then <= 0) return `Nothing was sold in ${when}.`;
  return `${formatMoney(then, currency)} in ${when}, now ${changeWords(salesOf(now), then)}.`;
}
