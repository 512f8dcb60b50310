import type postgres from "postgres";

/** Rules of docs/tenancy.md, each a query whose rows are complaints. */
const RULES: Record<string, string> = {
  "has no row-level security": `
    select c.oid::regclass::text as what from pg_class c
    where c.relnamespace in ('public'::regnamespace, 'private'::regnamespace)
      and c.relkind in ('r', 'p') and not c.relrowsecurity`,

  "is a view that shows rows as its owner": `
    select c.oid::regclass::text as what from pg_class c
    where c.relnamespace = 'public'::regnamespace and (c.relkind = 'm' or c.relkind = 'v'
      and not coalesce('security_invoker=true' = any (c.reloptions), false))`,

  "can be written column for column by granting all of it": `
    select distinct c.oid::regclass::text || ' ' || a.privilege_type as what
    from pg_class c cross join lateral aclexplode(c.relacl) a
    where c.relnamespace = 'public'::regnamespace and a.privilege_type in ('INSERT', 'UPDATE', 'TRUNCATE', 'REFERENCES', 'TRIGGER')
      and a.grantee in ('anon'::regrole, 'authenticated'::regrole)`,

  "is granted to everybody": `
    select c.oid::regclass::text || ' ' || a.privilege_type as what
    from pg_class c cross join lateral aclexplode(c.relacl) a
    where c.relnamespace in ('public'::regnamespace, 'private'::regnamespace) and a.grantee = 0
    union all
    select p.oid::regprocedure::text from pg_proc p
    cross join lateral aclexplode(coalesce(p.proacl, acldefault('f', p.proowner))) a
    where p.pronamespace in ('public'::regnamespace, 'private'::regnamespace) and a.grantee = 0
    union all
    select n.nspname from pg_namespace n cross join lateral aclexplode(n.nspacl) a
    where n.nspname = 'private' and a.grantee in (0, 'anon'::regrole, 'authenticated'::regrole)`,

  "is a definer without search_path = ''": `
    select p.oid::regprocedure::text as what from pg_proc p
    where p.pronamespace in ('public'::regnamespace, 'private'::regnamespace) and p.prosecdef
      and not coalesce('search_path=""' = any (p.proconfig), false)`,

  "is a definer in the exposed schema": `
    select p.oid::regprocedure::text as what from pg_proc p
    where p.pronamespace = 'public'::regnamespace and p.prosecdef`,

  "passes a row's column to a function of ours": `
    select q.what from (${policies()}) as q
    where regexp_replace(q.expression, '''[^'']*''(::[a-z_.]+)?', '', 'g')
      ~ '(private|public|auth)\\.[a-z_]+\\([^()]*[a-z]'`,

  "asks who is calling for each row": `
    select q.what from (${policies()}) as q
    where regexp_replace(q.expression, '(SELECT|FROM) (private|auth)\\.[a-z_]+\\(', '', 'g') ~ '(private|auth)\\.[a-z_]+\\('`,

  "is a policy for everybody or for every verb": `
    select p.polrelid::regclass::text || '.' || p.polname as what from pg_policy p
    where p.polrelid::regclass::text ~ '^(storage\\.|[a-z_]+$)' and (p.polcmd = '*' or 0 = any (p.polroles))`,

  "is a second policy for the same verb and role": `
    select p.polrelid::regclass::text || ' ' || p.polcmd::text || ' ' || r::regrole as what
    from pg_policy p cross join lateral unnest(p.polroles) as r
    join pg_class c on c.oid = p.polrelid and c.relnamespace = 'public'::regnamespace
    group by p.polrelid, p.polcmd, r having count(*) > 1`,

  "has no index that begins with its columns": `
    select con.conrelid::regclass::text || '.' || con.conname as what from pg_constraint con
    where con.contype = 'f' and con.connamespace in ('public'::regnamespace, 'private'::regnamespace)
      and not exists (select from pg_index i where i.indrelid = con.conrelid
        -- One of some rows alone is none, but of those that point at something.
        and (i.indpred is null or exists (select from pg_attribute a where a.attrelid = con.conrelid
          and a.attnum = any (con.conkey)
          and pg_get_expr(i.indpred, i.indrelid) = format('(%I IS NOT NULL)', a.attname)))
        -- The shop and what the row points at; what else the key holds is the same for all of that one's rows.
        and ((i.indkey::int2[])[0:least(cardinality(con.conkey), 2) - 1] @> con.conkey[1:2]
          -- What the row points at narrows more than its shop does.
          or i.indkey[0] = any (con.conkey[2:])))
    union all
    select c.oid::regclass::text || '.' || a.attname from pg_class c
    join pg_attribute a on a.attrelid = c.oid and a.attname in ('store_id', 'tenant_id', 'user_id')
    where c.relnamespace = 'public'::regnamespace
      and exists (select from (${policies()}) as q where q.relation = c.oid and q.expression ~ ('\\m' || a.attname || '\\M'))
      and not exists (select from pg_index i where i.indrelid = c.oid and i.indkey[0] = a.attnum)`,

  "lets a row point into another shop": `
    select con.conrelid::regclass::text || '.' || con.conname as what from pg_constraint con
    where con.contype = 'f' and con.connamespace = 'public'::regnamespace
      and con.confrelid::regclass::text not in ('stores', 'tenants', 'auth.users', 'platform_admins')
      and not exists (select from pg_attribute a where a.attrelid = con.conrelid
        and a.attname in ('store_id', 'tenant_id') and a.attnum = any (con.conkey))`,

  "lets clients choose ids, and so learn which are taken": `
    select c.oid::regclass::text as what from pg_class c
    join pg_attribute a on a.attrelid = c.oid and a.attname = 'id'
    where c.relnamespace = 'public'::regnamespace and c.relkind in ('r', 'p')
      and exists (select from unnest(array['anon', 'authenticated']) as role
        where has_column_privilege(role, c.oid, a.attnum, 'INSERT, UPDATE'))`,

  "is told to everybody by realtime": `
    select p.pubname || ' ' || t.tablename as what from pg_publication p
    join pg_publication_tables t using (pubname) where p.pubname = 'supabase_realtime'`,
};

/** Every policy with what it asks, one row a clause. */
function policies(): string {
  return `
    select p.polrelid as relation, p.polrelid::regclass::text || '.' || p.polname as what, e.expression
    from pg_policy p cross join lateral (values
      (pg_get_expr(p.polqual, p.polrelid)), (pg_get_expr(p.polwithcheck, p.polrelid))
    ) as e (expression)
    where e.expression is not null`;
}

/** What in the schema breaks a rule, in sentences: "orders has no row-level security". */
export async function lint(sql: postgres.Sql): Promise<string[]> {
  const complaints: string[] = [];
  for (const [rule, query] of Object.entries(RULES)) {
    const rows = await sql.unsafe<{ what: string }[]>(query);
    for (const { what } of rows) complaints.push(`${what} ${rule}`);
  }
  return complaints.sort();
}

/** The rules in words, for the documentation. */
export const LINT_RULES = Object.keys(RULES);
