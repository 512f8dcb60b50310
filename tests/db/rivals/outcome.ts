import postgres from "postgres";
import { BY_THE_CLOCK } from "@/tests/api/footprint.ts";
import { type Business, rowsOf, type Worlds } from "./worlds.ts";

export const RIVALS = ["visitor", "shopper", "staff", "manager", "merchant", "key"] as const;
export type Rival = typeof RIVALS[number];

/** What came of statements, and whether any row of the other shop was written. */
export interface Outcome {
  answers: string[];
  isUntouched: boolean;
}

class Undo extends Error {}

/** Runs statements one after the other as somebody of the rival's, and undoes them. */
export function outcomeIn(
  { rival, shopper }: Pick<Worlds, "rival" | "shopper">,
  watch: (sql: postgres.Sql) => Promise<boolean>,
) {
  const claims: Record<Rival, Record<string, string> | null> = {
    visitor: null,
    shopper: { sub: shopper },
    staff: { sub: rival.staff },
    manager: { sub: rival.manager },
    merchant: { sub: rival.merchant },
    key: { api_key_hash: rival.keyHash },
  };
  return async (sql: postgres.Sql, who: Rival, statements: string[]): Promise<Outcome> => {
    const outcome: Outcome = { answers: [], isUntouched: false };
    await sql.begin(async (sql) => {
      const said = claims[who];
      await sql`select set_config('request.jwt.claims', ${said ? JSON.stringify(said) : ""}, true),
        set_config('role', ${said ? "authenticated" : "anon"}, true)`;
      for (const statement of statements) {
        outcome.answers.push(
          await sql.savepoint((sql) => sql.unsafe(statement)).then(
            (rows) =>
              plain([rows.count, ...rows.map((row) => JSON.stringify(row)).sort()].join("\n")),
            (error) => plain(inWords(error)),
          ),
        );
      }
      await sql`select set_config('role', 'none', true)`;
      outcome.isUntouched = await watch(sql as unknown as postgres.Sql);
      throw new Undo();
    }).catch((error) => {
      if (!(error instanceof Undo)) throw error;
    });
    return outcome;
  };
}

function inWords(error: unknown): string {
  if (!(error instanceof postgres.PostgresError)) throw error;
  const { code, message, detail, hint, constraint_name, table_name, column_name } = error;
  return JSON.stringify({ code, message, detail, hint, constraint_name, table_name, column_name });
}

/** What differs from one call to the next by itself: ids, moments and secrets made just now. */
export function plain(text: string): string {
  return text
    .replace(/\d{4}-\d\d-\d\d[T ]\d\d:\d\d:\d\d(\.\d+)?(Z|[+-]\d\d(:\d\d)?)?/g, "<moment>")
    .replace(/afk_[A-Za-z0-9_-]{8,}/g, "<key>")
    .replace(/[0-9a-f]{32,}/g, "<secret>")
    .replace(/[0-9a-f]{8}-[0-9a-f]{4}-7[0-9a-f]{3}-[0-9a-f]{4}-[0-9a-f]{12}/g, "<id>");
}

/** Tells whether the rows of the shop are, each in the same version, those that they are now. */
export async function watchRows(
  { full, shop }: { full: postgres.Sql; shop: Business },
): Promise<(sql: postgres.Sql) => Promise<boolean>> {
  const rows = (await rowsOf(full, shop)).filter(({ table }) => !BY_THE_CLOCK.includes(table));
  const parts = rows.map(({ table, rows }) =>
    `select '${table} ' || t.xmin || t::text as line from ${table} as t where ${rows}`
  );
  const query = `select md5(string_agg(line, ' ' order by line)) as sum from (
    ${parts.join(" union all ")}) as all_rows`;
  const before = (await full.unsafe(query))[0]!.sum;
  return async (sql) => (await sql.unsafe(query))[0]!.sum === before;
}
