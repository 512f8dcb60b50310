/** Writes docs/failures.md from the names of tests and the reasons: `task failures`. */
import { type Gateway, GATEWAYS } from "@/lib/enums.ts";
import { CANNOT, CANNOT_END, type PaymentWay, titleOf, WAYS } from "./cannot.ts";
import { FAILURES, type Outcome, OUTCOME_ROWS, OUTCOMES } from "./names.ts";
import { listShown, type Shown } from "./shown.ts";

export const DOCUMENT = new URL("../../../docs/failures.md", import.meta.url);

const ABOUT = `# What goes wrong with money

Written by \`task failures\` from the names of tests and tests/payments/failures/cannot.ts; a test
fails when it is stale, or when a field has neither a test nor a reason. Every test speaks the
gateway's own protocol with its stand-in in supabase/local, over HTTP and through the real edge
functions.
`;

interface Line {
  title: string;
  /** By way to be paid: shown by a test, or why it cannot be. */
  fields: Record<string, true | string | undefined>;
}

/** What becomes of money, at each gateway. */
export function outcomeLines(shown: Shown[]): Line[] {
  return OUTCOMES.map((outcome) => ({
    title: outcome,
    fields: Object.fromEntries(GATEWAYS.map((way) => [way, outcomeAt(shown, outcome, way)])),
  }));
}

function outcomeAt(shown: Shown[], outcome: Outcome, way: Gateway): true | string | undefined {
  const row = OUTCOME_ROWS[outcome];
  if (row) return failureAt(shown, row, way);
  const isShown = shown.some((one) => one.name === outcome && one.way === way);
  return isShown || CANNOT_END[outcome]?.[way];
}

/** What goes wrong, at each way to be paid. */
export function failureLines(shown: Shown[]): Line[] {
  return Object.entries(FAILURES).map(([row, name]) => ({
    title: `${row} ${name}`,
    fields: Object.fromEntries(WAYS.map((way) => [way, failureAt(shown, Number(row), way)])),
  }));
}

function failureAt(shown: Shown[], row: number, way: PaymentWay): true | string | undefined {
  const isShown = shown.some((one) => one.row === row && one.way === way);
  return isShown || CANNOT[row]?.[way];
}

/** The whole document. */
export function document(shown: Shown[]): string {
  return [
    ABOUT,
    "## What becomes of money\n\nYes: a test shows it. By hand: staff give the money back and note how on the order. A dash: it\ncannot be.\n",
    table(outcomeLines(shown), GATEWAYS),
    reasons(outcomeLines(shown)),
    "## What goes wrong\n",
    table(failureLines(shown), WAYS),
    reasons(failureLines(shown)),
  ].join("\n");
}

function table(lines: Line[], ways: readonly PaymentWay[]): string {
  const rows = lines.map(({ title, fields }) => [
    title,
    ...ways.map((way) => cellOf(fields[way])),
  ]);
  const cells = [["", ...ways], ...rows];
  const widths = ["", ...ways].map((_, at) => Math.max(...cells.map((row) => row[at]!.length), 3));
  const [head, ...body] = cells.map((row) =>
    `| ${row.map((cell, at) => cell.padEnd(widths[at]!)).join(" | ")} |`
  );
  const rule = `| ${widths.map((width) => "-".repeat(width)).join(" | ")} |`;
  return [head, rule, ...body].join("\n") + "\n";
}

function cellOf(field: true | string | undefined): string {
  if (field === true) return "yes";
  return field?.startsWith("By hand") ? "by hand" : "-";
}

/** Ways that share a reason are named together. */
function reasons(lines: Line[]): string {
  const told = lines.flatMap(({ title, fields }) => {
    const whys = Map.groupBy(
      Object.entries(fields).filter(([, field]) => typeof field === "string"),
      ([, why]) => why as string,
    );
    return [...whys].map(([why, ways]) =>
      `- ${title}, ${ways.map(([way]) => titleOf(way as PaymentWay)).join(", ")}: ${why}`
    );
  });
  return `Why not:\n\n${told.map(wrap).join("\n")}\n`;
}

const WIDTH = 100;

/** As the formatter breaks a long item. */
function wrap(item: string): string {
  const lines = [""];
  for (const word of item.split(" ")) {
    const last = lines.at(-1)!;
    if (last && last.length + 1 + word.length > WIDTH) lines.push(`  ${word}`);
    else lines[lines.length - 1] = last ? `${last} ${word}` : word;
  }
  return lines.join("\n");
}

if (import.meta.main) await Deno.writeTextFile(DOCUMENT, document(await listShown()));
