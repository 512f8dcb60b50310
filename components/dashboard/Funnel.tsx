import type { Traffic } from "@/lib/traffic/mod.ts";

/** From a visit to a paid order: how many came how far. */
export function Funnel({ traffic }: { traffic: Traffic }) {
  const { visitors, placed, paid } = traffic;
  const first = visitors.shop ?? 0;
  const steps: [name: string, count: number][] = [
    ["Came to the shop", first],
    ["Looked at a product", visitors.product ?? 0],
    ["Put something into the cart", visitors.cart ?? 0],
    ["Opened the checkout", visitors.checkout ?? 0],
    ["Ordered", placed],
    ["Paid", paid],
  ];
  return (
    <ol class="way">
      {steps.map(([name, count]) => (
        <li key={name}>
          <div>
            <span>{name}</span>
            <span>
              <b>{count.toLocaleString("en")}</b>
              {first > 0 && <span class="mut text-sm">{` ${percent(count, first)}`}</span>}
            </span>
          </div>
          <i style={`--p:${first > 0 ? Math.min(100, 100 * count / first).toFixed(1) : 0}%`} />
        </li>
      ))}
    </ol>
  );
}

/** "2.3%": one decimal below ten. */
export function percent(part: number, whole: number): string {
  const share = whole > 0 ? 100 * part / whole : 0;
  return `${share.toFixed(share < 10 && share > 0 ? 1 : 0)}%`;
}
