import type { Bar } from "@/lib/traffic/bars.ts";

/** Views as bars, and the same as a table for those who want the numbers. */
export function BarChart({ bars, unit }: { bars: Bar[]; unit: string }) {
  const most = Math.max(1, ...bars.map(({ views }) => views));
  const middle = bars[Math.floor(bars.length / 2)];
  return (
    <div class="chart">
      <svg viewBox={`0 0 ${bars.length * 10} 100`} preserveAspectRatio="none" aria-hidden="true">
        {bars.map(({ label, views }, index) => {
          const height = views === 0 ? 0 : Math.max(1, 100 * views / most);
          return (
            <rect key={label} x={index * 10 + 1.5} y={100 - height} width="7" height={height}>
              <title>{`${label}: ${views}`}</title>
            </rect>
          );
        })}
      </svg>
      <div class="ax" aria-hidden="true">
        <span>{bars[0]?.label}</span>
        {bars.length > 4 && <span>{middle?.label}</span>}
        <span>{bars.at(-1)?.label}</span>
      </div>
      <details class="mt-2">
        <summary class="btn btn-text ms-[-8px]">The numbers</summary>
        <Numbers bars={bars} unit={unit} />
      </details>
    </div>
  );
}

function Numbers({ bars, unit }: { bars: Bar[]; unit: string }) {
  const hasVisitors = bars.some(({ visitors }) => visitors !== null);
  return (
    <table class="tbl">
      <thead>
        <tr>
          <th scope="col">{unit}</th>
          <th scope="col" class="r">Views</th>
          {hasVisitors && <th scope="col" class="r">Visitors</th>}
        </tr>
      </thead>
      <tbody>
        {bars.map(({ label, views, visitors }) => (
          <tr key={label}>
            <td>{label}</td>
            <td class="r">{views.toLocaleString("en")}</td>
            {hasVisitors && <td class="r">{visitors?.toLocaleString("en")}</td>}
          </tr>
        ))}
      </tbody>
    </table>
  );
}
