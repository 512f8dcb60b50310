import { type Currency, formatMinor } from "@/lib/money.ts";

/** One bar of a chart, made of one part or of two that stand on each other. */
export interface ChartBar {
  label: string;
  parts: number[];
  /** Of the range before, as a line where there was anything; absent where nothing is compared. */
  before?: number;
}

interface Props {
  /** Of the page's chart: "sales". */
  id: string;
  /** "Sales by day". */
  title: string;
  /** What a bar is: "Day". */
  unit: string;
  bars: ChartBar[];
  /** What the parts are called, and the line. */
  names: string[];
  beforeName?: string;
  format(figure: number): string;
  /** What all of the table is in, where its cells do not say it: there is no room on a phone. */
  currency?: Currency;
}

/** Figures as bars, with those before as a line, and the same as a table for who wants the numbers. */
export function FigureChart(props: Props) {
  const { id, bars, names, beforeName } = props;
  const hasLine = hasBefore(bars);
  return (
    <div class="chart">
      <p class="lgd" aria-hidden="true">
        {names.map((name, i) => (
          <span key={name}>
            <i class={`pt${i}`} />
            {name}
          </span>
        ))}
        {hasLine && (
          <span>
            <i class="before" />
            {beforeName}
          </span>
        )}
      </p>
      <Drawing {...props} />
      <div class="ax" aria-hidden="true">
        <span>{bars[0]?.label}</span>
        {bars.length > 4 && <span>{bars[Math.floor(bars.length / 2)]?.label}</span>}
        <span>{bars.at(-1)?.label}</span>
      </div>
      <details class="mt-2" id={`${id}-numbers`}>
        <summary class="btn btn-text ms-[-8px]">The numbers</summary>
        <Numbers {...props} hasLine={hasLine} />
      </details>
    </div>
  );
}

/** Ten wide for each bar, a hundred high. */
function Drawing({ id, title, bars, format }: Props) {
  const most = Math.max(1, ...bars.map(heightOf), ...bars.map(({ before = 0 }) => before));
  const y = (figure: number) => 100 - 98 * Math.max(0, figure) / most;
  const line = bars.map(({ before = 0 }, i) => `${i * 10 + 5},${y(before).toFixed(1)}`);
  return (
    <svg
      viewBox={`0 0 ${bars.length * 10} 100`}
      preserveAspectRatio="none"
      role="img"
      aria-labelledby={`${id}-title ${id}-desc`}
      class="mt-2"
    >
      <title id={`${id}-title`}>{title}</title>
      <desc id={`${id}-desc`}>{inWords(bars, format)}</desc>
      {bars.map((bar, i) => (
        <Bar
          key={bar.label}
          bar={bar}
          x={i * 10 + 1.5}
          y={y}
          format={format}
        />
      ))}
      {hasBefore(bars) && <polyline points={line.join(" ")} />}
      <line x1="0" x2={bars.length * 10} y1="100" y2="100" />
    </svg>
  );
}

function Bar(
  { bar, x, y, format }: {
    bar: ChartBar;
    x: number;
    y(figure: number): number;
    format(figure: number): string;
  },
) {
  let below = 0;
  return (
    <g>
      <title>{`${bar.label}: ${format(heightOf(bar))}`}</title>
      {bar.parts.map((part, i) => {
        const top = y(below + part);
        const height = y(below) - top;
        below += part;
        return part > 0 && (
          <rect
            key={i}
            class={`pt${i}`}
            x={x}
            y={top.toFixed(1)}
            width="7"
            height={Math.max(1, height).toFixed(1)}
          />
        );
      })}
    </g>
  );
}

function Numbers(props: Props & { hasLine: boolean }) {
  const { title, unit, bars, names, beforeName, hasLine, format, currency } = props;
  const cell = currency ? (minor: number) => formatMinor(minor, currency) : format;
  return (
    <div class="overflow-x-auto" role="group" aria-label={title} tabIndex={0}>
      <table class="tbl">
        <thead>
          <tr>
            <th scope="col">{unit}</th>
            {names.map((name) => (
              <th key={name} scope="col" class="r">{currency ? `${name}, ${currency}` : name}</th>
            ))}
            {hasLine && <th scope="col" class="r whitespace-normal">{beforeName}</th>}
          </tr>
        </thead>
        <tbody>
          {bars.map(({ label, parts, before }) => (
            <tr key={label}>
              <td class="whitespace-nowrap">{label}</td>
              {parts.map((part, i) => <td key={i} class="r">{cell(part)}</td>)}
              {hasLine && <td class="r">{cell(before ?? 0)}</td>}
            </tr>
          ))}
        </tbody>
      </table>
    </div>
  );
}

function hasBefore(bars: ChartBar[]): boolean {
  return bars.some(({ before = 0 }) => before > 0);
}

function heightOf({ parts }: ChartBar): number {
  return parts.reduce((sum, part) => sum + part, 0);
}

/** "Highest on 22 Nov: KES 1,000." */
function inWords(bars: ChartBar[], format: (figure: number) => string): string {
  const highest = bars.reduce<ChartBar | undefined>(
    (best, bar) => heightOf(bar) > (best ? heightOf(best) : 0) ? bar : best,
    undefined,
  );
  if (!highest) return "Nothing in these days.";
  return `Highest: ${highest.label} with ${format(heightOf(highest))}. ` +
    `From ${bars[0]!.label} to ${bars.at(-1)!.label}; every number is in the table below.`;
}
