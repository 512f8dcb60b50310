import type { DateRange } from "@/lib/date_range.ts";
import { type Currency, formatMoney } from "@/lib/money.ts";
import { changeWords, salesOf, type Span, spanName, type Sums } from "@/lib/sales/mod.ts";
import { FigureChart } from "./FigureChart.tsx";
import { unitOf } from "./SalesFigures.tsx";

interface Props {
  range: DateRange;
  now: Sums;
  before: Sums;
  spans: Span[];
}

const count = (figure: number) => figure.toLocaleString("en");

/** Orders as they were placed. */
export function OrderChart({ range, now, before, spans }: Props) {
  const change = changeWords(now.placed, before.placed);
  return (
    <section class="card" aria-labelledby="orders">
      <div class="ch">
        <h2 id="orders">Orders placed</h2>
      </div>
      <p>
        <b>{count(now.placed)}</b>
        <span class="mut text-sm">
          {before.placed === 0 ? ", none before" : `, ${count(before.placed)} before: ${change}`}
        </span>
      </p>
      {range.count > 1 && (
        <FigureChart
          id="chart-orders"
          title={`Orders placed by ${unitOf(range)}`}
          unit={spanName(range)}
          names={["Orders"]}
          beforeName={`${range.count} days before`}
          bars={spans.map((span) => ({
            label: span.label,
            parts: [span.now.placed],
            before: span.before.placed,
          }))}
          format={count}
        />
      )}
    </section>
  );
}

/** Whose orders were paid: those of customers who had bought nothing before, and of others. */
export function CustomerChart(
  { range, now, before, spans, currency }: Props & { currency: Currency },
) {
  const groups: [name: string, of: (sums: Sums) => [orders: number, minor: number]][] = [
    ["Returning", (sums) => [
      sums.orders - sums.firstOrders,
      salesOf(sums) - sums.firstMinor,
    ]],
    ["New", (sums) => [sums.firstOrders, sums.firstMinor]],
  ];
  return (
    <section class="card" aria-labelledby="customers">
      <div class="ch">
        <h2 id="customers">New and returning customers</h2>
      </div>
      <dl class="sum">
        {groups.map(([name, of]) => {
          const [[orders, minor], [then]] = [of(now), of(before)];
          return (
            <div key={name}>
              <dt>
                {name}
                <span class="mut text-sm block">{`${count(then)} orders before`}</span>
              </dt>
              <dd>
                {`${count(orders)} ${orders === 1 ? "order" : "orders"}`}
                <span class="mut text-sm block font-normal">{formatMoney(minor, currency)}</span>
              </dd>
            </div>
          );
        })}
      </dl>
      {range.count > 1 && now.orders > 0 && (
        <FigureChart
          id="chart-customers"
          title={`Paid orders of returning and new customers by ${unitOf(range)}`}
          unit={spanName(range)}
          names={["Returning", "New"]}
          bars={spans.map(({ label, now }) => ({
            label,
            parts: [now.orders - now.firstOrders, now.firstOrders],
          }))}
          format={count}
        />
      )}
    </section>
  );
}
