import { createHash } from "node:crypto";
import type postgres from "postgres";

/** Passwords of the logins that `prepareRoles` makes. */
export interface Passwords {
  /** Of `postgres`, which owns what migrations make. */
  owner: string;
  /** Of `supabase_services`. */
  services: string;
}

/** Makes the cluster's roles as hosted Supabase has them. `sql` is the superuser's. */
export async function prepareRoles(sql: postgres.Sql, passwords: Passwords): Promise<void> {
  await sql.unsafe(await readSql("roles.sql"));
  await setPassword(sql, "postgres", passwords.owner);
  await setPassword(sql, "supabase_services", passwords.services);
}

/**
 * Makes the schemas that hosted Supabase brings along: extensions, Auth and Storage. `sql` is the
 * superuser's connection to the database that gets them.
 */
export async function prepareSchemas(sql: postgres.Sql): Promise<void> {
  const [schemas, grants] = await Promise.all([readSql("schemas.sql"), readSql("grants.sql")]);
  // The package's address names its version.
  const recipe = createHash("sha256")
    .update(schemas + grants + import.meta.resolve("@supabase/lite")).digest("hex");
  const [made] = await sql`select obj_description(to_regnamespace('storage')) as recipe`;
  if (made?.recipe === recipe) return;

  // A large package, which a start that finds everything in place does well without.
  const { cleanSql, getAuthSchemaSql, getStorageSchemaSql } = await import("@supabase/lite");
  await sql.begin(async (transaction) => {
    await transaction.unsafe(schemas);
    await transaction.unsafe(asRole("supabase_auth_admin", cleanSql(getAuthSchemaSql())));
    await transaction.unsafe(asRole("supabase_storage_admin", cleanSql(getStorageSchemaSql())));
    await transaction.unsafe(grants);
    await transaction.unsafe(`comment on schema storage is '${recipe}'`);
  });
}

/** The statements but for the schema's own, which exists and which these roles could not make. */
function asRole(role: string, statements: string): string {
  return `set local role ${role}; ${statements.replace(/^create schema .*;$/gim, "")}; reset role`;
}

/** Gives a login its password. Both are ours: no name or password here holds a quote. */
export async function setPassword(
  sql: postgres.Sql,
  role: string,
  password: string,
): Promise<void> {
  await sql.unsafe(`alter role ${role} password '${password}'`);
}

async function readSql(name: string): Promise<string> {
  return await Deno.readTextFile(new URL(name, import.meta.url));
}
