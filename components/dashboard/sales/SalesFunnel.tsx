import { percent } from "@/components/dashboard/Funnel.tsx";
import { funnelOf, type Sales } from "@/lib/sales/mod.ts";

/** From a visit to a sale, beside the range before. */
export function SalesFunnel({ sales }: { sales: Sales }) {
  const steps = funnelOf(sales);
  const visitors = steps[0]!.count;
  const inCart = steps[2]!.count;
  const ordered = steps[4]!.count;
  return (
    <section class="card" aria-labelledby="funnel">
      <div class="ch">
        <h2 id="funnel">From visit to sale</h2>
      </div>
      <ol class="way">
        {steps.map(({ name, count, before }) => (
          <li key={name}>
            <div>
              <span>
                {name}
                <span class="mut text-sm block">{`${before.toLocaleString("en")} before`}</span>
              </span>
              <span>
                <b>{count.toLocaleString("en")}</b>
                {visitors > 0 && <span class="mut text-sm">{` ${percent(count, visitors)}`}</span>}
              </span>
            </div>
            <i style={`--p:${widthOf(count, visitors)}%`} />
          </li>
        ))}
      </ol>
      {inCart > ordered && (
        <p class="mut text-sm mt-2">
          {`At least ${
            (inCart - ordered).toLocaleString("en")
          } put something into the cart and did ` +
            `not order that day. Carts are kept on buyers' phones, so we do not know what was in them.`}
        </p>
      )}
    </section>
  );
}

function widthOf(count: number, whole: number): string {
  return whole > 0 ? Math.min(100, 100 * count / whole).toFixed(1) : "0";
}
