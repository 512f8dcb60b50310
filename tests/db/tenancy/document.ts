/** Writes docs/tenancy.md from the matrix and the rules: `task tenancy`. */
import { ACTORS } from "./cast.ts";
import { LINT_RULES } from "./lint.ts";
import { type Matrix, readMatrix } from "./matrix.ts";

export const MATRIX_FILE = new URL("matrix.txt", import.meta.url);
export const DOCUMENT = new URL("../../../docs/tenancy.md", import.meta.url);

const ABOUT = `# Tenancy

Written by \`task tenancy\` from tests/db/tenancy/matrix.txt; a test fails when it is stale. Every line
below is tried on a real Postgres by tests/db/tenancy_test.ts, and a table, bucket or function that
is not in it fails the test. tests/db/tenancy_faults_test.ts plants faults and watches the proof go
red. What no line names, random statements and requests look for: docs/decisions/0007-two-worlds.md.

The database decides. A person is known by the session behind their token, a program by the hash of
its key, support by an open visit; all three are looked up with each statement, so what was taken
away is gone with the next request, whatever a token says. Policies compare \`store_id\` with a list
that is made once a query. Children carry their shop's id in their foreign keys.

| word      | meaning                                          |
| --------- | ------------------------------------------------ |
| denied    | no grant for it, or a policy's check refused     |
| 0 rows    | a policy hid the rows                            |
| no parent | a foreign key kept the row in its shop           |
| rows      | they may                                         |
| nothing   | the function answered null                       |
| done      | the function did it                              |
| others    | the code with which the function refused         |

Actors: a visitor holds the publishable key alone; a shopper has an account; staff hold the default
permissions, a manager all of them; the merchant owns the shop; the rival owns another; the admin
runs the platform and is on no visit; the key is an API key with every permission but managing
staff. What is tried: select and count every row of the shop; insert a copy of one; adopt one, with
all it points at, into the rival's shop; update every row; move them to the rival; delete them.
`;

/** The whole document. */
export function document(matrix: Matrix): string {
  return [
    ABOUT,
    "## Rules of the schema\n\nChecked by a linter over the catalogue. None of it may be true of " +
    "anything in the schema:\n\n" + LINT_RULES.map((rule) => `- ${rule}`).join("\n") + "\n",
    `## What the publishable key reaches\n\nThrough REST, without signing in. Everything else is ` +
    `denied.\n\n${reachOf(matrix)}`,
    "## The matrix\n",
    ...blocks(matrix).map(([name, rows]) => `### ${name}\n\n${table(rows)}`),
  ].join("\n");
}

function reachOf(matrix: Matrix): string {
  const open = [...matrix].filter(([, [visitor]]) => visitor === "rows" || isAnswer(visitor!));
  const reads = open.filter(([line]) => line.startsWith("select ")).map(([line]) => line.slice(7));
  const calls = open.filter(([line]) => line.startsWith("call ")).map(([line]) => line.slice(5));
  return `- reads: ${reads.map(code).join(", ")}\n- calls: ${calls.map(code).join(", ")}\n`;
}

function isAnswer(cell: string): boolean {
  return !["denied", "0 rows", "no parent"].includes(cell);
}

function code(name: string): string {
  return `\`${name}\``;
}

function blocks(matrix: Matrix): [string, string[][]][] {
  const found = new Map<string, string[][]>();
  for (const [line, cells] of matrix) {
    const [verb, name] = line.split(" ") as [string, string];
    const [heading, label] = verb === "call" ? ["Functions", name] : [name, verb];
    if (!found.has(heading)) found.set(heading, []);
    found.get(heading)!.push([label, ...cells]);
  }
  return [...found];
}

/** As `deno fmt` lays tables out. */
function table(rows: string[][]): string {
  const all = [["", ...ACTORS], ...rows];
  const widths = all[0]!.map((_, i) => Math.max(3, ...all.map((row) => row[i]!.length)));
  const line = (row: string[]) =>
    `| ${row.map((cell, i) => cell.padEnd(widths[i]!)).join(" | ")} |`;
  const rule = `| ${widths.map((width) => "-".repeat(width)).join(" | ")} |`;
  return [line(all[0]!), rule, ...rows.map(line)].join("\n") + "\n";
}

if (import.meta.main) {
  const matrix = readMatrix(await Deno.readTextFile(MATRIX_FILE));
  await Deno.writeTextFile(DOCUMENT, document(matrix));
}
