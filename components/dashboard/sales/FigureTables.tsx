import { wayName } from "@/lib/ledger/mod.ts";
import { type Currency, formatMoney } from "@/lib/money.ts";
import { addedTaxOf, type Sales, salesOf, type Sums } from "@/lib/sales/mod.ts";
import { sourceName } from "@/lib/traffic/mod.ts";

interface Line {
  name: string;
  href?: string;
  /** Said under the name. */
  below?: string;
  /** With what each was before, where it is compared. */
  figures: { now: string; before?: string }[];
}

interface TableProps {
  id: string;
  title: string;
  heads: string[];
  lines: Line[];
  /** Said below, or in place of lines where there are none. */
  note?: string;
}

/** A card with a table of figures from edge to edge. */
function FigureTable({ id, title, heads, lines, note }: TableProps) {
  return (
    <section class="card p-0 overflow-hidden" aria-labelledby={id}>
      <div class="ch px-4 pt-4 md:px-5 mb-0">
        <h2 id={id}>{title}</h2>
      </div>
      {lines.length > 0 && (
        <table class="tbl">
          <thead>
            <tr>
              {heads.map((head, i) => (
                <th key={head} scope="col" class={i > 0 ? "r" : undefined}>{head}</th>
              ))}
            </tr>
          </thead>
          <tbody>
            {lines.map(({ name, href, below, figures }) => (
              <tr key={href ?? name}>
                <td>
                  {href ? <a class="rl" href={href}>{name}</a> : name}
                  {below && <span class="mut text-sm block">{below}</span>}
                </td>
                {figures.map(({ now, before }, i) => (
                  <td key={i} class="r">
                    {now}
                    {before && <span class="mut text-sm block">{`${before}\u00a0before`}</span>}
                  </td>
                ))}
              </tr>
            ))}
          </tbody>
        </table>
      )}
      {note && <p class="mut text-sm px-4 py-3 md:px-5">{note}</p>}
    </section>
  );
}

export function TopProducts(
  { products: { rows, count }, base, currency }:
    & Pick<Sales, "products">
    & { base: string; currency: Currency },
) {
  const money = (minor: number) => formatMoney(minor, currency);
  return (
    <FigureTable
      id="products"
      title="What sold best"
      heads={["Product", "Sold"]}
      lines={rows.map(({ id, title, units, soldMinor, beforeMinor }) => ({
        name: title,
        href: `${base}/${id}`,
        below: `${units.toLocaleString("en")} ${units === 1 ? "piece" : "pieces"}`,
        figures: [{ now: money(soldMinor), before: money(beforeMinor) }],
      }))}
      note={count === 0
        ? "Nothing was sold in these days."
        : count > rows.length
        ? `${rows.length} of ${count.toLocaleString("en")} products: the file has the others.`
        : undefined}
    />
  );
}

export function WaysToPay({ ways, currency }: Pick<Sales, "ways"> & { currency: Currency }) {
  const money = (minor: number) => formatMoney(minor, currency);
  return (
    <FigureTable
      id="ways"
      title="How buyers paid"
      heads={["Way", "Came in"]}
      lines={ways.map(({ way, cameMinor, beforeMinor }) => ({
        name: wayName(way),
        figures: [{ now: money(cameMinor), before: money(beforeMinor) }],
      }))}
      note={ways.length === 0
        ? "No money came in these days."
        : "By the day on which money came, also for orders that are not paid in full yet."}
    />
  );
}

export function Sources({ sources }: Pick<Sales, "sources">) {
  return (
    <FigureTable
      id="sources"
      title="From where visits came"
      heads={["From", "Visits"]}
      lines={sources.map(({ source, visits, before }) => ({
        name: sourceName(source),
        figures: [{ now: visits.toLocaleString("en"), before: before.toLocaleString("en") }],
      }))}
      note={sources.length === 0
        ? "Nobody came in these days."
        : "A link with ?utm_source=instagram at its end counts as what it says."}
    />
  );
}

/** How goods became what was sold. */
export function MadeOf({ sums, currency }: { sums: Sums; currency: Currency }) {
  const parts: [string, number][] = [
    ["Goods", sums.goodsMinor],
    ["Discounts", -sums.discountMinor],
    ["Delivery", sums.deliveryMinor],
    ["Tax on top of prices", addedTaxOf(sums)],
    ["Given back", -sums.refundedMinor],
  ];
  return (
    <section class="card" aria-labelledby="made-of">
      <div class="ch">
        <h2 id="made-of">What sales are made of</h2>
      </div>
      <dl class="sum">
        {parts.map(([name, minor]) => (
          <div key={name}>
            <dt>{name}</dt>
            <dd>{formatMoney(minor === 0 ? 0 : minor, currency)}</dd>
          </div>
        ))}
        <div>
          <dt>
            <b>Sales</b>
          </dt>
          <dd>
            <b>{formatMoney(salesOf(sums), currency)}</b>
          </dd>
        </div>
      </dl>
      <p class="mut text-sm mt-2">
        {`An order counts on the day on which it was paid, with what it has now. Tax in it, on top or not: ${
          formatMoney(sums.taxMinor, currency)
        }.`}
      </p>
    </section>
  );
}
