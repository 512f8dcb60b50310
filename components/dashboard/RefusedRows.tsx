import { ButtonLink } from "@/components/Button.tsx";
import { Card } from "@/components/Layout.tsx";
import type { RefusedRow } from "@/lib/imports/mod.ts";

export interface RefusedRowsProps {
  rows: RefusedRow[];
  header: string[];
  /** How many there are in all. */
  count: number;
  reportHref: string;
}

/** Row by row what is wrong, and the way to a file of them. */
export function RefusedRows({ rows, header, count, reportHref }: RefusedRowsProps) {
  return (
    <section class="mt-8">
      <div class="ch">
        <h2>
          {count === 1 ? "One row is refused" : `${count.toLocaleString("en")} rows are refused`}
        </h2>
        <ButtonLink kind="line" icon="download" href={reportHref}>Download these rows</ButtonLink>
      </div>
      <p class="mut text-sm mb-3">
        The file has a last column that says what is wrong. Put it right there and import that file.
      </p>
      <Card flush>
        <table role="table" class="tbl cards">
          <thead role="rowgroup">
            <tr role="row">
              <th role="columnheader">Row</th>
              <th role="columnheader">What is wrong</th>
            </tr>
          </thead>
          <tbody role="rowgroup">
            {rows.map((row) => (
              <tr role="row" key={row.line}>
                <td role="cell" class="col-span-2 font-bold whitespace-nowrap">Row {row.line}</td>
                <td role="cell" class="col-span-2">
                  <Problems row={row} header={header} />
                </td>
              </tr>
            ))}
          </tbody>
        </table>
      </Card>
    </section>
  );
}

function Problems({ row, header }: { row: RefusedRow; header: string[] }) {
  if (row.problems.length === 0) {
    return <>Refused together with row {row.because.join(", ")} of the same product.</>;
  }
  return (
    <ul>
      {row.problems.map(({ column, text }, i) => (
        <li key={i} class="break-words">
          {column !== null && <b>{header[column] || `Column ${column + 1}`}:&nbsp;</b>}
          {text}
          {column !== null && <Cell text={row.cells[column] ?? ""} />}
        </li>
      ))}
    </ul>
  );
}

function Cell({ text }: { text: string }) {
  const short = text.trim().slice(0, 60);
  return <span class="mut block text-sm">{short ? `It says: ${short}` : "It is empty."}</span>;
}
