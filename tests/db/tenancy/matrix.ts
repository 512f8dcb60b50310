import { attempt, VERBS } from "./attempts.ts";
import { call, callsOf } from "./calls.ts";
import { ACTORS } from "./cast.ts";
import type { Stage } from "./stage.ts";

/** What each actor meets, by line: "select public.orders" or "call place_order". */
export type Matrix = Map<string, string[]>;

/** The matrix as a file that people read: a block a table, a line a verb, a column an actor. */
export function formatMatrix(matrix: Matrix): string {
  const blocks = new Map<string, string[][]>();
  for (const [line, cells] of matrix) {
    const [verb, name] = line.split(" ") as [string, string];
    const [heading, label] = verb === "call" ? ["functions", name] : [name, verb];
    if (!blocks.has(heading)) blocks.set(heading, [["", ...ACTORS]]);
    blocks.get(heading)!.push([label, ...cells]);
  }
  return [...blocks].map(([heading, rows]) => {
    const widths = rows[0]!.map((_, i) => Math.max(...rows.map((row) => row[i]!.length)) + 2);
    const lines = rows.map((row) =>
      row.map((cell, i) => cell.padEnd(widths[i]!)).join("").trimEnd()
    );
    return `${heading}\n${lines.map((line) => `  ${line}`).join("\n")}\n`;
  }).join("\n");
}

/** Reads what `formatMatrix` wrote. */
export function readMatrix(text: string): Matrix {
  const matrix: Matrix = new Map();
  let block = "";
  for (const line of text.split("\n").filter((line) => line && !line.startsWith("#"))) {
    const [first, ...cells] = line.trim().split(/ {2,}/);
    if (cells.length === 0) block = first!;
    else if (first !== ACTORS[0]) {
      matrix.set(block === "functions" ? `call ${first}` : `${first} ${block}`, cells);
    }
  }
  return matrix;
}

/** Every table and view that clients might reach, and every bucket of Storage. */
export async function listTables({ sql }: Stage): Promise<string[]> {
  const rows = await sql<{ name: string }[]>`
    select 'public.' || c.relname as name from pg_class c
    where c.relnamespace = 'public'::regnamespace and c.relkind in ('r', 'p', 'v', 'm', 'f') order by 1`;
  const buckets = await sql<{ name: string }[]>`
    select 'storage.' || id as name from storage.buckets order by 1`;
  return [...rows, ...buckets].map(({ name }) => name);
}

/** Functions of the exposed schema that somebody but the owner may execute. */
export async function listFunctions({ sql }: Stage): Promise<string[]> {
  const rows = await sql<{ name: string }[]>`
    select distinct p.proname as name from pg_proc p
    where p.pronamespace = 'public'::regnamespace
      and (has_function_privilege('anon', p.oid, 'execute')
        or has_function_privilege('authenticated', p.oid, 'execute')) order by 1`;
  return rows.map(({ name }) => name);
}

/** Tries every table x verb x actor and every function x actor, or only those tables. */
export async function measure(stage: Stage, only?: { tables: string[] }): Promise<Matrix> {
  const matrix: Matrix = new Map();
  for (const table of only?.tables ?? await listTables(stage)) {
    for (const verb of VERBS) {
      const cells: string[] = [];
      for (const actor of ACTORS) cells.push(await attempt(stage, { actor, verb, table }));
      matrix.set(`${verb} ${table}`, cells);
    }
  }
  if (only) return matrix;
  for (const name of Object.keys(callsOf(stage))) {
    const cells: string[] = [];
    for (const actor of ACTORS) cells.push(await call(stage, { actor, name }));
    matrix.set(`call ${name}`, cells);
  }
  return matrix;
}
