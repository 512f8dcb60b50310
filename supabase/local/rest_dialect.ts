import postgres from "postgres";

/** REST as a hosted project speaks it, around what the local package leaves out. */
export interface RestDialect {
  fetch(
    request: Request,
    answer: (request: Request) => Promise<Response>,
  ): Promise<Response>;
  stop(): Promise<void>;
}

/**
 * The function that the setting `pgrst.db_pre_request` of the role `authenticator` names has its say
 * before each request. Here it sees the headers alone and runs as `anon`.
 */
export function startRestDialect(databaseUrl: string): RestDialect {
  const sql = postgres(databaseUrl, { max: 2, onnotice: () => {} });
  let named: Promise<string | undefined> | undefined;
  return {
    async fetch(request, answer) {
      const name = await (named ??= readSetting(sql));
      if (!name) return await answer(request);
      const refusal = await ask(sql, name, request).then(() => null, inWordsOfRest);
      return refusal ?? await answer(request);
    },
    stop: () => sql.end(),
  };
}

async function readSetting(sql: postgres.Sql): Promise<string | undefined> {
  const [row] = await sql`
    select split_part(setting, '=', 2) as name
    from pg_roles as r cross join lateral unnest(r.rolconfig) as setting
    where r.rolname = 'authenticator' and setting like 'pgrst.db_pre_request=%'`;
  return row?.name;
}

async function ask(sql: postgres.Sql, name: string, request: Request): Promise<void> {
  const headers = JSON.stringify(Object.fromEntries(request.headers));
  await sql.begin((sql) => [
    sql`select set_config('request.headers', ${headers}, true), set_config('role', 'anon', true)`,
    sql`select ${sql(name)}()`,
  ]);
}

/** "PT" and three digits are a status. Source: https://docs.postgrest.org/en/v13/references/errors.html */
function inWordsOfRest(error: unknown): Response {
  if (!(error instanceof postgres.PostgresError)) throw error;
  const { code, message, detail = null, hint = null } = error;
  const status = Number(/^PT(\d{3})$/.exec(code)?.[1] ?? 400);
  return Response.json({ code, message, details: detail, hint }, { status });
}
