import { Price } from "@/components/Price.tsx";
import { leftOf, type Sums } from "@/lib/ledger/money.ts";
import { type Currency, formatMoney } from "@/lib/money.ts";

export interface SumLine {
  name: string;
  /** Where the entries behind it are. */
  href: string;
  sums: Sums;
  /** False: whoever took the money does not say what it keeps. */
  hasFees: boolean;
}

interface Props {
  /** What a line is: "Day". */
  head: string;
  lines: SumLine[];
  currency: Currency;
  /** What all of them come to. */
  total: SumLine["sums"];
  /** What stays of it is called; "Left" unless it is paid out. */
  left?: string;
}

/** Sums of money as a table, which becomes cards on a phone. */
export function SumTable({ head, lines, currency, total, left = "Left" }: Props) {
  const all = { name: "In all", href: "", sums: total, hasFees: true };
  return (
    <table role="table" class="tbl cards">
      <thead role="rowgroup">
        <tr role="row">
          <th role="columnheader">{head}</th>
          <th role="columnheader" class="r">Came in</th>
          <th role="columnheader" class="r">Gave back</th>
          <th role="columnheader" class="r">Disputed</th>
          <th role="columnheader" class="r">Fees</th>
          <th role="columnheader" class="r">{left}</th>
        </tr>
      </thead>
      <tbody role="rowgroup">
        {lines.map((line) => <Row key={line.href} line={line} currency={currency} />)}
        {lines.length > 1 && <Row line={all} currency={currency} />}
      </tbody>
    </table>
  );
}

function Row({ line, currency }: { line: SumLine; currency: Currency }) {
  const { name, href, sums, hasFees } = line;
  const figures = [sums.cameMinor, sums.refundedMinor, sums.disputedMinor];
  return (
    <tr role="row">
      <td role="cell" class="who">
        {href ? <a class="rl" href={href}>{name}</a> : <b>{name}</b>}
        <span class="mut text-sm block md:hidden">{inWords(line, currency)}</span>
      </td>
      {figures.map((minor, i) => (
        <td key={i} role="cell" class="wide r">
          {minor === 0 ? <span class="mut">–</span> : <Price minor={minor} currency={currency} />}
        </td>
      ))}
      <td role="cell" class="wide r">
        {sums.feesMinor !== 0
          ? <Price minor={sums.feesMinor} currency={currency} />
          : <span class="mut">{hasFees ? "–" : "Not told"}</span>}
      </td>
      <td role="cell" class="amt r">
        <Price minor={leftOf(sums)} currency={currency} />
      </td>
    </tr>
  );
}

/** "KES 5,000 came in, KES 300 back": what the columns say where there is no room for them. */
function inWords({ sums, hasFees }: SumLine, currency: Currency): string {
  const parts: [number, string][] = [
    [sums.cameMinor, "came in"],
    [sums.refundedMinor, "back"],
    [sums.disputedMinor, "disputed"],
    [sums.feesMinor, "fees"],
  ];
  const said = parts.filter(([minor]) => minor !== 0)
    .map(([minor, what]) => `${formatMoney(minor, currency)} ${what}`);
  if (!hasFees && sums.feesMinor === 0) said.push("fees not told");
  return said.join(", ");
}
