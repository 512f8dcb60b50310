import { type Home, saleWords } from "@/lib/home/mod.ts";
import { type Currency, formatMinor, formatMoney } from "@/lib/money.ts";

/** What came in today, against the same day last week, and the last two weeks as bars. */
export function SalesCard({ home, currency }: { home: Home; currency: Currency }) {
  const today = home.days.at(-1)!;
  const words = saleWords(home);
  return (
    <section class="card" aria-labelledby="sales">
      <h2 class="text-[.9375rem] font-medium mut" id="sales">Sales today</h2>
      <p class="hero-n mt-1.5">
        <small class="mut text-lg font-medium">{currency}</small>{" "}
        {formatMinor(today.salesMinor, currency)}
      </p>
      <p class="text-sm mt-1.5">
        {words.change && <b class={words.isMore ? "text-ok" : undefined}>{words.change}</b>}{" "}
        <span class="mut">{words.than}</span>
      </p>
      {home.days.some(({ orders }) => orders > 0) && <Bars home={home} currency={currency} />}
    </section>
  );
}

function Bars({ home: { days }, currency }: { home: Home; currency: Currency }) {
  const most = Math.max(1, ...days.map(({ salesMinor }) => salesMinor));
  return (
    <div class="chart">
      <svg viewBox={`0 0 ${days.length * 10} 100`} preserveAspectRatio="none" aria-hidden="true">
        {days.map(({ day, salesMinor }, i) => {
          const height = salesMinor <= 0 ? 0 : Math.max(1, 100 * salesMinor / most);
          return <rect key={day} x={i * 10 + 1.5} y={100 - height} width="7" height={height} />;
        })}
      </svg>
      <div class="ax" aria-hidden="true">
        <span>{dayName(days[0]!.day)}</span>
        <span>{dayName(days[7]!.day)}</span>
        <b>Today</b>
      </div>
      <details class="mt-2">
        <summary class="btn btn-text ms-[-8px]">The numbers</summary>
        <table class="tbl">
          <thead>
            <tr>
              <th scope="col">Day</th>
              <th scope="col" class="r">Paid orders</th>
              <th scope="col" class="r">Sales</th>
            </tr>
          </thead>
          <tbody>
            {days.toReversed().map(({ day, orders, salesMinor }) => (
              <tr key={day}>
                <td>{dayName(day)}</td>
                <td class="r">{orders.toLocaleString("en")}</td>
                <td class="r">{formatMoney(salesMinor, currency)}</td>
              </tr>
            ))}
          </tbody>
        </table>
      </details>
    </div>
  );
}

/** "22 Nov" */
function dayName(day: string): string {
  return new Intl.DateTimeFormat("en-GB", { day: "numeric", month: "short", timeZone: "UTC" })
    .format(new Date(`${day}T00:00:00Z`));
}
